"""A story - the body, a note, a text box - as blocks (ISO/IEC 29500-1, 17.2, 17.4)."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from reportgen.ooxml import fields
from reportgen.ooxml.containers import chosen, content
from reportgen.ooxml.elements import called, child, value
from reportgen.ooxml.model import Block, Change, Word
from reportgen.ooxml.open_fields import OpenFields
from reportgen.ooxml.package import Relations
from reportgen.ooxml.paragraphs import Runs
from reportgen.ooxml.ranges import Ranges
from reportgen.ooxml.revisions import KINDS, change, marks, who
from reportgen.ooxml.state import Draft, State
from reportgen.ooxml.words import divide


class Story:
    """A story that is read block by block.

    `table` reads a table: a function of the story, the element and the bookmarks before it.
    """

    def __init__(
        self, state: State, root: Any, relations: Relations, note: str = "",
        table: Callable[["Story", Any, tuple[str, ...]], Block | None] | None = None,
    ) -> None:  # fmt: skip
        self.state = state
        self.root = root
        self.table = table
        pairs = fields.pairs(root)
        self.ranges = Ranges.of(root, state)
        self.runs = Runs(state, relations, OpenFields(state, pairs, note), self.ranges, self._box)
        self.relations = relations
        self.waiting: Draft | None = None
        self.gone: list[tuple[int, Word]] = []
        self.mark: Change | None = None
        if pairs.open:
            state.problem(
                f"{pairs.open} fields never end; what stands in them is read as plain words"
                if pairs.open > 1
                else "a field never ends; what stands in it is read as plain words"
            )

    def read(self) -> tuple[Block, ...]:
        """The blocks of the story."""
        return self.blocks(self.root)

    def blocks(self, container: Any) -> tuple[Block, ...]:
        """The blocks in an element; a last paragraph whose mark is gone ends with it."""
        kept, self.waiting, self.gone = (self.waiting, self.gone), None, []
        found = list(self._blocks(container))
        found += self._rest()
        if found and self.gone:
            last = found[-1]
            behind = ((len(last.words), word) for _, word in self.gone)
            found[-1] = replace(last, removed=(*last.removed, *behind))
        self.waiting, self.gone = kept
        return tuple(found)

    def _blocks(self, container: Iterable[Any]) -> Iterator[Block]:
        for element in container:
            name = called(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._rest()
                before = tuple(n for _, n in self.ranges.waiting if not n.startswith("_GoBack"))
                self.ranges.waiting.clear()
                block = self.table(self, element, before) if self.table else None
                if block is not None:
                    yield block
            elif name == "sdt":
                yield from self._blocks(content(element))
            elif name in KINDS:
                with self.runs.changed(change(element)):
                    yield from self._blocks(element)
            elif name == "mc:AlternateContent":
                yield from self._blocks(chosen(element))
            elif name == "altChunk":
                self.state.problem("a file inside this one (`altChunk`) is not read")
            elif name in ("m:oMathPara", "m:oMath", "r", "hyperlink", "fldSimple"):
                draft = self._begin(None)
                self.runs.inline(element)
                yield from self._finish(draft, None)
            elif len(element) and not name.endswith("Pr"):  # it may hold words, whatever it is
                yield from self._blocks(element)
            else:
                self.ranges.between(element, self.runs.draft)

    def _begin(self, properties: Any) -> Draft:
        """The paragraph to which words are added from now on.

        Two that become one look as the first does, if it has words: so do LibreOffice and
        Open-Xml-PowerTools, and so it was before somebody put a new one behind a heading.
        """
        draft, self.waiting = self.waiting or Draft(), None
        if not draft.has_words():
            draft.properties = properties
        styles = self.state.styles
        draft.style = value(draft.properties, "pStyle") or styles.defaults.get("paragraph", "")
        self.runs.draft = draft
        self.ranges.enter(draft)
        return draft

    def _paragraph(self, element: Any) -> Iterator[Block]:
        properties = child(element, "pPr")
        made = marks(child(properties, "rPr"))
        draft = self._begin(self._formed(properties))
        start = len(draft.pieces)
        self.runs.inside(element)
        self.ranges.leave()
        revisions = self.state.revisions
        for one in made:
            revisions.met(f"paragraph {one.kind}", one.author, one.date, draft.text(start))
        if all(map(revisions.keeps, [*made, *self.runs.changes])):
            yield from self._finish(draft, made[-1] if made else None)
        else:
            self.waiting = draft

    def _formed(self, properties: Any) -> Any:
        """The properties that a paragraph has where changes of them are taken or not."""
        before = child(properties, "pPrChange")
        if before is None:
            return properties
        author, date = who(before)
        self.state.revisions.met("format", author, date)
        old = child(before, "pPr")  # LibreOffice may write none, and says nothing by it
        return properties if old is None or self.state.revisions.takes(author) else old

    def _rest(self) -> Iterator[Block]:
        """A paragraph whose mark is gone and that has none behind it to go on in."""
        if self.waiting is not None:
            draft, self.waiting = self.waiting, None
            yield from self._finish(draft, None)

    def _finish(self, draft: Draft, made: Change | None) -> Iterator[Block]:
        words, removed = divide(draft.pieces)
        if not words:
            self.gone += [(0, word) for _, word in removed]
            return
        removed, self.gone = (*self.gone, *removed), []
        numbered = child(child(draft.properties, "numPr"), "ins")
        listed = numbered is None or self.state.revisions.keeps(change(numbered))
        kind = self.state.styles.kind(draft.properties, listed)
        yield Block(
            kind.kind, kind.level, kind.style, words, tuple(dict.fromkeys(draft.bookmarks)),
            change=made, numbering=kind.numbering, list=kind.list, removed=removed,
        )  # fmt: skip

    def _box(self, element: Any) -> None:
        """Read a text box, which is a story of its own."""
        story = Story(self.state, element, self.relations, self.runs.fields.note, self.table)
        blocks = story.read()
        with suppress(StopIteration):
            first = next(b.text for b in blocks if b.text)
            self.state.problem(f"a text box is not in the text: `{first[:60]}`")
        self.state.boxes.append(blocks)
