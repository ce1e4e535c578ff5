"""Set the citations: pandoc's citeproc sees them alone, in order, and not the text around them.

A skeleton of the document goes to citeproc: one paragraph a citation, and every note with only
the citations in it, so that positions (first, repeated, ibid.) come out as in the whole text. It
is a hundredth of the tree's size, and a change of the text around it changes nothing in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from reportgen import bibliography, pandoc
from reportgen.ast import LEAVES, Node, attr, edit, para, walk, within
from reportgen.cache import Store
from reportgen.diag import Bag
from reportgen.parse import Manuscript
from reportgen.vet import printed

STEP = "cite"
"""The name of this step in the cache."""
CLOSING = ".,;:!?"
"""The punctuation that a note's marker stands after (Chicago Manual of Style 14.26)."""


@dataclass(frozen=True)
class Style:
    """A CSL style: its text, and whether it prints its citations as notes."""

    name: str
    text: str

    @property
    def notes(self) -> bool:
        root = re.search(r"<style\b[^>]*>", self.text, re.S)
        return bool(root and re.search(r"""class\s*=\s*["']note""", root[0]))


@dataclass(frozen=True)
class Question:
    """The citations of a manuscript, as citeproc is at work on them; left once they are set.

    `parts` are the body and the prose of the front matter, with their citations numbered, `cites`
    those citations in the order of the answer; `job` is None where there is nothing to ask.
    """

    manuscript: Manuscript
    style: Style
    store: Store
    parts: list[list[Node]]
    cites: list[Node]
    job: pandoc.Citing | None = None
    asked: pandoc.Asked | None = None

    def __enter__(self) -> "Question":
        return self

    def __exit__(self, *_: object) -> None:
        if self.asked:
            self.asked.drop()

    def answer(self, job: pandoc.Citing) -> list[Node]:
        """The job's blocks as citeproc sets them. Raises pandoc.Refused."""
        limits = self.manuscript.sources.limits
        done: list[Node] = self.store.get(
            STEP, job.parts, lambda: pandoc.trees(self.asked or pandoc.begin_citing(job, limits))[0]
        )
        return done


def ask(parts: list[list[Node]], manuscript: Manuscript, style: Style, store: Store) -> Question:
    """Have the citations set, unless an earlier build had the same."""
    parts = _counted(parts)
    nodes = [n for article in (True, False) for n in _cited(parts, article)]
    cites = [c for node in nodes for c in walk(node) if c["t"] == "Cite"]
    nocite = manuscript.front.nocite
    if not cites and not nocite:
        return Question(manuscript, style, store, parts, cites)
    entries = _entries(cites, nocite, manuscript)
    job = pandoc.Citing(
        [_bone(node, manuscript) for node in nodes],
        [bibliography.item(entry, manuscript.library) for entry in entries],
        style.text,
        manuscript.front.lang or "en-US",
        ", ".join("@*" if key == "*" else f"@{{{key}}}" for key in nocite),
        # A note names its source in full: a link around all of it would hide the address within.
        links=not style.notes,
    )
    known = store.has(STEP, job.parts)
    asked = None if known else pandoc.begin_citing(job, manuscript.sources.limits)
    return Question(manuscript, style, store, parts, cites, job, asked)


def set_citations(question: Question, bag: Bag) -> tuple[list[list[Node]], list[Node]] | None:
    """The parts with every citation set, and the list of references; None if citeproc refused."""
    parts, cites, style = question.parts, question.cites, question.style
    if question.job is None:
        return [_spliced(part, {}, style) for part in parts], []
    try:
        done = question.answer(question.job)
    except pandoc.Refused as refused:
        what = {
            "time": "it takes too long",
            "memory": "it needs too much memory",
            "depth": "they nest too deep",
            "crash": "pandoc crashes",
        }
        manuscript = question.manuscript
        first = next((cite.span for cite in manuscript.cites if cite.span), None)
        bag.error(
            "style-unusable",
            f"the citations cannot be set: {what.get(refused.reason, refused.reason)}",
            manuscript.front.span("csl") or first,
            "check the CSL file, or leave `csl` out for the journal's own style",
        )
        return None
    listed = [b for b in done if b["t"] == "Div" and attr(b)[0] == "refs"]
    found = [n for b in done if b not in listed for n in walk(b) if n["t"] == "Cite"]
    if len(found) != len(cites):
        bag.error("style-unusable", "the citation style does not print every citation")
        return None
    rendered = {c["i"]: printed(n["c"][1]) for c, n in zip(cites, found, strict=True)}
    references = printed([b for d in listed for b in d["c"][1]])
    return [_spliced(p, rendered, style) for p in parts], references


def _counted(parts: list[list[Node]]) -> list[list[Node]]:
    """The parts with each citation numbered in document order, as `i`."""
    numbers = count()

    def change(node: Node) -> Node:
        return {**node, "i": next(numbers)}

    counted: list[list[Node]] = edit(parts, change, {"Cite"})
    return counted


