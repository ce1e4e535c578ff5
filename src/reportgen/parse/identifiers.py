"""Citations by a DOI or another identifier: `@doi:10.1000/x` cites the entry that has it.

Sources: Manubot, "Citations"; Quarto and pandoc take any key, so authors write these there too.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import Entry, Library
from reportgen.tree.nodes import Node, edit

DOI = re.compile(r"(?:doi:|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.I)
NAMED = re.compile(r"(pmid|pmcid|arxiv|isbn|url|wikidata):(\S+)|(https?://\S+)", re.I)


def identifier(key: str) -> str:
    """The identifier that a key is, such as `doi:10.1000/x`, in small letters; "" for none."""
    if found := DOI.fullmatch(key):
        return f"doi:{found[1].lower().rstrip('.,;')}"
    if found := NAMED.fullmatch(key):
        if found[3]:
            return f"url:{found[3].lower().rstrip('/')}"
        value = found[2].lower().rstrip("/")
        return (
            f"{found[1].lower()}:{value.replace('-', '') if found[1].lower() == 'isbn' else value}"
        )
    return ""


def find_entries(blocks: list[Node], library: Library) -> list[Node]:
    """The blocks with the entry's key in the place of an identifier that only one entry has."""
    known: dict[str, str] = {}

    def change(node: Node) -> Node:
        if all(
            library.get(c["citationId"]) or not identifier(c["citationId"]) for c in node["c"][0]
        ):
            return node
        if not known:
            known.update((one, e.key) for e in reversed(list(library)) for one in _identifiers(e))
        citations = [
            citation
            if library.get(citation["citationId"])
            else {
                **citation,
                "citationId": known.get(identifier(citation["citationId"]), citation["citationId"]),
            }
            for citation in node["c"][0]
        ]
        return {**node, "c": [citations, node["c"][1]]}

    edited: list[Node] = edit(blocks, change, {"Cite"})
    return edited


def _identifiers(entry: Entry) -> Iterator[str]:
    if entry.data is not None:
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
