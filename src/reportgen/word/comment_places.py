"""An edition -> the same with a mark where each diagnostic's comment begins and ends.

Comments stand in the text alone, also those on what a note says: these are on its marker, since
LibreOffice (7.4) opens no document with a comment in a note.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reportgen.diagnostics.source import Source, Span
from reportgen.editions import Edition
from reportgen.resolve import Report
from reportgen.resolve.commented import Commented
from reportgen.tree.nodes import LEAVES, Node, edit, find, text, walk
from reportgen.word.comments import MARK, Thread, WordComment, of_diagnostic

PARAGRAPHS = frozenset({"Para", "Plain", "Header"})
ALONE = frozenset({"Math", "Image"})
"""What is set in a way of its own where it is all that a paragraph holds."""


@dataclass(frozen=True)
class _Place:
    """A stretch of an author's file, and the paragraph and note (by its index) that print it."""

    source: Source
    start: int
    end: int
    line: int
    paragraph: Node
    note: int | None = None


def mark(edition: Edition) -> tuple[Edition, tuple[Thread, ...]]:
    """The edition with marks, and the comments on diagnostics that stand nowhere in it.

    Those that concern what only other editions show are left out, but in the whole work.
    """
    report = edition.report
    places = list(_places(edition.blocks, report))
    date = report.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    inner: dict[int, list[tuple[int | None, Span | None, Thread]]] = {}
    rest = []
    for one in report.comments:
        found = (
            _cited(one.entry, edition.blocks) if one.entry else _held(one, places, edition.whole)
        )
        if found is not None:
            paragraph, note = found
            span = None if one.entry else one.diagnostic.span
            inner.setdefault(id(paragraph), []).append(
                (note, span, of_diagnostic(one.diagnostic, date))
            )
        elif edition.whole:
            rest.append(of_diagnostic(one.diagnostic, date))

    def change(node: Node) -> Node:
        for note, span, thread in inner.pop(id(node), ()):
            node = _marked(node, note, span, thread, report)
        return node

    return replace(edition, blocks=edit(edition.blocks, change, PARAGRAPHS)), tuple(rest)


def mark_threads(blocks: list[Node]) -> list[Node]:
    """The blocks with marks around the first paragraph of each Div that carries a `thread`.

    That is a list of comments, each with its author, date and text.
    """

    def change(node: Node) -> Node:
        first = next(paragraphs([node]), None) if node.get("thread") else None
        if first is None:
            return node
        thread = tuple(
            WordComment(author, date, tuple(("", line) for line in said.splitlines() if line))
            for author, date, said in node["thread"]
        )
        last = len(contents(first)) - 1

        def begin(block: Node) -> Node:
            return _around(block, 0, last, thread) if block is first else block

        begun: Node = edit([node], begin, PARAGRAPHS)[0]
        return begun

    marked: list[Node] = edit(blocks, change, {"Div"})
    return marked


def paragraphs(blocks: list[Node]) -> Iterator[Node]:
    """The paragraphs of blocks in which a mark can stand, without those in notes."""
    within = {id(n) for note in find(blocks, {"Note"}) for n in walk(note["c"])}
    for node in walk(blocks):
        if node["t"] in PARAGRAPHS and id(node) not in within:
            shown = [n for n in contents(node) if n["t"] not in LEAVES or n["t"] == "Str"]
            if shown and not (len(shown) == 1 and shown[0]["t"] in ALONE):
                yield node


def contents(paragraph: Node) -> list[Node]:
    """The inlines of a paragraph."""
    inlines: list[Node] = paragraph["c"][2] if paragraph["t"] == "Header" else paragraph["c"]
    return inlines


def _places(blocks: list[Node], report: Report) -> Iterator[_Place]:
    for paragraph in paragraphs(blocks):
        own = report.span(paragraph)
        if own:
            yield _Place(own.source, own.start, own.end, own.line, paragraph)
        for i, inline in enumerate(contents(paragraph)):
            for note in find([inline], {"Note"}):
                for node in (note, *walk(note["c"])):
                    span = report.span(node)
                    if span and (node is note or node["t"] in PARAGRAPHS):
                        yield _Place(span.source, span.start, span.end, span.line, paragraph, i)


def _held(one: Commented, places: list[_Place], whole: bool) -> tuple[Node, int | None] | None:
    """The paragraph that prints the place of a diagnostic; in a `whole` edition else the one that
    begins before it.
    """
    span = one.diagnostic.span
    own = [place for place in places if span and place.source == span.source]
    if span is None or not own:
        return None
    held = [p for p in own if p.start <= span.start <= p.end or p.line == span.line]
    if held:
        best = min(held, key=lambda p: (not p.start <= span.start <= p.end, p.end - p.start))
    else:
        before = [p for p in own if whole and p.start <= span.start]
        if not before:
            return None
        best = max(before, key=lambda p: p.start)
    return best.paragraph, best.note


def _cited(key: str, blocks: list[Node]) -> tuple[Node, int | None] | None:
    """The first inline in which an entry is cited, and its paragraph."""
    for paragraph in paragraphs(blocks):
        for i, inline in enumerate(contents(paragraph)):
            for cite in find([inline], {"Cite"}):
                if any(citation["citationId"] == key for citation in cite["c"][0]):
                    return paragraph, i
    return None


def _marked(
    block: Node, note: int | None, span: Span | None, thread: Thread, report: Report
) -> Node:
    """A paragraph with marks around an inline of its, or the words at a place, or the first."""
    inlines = contents(block)
    numbers = [i for i, node in enumerate(inlines) if node["t"] != MARK]
    if note is not None:
        first = last = numbers[note]
    else:
        held = [i for i, node in enumerate(inlines) if span and _holds(node, span, report)]
        first, last = (held[0],) * 2 if held else _words(inlines, span.text if span else "")
    return _around(block, first, last, thread)


def _around(block: Node, first: int, last: int, thread: Thread) -> Node:
    """A paragraph with marks around some of its inlines."""
    inlines = contents(block)
    around = [
        *inlines[:first],
        {"t": MARK, "thread": thread},
        *inlines[first : last + 1],
        {"t": MARK, "thread": thread, "end": True},
        *inlines[last + 1 :],
    ]
    if block["t"] == "Header":
        return {**block, "c": [*block["c"][:2], around]}
    return {**block, "c": around}


def _holds(inline: Node, span: Span, report: Report) -> bool:
    """Whether a place stands within an inline that has one of its own."""
    places = (report.span(node) for node in walk(inline) if node.get("at"))
    return any(
        one.source == span.source and one.start <= span.start < one.end for one in places if one
    )


def _words(inlines: list[Node], typed: str) -> tuple[int, int]:
    """The first and the last inline that print what is typed; else the first with words."""
    wanted = typed.strip("`*_ \n").split()
    said = [text([node]).strip() for node in inlines]
    spoken = next((i for i, words in enumerate(said) if words), 0)
    first = next((i for i, words in enumerate(said) if wanted and wanted[0] in words), None)
    if first is None:
        return spoken, spoken
    last, left = first, wanted[1:]
    for i in range(first + 1, len(inlines)):
        if said[i] and left and left[0] in said[i]:
            last, left = i, left[1:]
        elif said[i]:
            break
    return first, last