def _cited(tree: Any, article: bool, shown: bool = True) -> Iterator[Node]:
    """Each citation in the text and each note that the article shows (or that it does not)."""
    if isinstance(tree, list):
        for item in tree:
            yield from _cited(item, article, shown)
    elif isinstance(tree, dict) and tree.get("t") not in LEAVES:
        if tree.get("t") in ("Cite", "Note"):
            if shown is article:
                yield tree
            return
        if "t" in tree and "brief-only" in attr(tree)[1]:
            shown = False
        if tree.get("t") == "Figure":  # the picture's description repeats the caption
            yield from _cited(tree["c"][1], article, shown)
            return
        for value in tree.values():
            if isinstance(value, list | dict):
                yield from _cited(value, article, shown)


def _bone(node: Node, manuscript: Manuscript) -> Node:
    """A citation or a note as the skeleton has it: its citations, under their entries' keys."""
    bones = []
    for cite in walk(node):
        if cite["t"] == "Cite":
            citations = [
                {**{k: v for k, v in c.items() if k != "at"}, "citationId": _key(c, manuscript)}
                for c in cite["c"][0]
            ]
            bones.append({"t": "Cite", "c": [citations, [{"t": "Str", "c": "?"}]]})
    if node["t"] != "Note":
        return para(bones)
    # Words around each citation, as there are in a note of prose: it then ends without a period.
    between = {"t": "Str", "c": "|"}
    return para([{"t": "Note", "c": [para([n for b in bones for n in (between, b, between)])]}])


def _key(citation: Node, manuscript: Manuscript) -> str:
    entry = manuscript.library.get(citation["citationId"])
    return entry.key if entry else str(citation["citationId"])


def _entries(
    cites: list[Node], nocite: tuple[str, ...], manuscript: Manuscript
) -> list[bibliography.Entry]:
    """The entries that are cited, each once, in the order of their first citation."""
    library = manuscript.library
    keys = [c["citationId"] for cite in cites for c in cite["c"][0]]
    keys += library.entries if "*" in nocite else nocite
    found = (library.get(key) for key in dict.fromkeys(keys))
    return list({entry.key: entry for entry in found if entry}.values())


def _spliced(tree: Any, rendered: dict[int, list[Node]], style: Style, note: bool = False) -> Any:
    """The tree with its citations replaced by what they print as."""
    if isinstance(tree, list):
        out: list[Any] = []
        for item in tree:
            if isinstance(item, dict) and item.get("t") == "Cite":
                inlines = rendered.get(item["i"], item["c"][1])
                inlines = _bare(inlines) if note and style.notes else inlines
                _raise(out, inlines)
                out.extend(inlines)
            elif isinstance(item, dict) and item.get("t") == "Note":
                _raise(out, [item])
                out.append({**item, "c": _spliced(item["c"], rendered, style, True)})
            elif isinstance(item, dict) and item.get("t") == "Str" and _raised(out):
                _punctuate(out, item["c"])
            else:
                out.append(_spliced(item, rendered, style, note))
        return out
    if isinstance(tree, dict):
        if tree.get("t") in LEAVES:
            return tree
        if tree.get("t") == "Figure":  # the citations in a picture's description are text
            caption = _spliced(tree["c"][1], rendered, style, note)
            return {**tree, "c": [tree["c"][0], caption, tree["c"][2]]}
        return within(tree, lambda part: _spliced(part, rendered, style, note))
    return tree


def _raised(inlines: list[Node]) -> bool:
    """Whether the last of the inlines stands above the line: a note's marker or a superscript."""
    last = inlines[-1] if inlines else None
    return isinstance(last, dict) and last.get("t") in ("Note", "Superscript")


def _raise(out: list[Node], inlines: list[Node]) -> None:
    """No space before a marker."""
    if inlines and inlines[0].get("t") in ("Note", "Superscript"):
        while out and out[-1].get("t") in ("Space", "SoftBreak"):
            out.pop()


def _punctuate(out: list[Node], word: str) -> None:
    """Add a word after a marker; the punctuation that it begins with goes before the marker."""
    rest = word.lstrip(CLOSING)
    points = word[: len(word) - len(rest)]
    if out[-1]["t"] == "Note" and points:
        marker = out.pop()
        before = out[-1] if out else None
        if not (before and before.get("t") == "Str" and before["c"].endswith(points)):
            out.append({"t": "Str", "c": points})
        out.append(marker)
    elif points:
        rest = word
    if rest:
        out.append({"t": "Str", "c": rest})


def _bare(inlines: list[Node]) -> list[Node]:
    """A citation in a note without the parentheses that citeproc sets around it there."""
    if not inlines or inlines[0].get("t") != "Str" or inlines[-1].get("t") != "Str":
        return inlines
    first, last = inlines[0]["c"], inlines[-1]["c"]
    if not (first.startswith("(") and last.endswith(")")):
        return inlines
    if len(inlines) == 1:
        return [{"t": "Str", "c": first[1:-1]}]
    middle = inlines[1:-1]
    return [{"t": "Str", "c": first[1:]}, *middle, {"t": "Str", "c": last[:-1]}]
