"""Where the passages of reviewers' comments are printed, and each as blocks that stand alone."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.diagnostics.source import Source
from reportgen.resolve import Report
from reportgen.reviews import ReviewComment
from reportgen.reviews.passages import words
from reportgen.reviews.standing import Standings
from reportgen.tree.nodes import LEAVES, Node, edit, find, para, string, text, walk

PARAGRAPHS = frozenset({"Para", "Plain", "Header"})
NAMED = frozenset({"Span", "Link", "Math", "Image", "Code"})


@dataclass(frozen=True)
class PrintedPassage:
    """A paragraph as it is printed: `section` are the words of the heading above it."""

    blocks: tuple[Node, ...]
    section: str


class PrintedPassages:
    """The paragraphs of a report, found by their words."""

    def __init__(self, report: Report) -> None:
        self._paragraphs: list[tuple[int, Node, Node | None, str]] = []
        self._alike: dict[tuple[str, ...], int] = {}
        length, printed = 0, []
        for node, note, section in _paragraphs(report):
            said = " ".join(text(_inlines(node)).split())
            self._alike.setdefault(tuple(words(said)), len(self._paragraphs))
            self._paragraphs.append((length, node, note, section))
            printed.append(said)
            length += len(said) + 1
        self._standings = Standings([Source("", "\n".join(printed))])

    def find(self, comment: ReviewComment) -> PrintedPassage | None:
        """The paragraph that a comment is about, as it is now; None where there is none."""
        number = self._alike.get(tuple(words(comment.passage)))
        if number is None:
            at = self._standings.standing(comment).at
            if at is None:
                return None
            number = bisect_right(self._paragraphs, at[1], key=lambda one: one[0]) - 1
        _, node, note, section = self._paragraphs[number]
        return PrintedPassage(tuple(_alone(node, note)), section)


def _paragraphs(report: Report) -> Iterator[tuple[Node, Node | None, str]]:
    """Each paragraph, the note that it is in, and the section; those of the front matter first."""
    trees = [*report.prose.values(), report.blocks]
    for tree in trees:
        owners = {id(node): note for note in find(tree, {"Note"}) for node in walk(note["c"])}
        section = ""
        for node in walk(tree):
            if node["t"] not in PARAGRAPHS:
                continue
            note = owners.get(id(node))
            if node["t"] == "Header" and note is None:
                section = " ".join(text(node["c"][2]).split())
            yield node, note, section


def _inlines(paragraph: Node) -> list[Node]:
    inlines: list[Node] = paragraph["c"][2] if paragraph["t"] == "Header" else paragraph["c"]
    return inlines


def _alone(paragraph: Node, note: Node | None) -> Iterator[Node]:
    """A paragraph without links and names, and the notes that are called in it below it."""
    number = [*string(f"{note['n']}."), {"t": "Space"}] if note and "n" in note else []
    yield para([*number, *_plain(_inlines(paragraph))])
    for inner in find(_inlines(paragraph), {"Note"}):
        if "n" in inner:
            for i, block in enumerate(b for b in inner["c"] if b["t"] in PARAGRAPHS):
                head = [] if i else [*string(f"{inner['n']}."), {"t": "Space"}]
                yield para([*head, *_plain(_inlines(block))])


def _plain(inlines: list[Node]) -> list[Node]:
    """Inlines that refer to nothing and that nothing refers to."""

    def change(node: Node) -> Node | list[Node] | None:
        kind, c = node["t"], node["c"]
        if kind == "Note":
            marker = string(str(node["n"])) if "n" in node else []
            return {"t": "Superscript", "c": marker} if marker else None
        if kind == "Cite":
            return list(node["c"][1])
        if kind == "Link":
            return list(c[1]) if c[2][0].startswith("#") else _nameless(node)
        return _nameless(node) if kind in NAMED else node

    changed: list[Node] = edit(inlines, change, {"Note", "Cite", *NAMED} - LEAVES)
    return changed


def _nameless(node: Node) -> Node:
    """A node without its name, number and place."""
    if node["t"] == "Math":
        return {"t": "Math", "c": node["c"]}
    (_, classes, pairs), *rest = node["c"]
    return {"t": node["t"], "c": [["", classes, pairs], *rest]}
