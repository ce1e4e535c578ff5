"""Entries printed by citation styles, many at once, to be compared with what was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportgen import bibliography, pandoc
from reportgen.bibliography import Library
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.limits import Limits
from reportgen.parse.manuscript import prints_notes
from reportgen.resolve import locators, seasons, style_items
from reportgen.themes import citation_styles
from reportgen.tree.nodes import Node, attr, edit, text, walk

NOTES = (
    "chicago-notes-bibliography-17th-edition", "chicago-notes-bibliography", "house",
    "bluebook-law-review", "oscola",
)  # fmt: skip
"""Styles that are tried for notes: the CSL project's that ship, and the journal's own."""
LISTS = (
    "chicago-author-date-17th-edition", "chicago-author-date", "apa", "modern-language-association",
    "harvard-cite-them-right", "nlm-citation-sequence", "american-medical-association", "ieee",
    "nature", "american-political-science-association", "chicago-notes-bibliography-17th-edition",
)  # fmt: skip
"""Styles that are tried for lists of references."""


_SUBSTITUTE = re.compile(r"""\bsubsequent-author-substitute(?:-rule)?=["'][^"']*["']""")
"""What a list has in place of an author who is the one before, too: items are to be whole."""


@dataclass(frozen=True)
class Candidate:
    """An entry of BibTeX under `key`, and how a note cites it."""

    key: str
    bibtex: str
    locator: str = ""
    suffix: str = ""


def read(candidates: Sequence[Candidate]) -> Library:
    """The entries of the candidates."""
    source = Source("typed.bib", "\n\n".join(one.bibtex for one in candidates))
    return bibliography.read((source,), Bag())


def printed(
    candidates: Sequence[Candidate], library: Library, style: str, lang: str, limits: Limits,
    listed: bool = False,
) -> dict[str, str]:  # fmt: skip
    """What a style prints for each candidate, by its key, with `*` round italics.

    It is the text of its note, or with `listed` its item in the list of references. Raises
    pandoc.PandocError, OSError for the machine.
    """
    code = _SUBSTITUTE.sub("", citation_styles.text(style))
    notes = prints_notes(code)
    known = [one for one in candidates if library.get(one.key)]
    if not known or not code:
        return {}
    items = []
    for one in known:
        entry = library.get(one.key)
        assert entry is not None
        fitted = style_items.fitted(bibliography.item(entry, library), code, notes, lang)
        items.append(seasons.printed(fitted, notes, lang))
    blocks = [_cited(one) for one in known]
    job = pandoc.CitationRequest(blocks, items, code, lang)
    done = style_items.as_typed(pandoc.trees(pandoc.start_citing(job, limits))[0], items)
    if listed:
        return _listed(done)
    set_in = "Note" if notes else "Cite"
    found = [node for block in done for node in walk(block) if node["t"] == set_in]
    return {one.key: _text(node["c"]) for one, node in zip(known, found, strict=False)}


def _cited(one: Candidate) -> Node:
    behind = f", {one.locator}" if one.locator else ""
    if one.suffix:
        behind += f" {one.suffix}" if one.suffix.startswith(("(", "[")) else f", {one.suffix}"
    citation: dict[str, Any] = {
        "citationId": one.key, "citationPrefix": [],
        "citationSuffix": locators.understood(_inlines(behind)),
        "citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Para", "c": [{"t": "Cite", "c": [[citation], [{"t": "Str", "c": "?"}]]}]}


def _inlines(words: str) -> list[Node]:
    out: list[Node] = []
    for i, word in enumerate(words.split(" ")):
        out += ([{"t": "Space"}] if i else []) + ([{"t": "Str", "c": word}] if word else [])
    return out


def _listed(done: list[Node]) -> dict[str, str]:
    entries = (
        n
        for block in done
        for n in walk(block)
        if n["t"] == "Div" and attr(n)[0].startswith("ref-")
    )
    return {
        attr(one)[0].removeprefix("ref-"): _text(edit(one["c"][1], _unnumbered, {"Span"}))
        for one in entries
    }


def _text(nodes: Any) -> str:
    return text(edit(nodes, _starred, {"Emph"})).strip()


def _unnumbered(node: Node) -> Node | list[Node]:
    return [] if "csl-left-margin" in attr(node)[1] else node


def _starred(node: Node) -> list[Node]:
    star = {"t": "Str", "c": "*"}
    return [star, *node["c"], star]
