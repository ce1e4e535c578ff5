"""Citations by a DOI or another identifier: `@doi:10.1000/x` cites the entry that has it.

Sources: Manubot, "Citations"; Quarto and pandoc take any key, so authors write these there too.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.bibliography import Entry, Library
from reportgen.diagnostics.source import Span
from reportgen.parse.cross_references import LABEL_KEY
from reportgen.tree.nodes import Node, edit

_PREFIX = r"(?:doi:|https?://(?:dx\.)?doi\.org/)"
DOI = re.compile(rf"(?:{_PREFIX}(?=10/\w)|{_PREFIX}?(?=10\.\d{{4,9}}/))(10[.\d]*/\S+)", re.I)
"""A DOI, or a short one behind a prefix: `doi:10/br5zd3`."""
_STANDARD = re.compile(r"\bstandard_(?:id|citation): *(\S+)")
"""Where Manubot's own output keeps what a source was cited by."""
NAMED = re.compile(
    r"(pmid|pubmed|pmcid|pmc|arxiv|isbn|url|https?|wikidata|clinicaltrials):(\S+)", re.I
)
COMPACT = re.compile(r"(?!raw:|tag:)[a-z][\w.-]{1,20}:[\w./-]*\d[\w./-]*", re.I)
"""A compact identifier, `chebi:138650`, as Manubot takes for a source."""
REGISTRY = "https://bioregistry.io/{}"
"""Where Manubot has compact identifiers looked up."""
SAME = {"pubmed": "pmid", "pmc": "pmcid"}
"""Prefixes that Manubot takes for others."""
ADDRESSES = {
    "doi": "https://doi.org/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/{}/",
    "arxiv": "https://arxiv.org/abs/{}",
    "wikidata": "https://www.wikidata.org/wiki/{}",
    "clinicaltrials": "https://clinicaltrials.gov/study/{}",
}
MADE = "made of an identifier"


def identifier(key: str) -> str:
    """The identifier that a key is, such as `doi:10.1000/x`, in small letters; "" for none."""
    if found := DOI.fullmatch(key):
        return f"doi:{found[1].lower().rstrip('.,;')}"
    if found := NAMED.fullmatch(key):
        name, value = found[1].lower(), found[2].lower().rstrip("/")
        if name in ("http", "https"):
            return f"url:{name}:{value}"
        name = SAME.get(name, name)
        return f"{name}:{value.replace('-', '') if name == 'isbn' else value}"
    return ""


def described(key: str) -> tuple[str, str]:
    """What an identifier is called, and its value as it is typed: `("DOI", "10.1000/x")`."""
    if found := DOI.fullmatch(key):
        return "DOI", found[1]
    found = NAMED.fullmatch(key)
    if not found and COMPACT.fullmatch(key) and "//" not in key:
        return "compact identifier", key
    if not found or found[1].lower() in ("url", "http", "https"):
        return "address", key.removeprefix("url:")
    name = SAME.get(found[1].lower(), found[1].lower())
    shown = {"arxiv": "arXiv number", "wikidata": "Wikidata number"}.get(name, name.upper())
    return shown, found[2]


def with_identified(
    library: Library, cited: Iterable[tuple[str, Span]], compact: bool = False
) -> Library:
    """The library with an entry for each identifier that is cited and that none of its own has.

    Such an entry has an address, or for an ISBN its words, and nothing else: nothing is looked up.
    `compact` says that other prefixes than the usual ones are identifiers too, as in Manubot.
    """
    made: dict[str, Entry] = {}
    for key, place in cited if library.whole else ():
        known = identifier(key)
        short = not known and compact and COMPACT.fullmatch(key) and not LABEL_KEY.match(key)
        if not (known or short) or key in made or library.get(key) or key in library.broken:
            continue
        name, value = described(key)
        kind = known.partition(":")[0]
        address = REGISTRY.format(key) if short else ADDRESSES.get(kind, "{}").format(value)
        data = {"type": "webpage", "URL": address}
        if kind == "isbn":
            data = {"type": "book", "title": f"{name} {value}"}
        start, end = place.start, place.end
        made[key] = Entry(
            key, data["type"], place.source, start, end, start, end, cut=(),
            data={**data, "custom": MADE},
        )  # fmt: skip
    return replace(library, entries={**library.entries, **made}) if made else library


def is_made(entry: Entry) -> bool:
    """Whether an entry is made of an identifier alone."""
    return entry.data is not None and entry.data.get("custom") == MADE


def find_entries(blocks: list[Node], library: Library) -> list[Node]:
    """The blocks with the entry's key in the place of an identifier that only one entry has."""
    known: dict[str, str] = {}

    def change(node: Node) -> Node:
        keys = [citation["citationId"] for citation in node["c"][0]]
        if all(library.get(key) or not (":" in key or identifier(key)) for key in keys):
            return node
        if not known:
            known.update((one, e.key) for e in reversed(list(library)) for one in _identifiers(e))
        citations = [
            citation
            if library.get(citation["citationId"])
            else {
                **citation,
                "citationId": known.get(named(citation["citationId"]), citation["citationId"]),
            }
            for citation in node["c"][0]
        ]
        return {**node, "c": [citations, node["c"][1]]}

    def named(key: str) -> str:
        return identifier(key) or key

    edited: list[Node] = edit(blocks, change, {"Cite"})
    return edited


def _identifiers(entry: Entry) -> Iterator[str]:
    if entry.data is not None:
        given = [entry.data.get(name) for name in ("standard_citation", "standard_id")]
        given += _STANDARD.findall(str(entry.data.get("note", "")))
        yield from (identifier(str(one)) or str(one) for one in given if one)
        data = {str(name).lower(): str(value) for name, value in entry.data.items()}
    else:
        data = {name: entry.text(name) for name in ("doi", "pmid", "pmcid", "isbn", "url")}
        if entry.text("archiveprefix", "eprinttype").lower() == "arxiv":
            data["arxiv"] = entry.text("eprint")
    for name in ("doi", "pmid", "pmcid", "isbn", "url", "arxiv"):
        value = re.sub(r"\\(?=[_&%#])", "", data.get(name, "")).strip("{} ")
        if found := identifier(value if name == "doi" else f"{name}:{value}"):
            yield found
        if name == "url" and DOI.fullmatch(value):
            yield identifier(value)
