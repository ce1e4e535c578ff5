"""Entries printed by citation styles, many at once, to be compared with what was typed."""

import re
from collections import deque
from collections.abc import Sequence
from contextlib import ExitStack
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
    candidates: Sequence[Candidate],
    library: Library,
    styles: Sequence[str],
    lang: str,
    limits: Limits,
    listed: bool = False,
) -> dict[str, dict[str, str]]:
    """What each style prints for each candidate, by its key, with `*` round italics.

    It is the text of its note, or with `listed` its item in the list of references. Raises
    pandoc.PandocError, OSError for the machine.
    """
    known = [one for one in candidates if library.get(one.key)]
    found: dict[str, dict[str, str]] = {style: {} for style in styles}
    if not known:
        return found
    with ExitStack() as dropped:
        waiting: deque[_Print] = deque()
        for style in (*styles, "", ""):  # one is set while the one before is read
            if style:
                waiting.append(_start(known, library, style, lang, limits))
                dropped.callback(waiting[-1].asked.drop)
            if not style or len(waiting) > 1:
                done = waiting.popleft() if waiting else None
                if done:
                    found[done.style] = _answer(done, known, listed)
    return found


@dataclass(frozen=True)
class _Print:
    style: str
    notes: bool
    items: list[dict[str, Any]]
    asked: pandoc.PandocJob


def _start(
    known: Sequence[Candidate], library: Library, style: str, lang: str, limits: Limits
) -> _Print:
    code = _SUBSTITUTE.sub("", citation_styles.text(style))
    notes = prints_notes(code)
    items = []
    for one in known:
        entry = library.get(one.key)
        assert entry is not None
        fitted = style_items.fitted(bibliography.item(entry, library), code, notes, lang)
        items.append(seasons.printed(fitted, notes, lang))
    job = pandoc.CitationRequest([_cited(one) for one in known], items, code, lang)
    return _Print(style, notes, items, pandoc.start_citing(job, limits))


def _answer(one: _Print, known: Sequence[Candidate], listed: bool) -> dict[str, str]:
    done = style_items.as_typed(pandoc.trees(one.asked)[0], one.items)
    if listed:
        return _listed(done)
    set_in = "Note" if one.notes else "Cite"
    notes = (next((n for n in walk(block) if n["t"] == set_in), None) for block in done)
    return {c.key: _text(node["c"]) for c, node in zip(known, notes, strict=False) if node}


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
