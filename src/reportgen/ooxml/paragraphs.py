"""A paragraph's runs, fields, links, marks and changes -> pieces (ISO/IEC 29500-1, 17.3, 17.16)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.ooxml import objects
from reportgen.ooxml.fields import Open, Pairs
from reportgen.ooxml.model import Change, Field, Word
from reportgen.ooxml.ranges import Ranges
from reportgen.ooxml.revisions import KINDS, change, who
from reportgen.ooxml.state import Draft, State, short
from reportgen.ooxml.words import Piece, plain
from reportgen.ooxml.xml import attribute, called, child, is_on, related

BLANKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "cr": "\n"}
THROUGH = ("smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "ruby")
"""What stands around runs and says nothing that is read."""
UNDERSTOOD = frozenset({
    "w14", "w15", "w16", "w16se", "w16cid", "wps", "wpg", "wpc", "wp14", "wpi", "a14", "m", "v",
    "o",
})  # fmt: skip
"""Prefixes of vocabularies that the chosen branch of alternate content may require."""


@dataclass
class Runs:
    """The inner of paragraphs of one story: a body, a note, a text box.

    `box` reads the contents of a text box; `relations` are those of the story's part.
    """

    state: State
    relations: dict[str, tuple[str, str, bool]]
    pairs: Pairs
    ranges: Ranges
    box: Callable[[Any], None]
    note: str = ""
    draft: Draft = field(default_factory=Draft)
    changes: list[Change] = field(default_factory=list)
    stack: list[tuple[Any, Open]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def inside(self, element: Any) -> None:
        """Read what is in an element."""
        for kid in element:
            self.inline(kid)

    def inline(self, element: Any) -> None:
        """Read one element of a paragraph."""
        name = called(element)
        if name == "r":
            self._run(element)
        elif name in KINDS:
            with self.changed(change(element)):
                self.inside(element)
        elif name == "hyperlink":
            self._link(element)
        elif name == "fldSimple":
            self._simple(element)
        elif name == "sdt":
            self.inside(content(element))
        elif name in THROUGH:
            self.inside(element)
        elif name == "mc:AlternateContent":
            self.inside(chosen(element))
        elif name in ("m:oMath", "m:oMathPara"):
            self._formula(element)
        elif name == "subDoc":
            self.state.problem("a document inside this one is not read")
        else:
            self.ranges.mark(name, element, self.draft)

    @contextmanager
    def changed(self, made: Change) -> Iterator[None]:
        """Read what a change is around."""
        self.changes.append(made)
        try:
            yield
        finally:
            self.changes.pop()

    def is_there(self) -> bool:
        """Whether what is read now is kept."""
        return all(map(self.state.revisions.keeps, self.changes))

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        if properties is not None:
            before = child(properties, "rPrChange")
            if before is not None:
                author, date = who(before)
                self.state.revisions.met("format", author, date, _text(run))
                if not self.state.revisions.takes(author):
                    properties = child(before, "rPr")
        styles = self.state.styles
        look = styles.format(properties, self.draft.style)
        style = styles.name(key) if (key := attribute_of(properties, "rStyle")) else ""
        hidden = bool(is_on(properties, "vanish"))
        self._contents(run, Word("", look, style=style), hidden)

    def _contents(self, run: Any, look: Word, hidden: bool) -> None:
        for element in run:
            name = called(element)
            if name in ("t", "delText"):
                text = element.text or ""
                space = element.get("{http://www.w3.org/XML/1998/namespace}space")
                self._text(text if space == "preserve" else text.strip(" \t\r\n"), look, hidden)
            elif name in BLANKS:
                word = replace(look, text=BLANKS[name])
                self._put(replace(word, atom="break") if name == "cr" else word)
            elif name == "br":
                if attribute(element, "type") in ("", "textWrapping"):
                    self._put(replace(look, text="\n", atom="break"))
            elif name in ("instrText", "delInstrText"):
                if self.stack and self.is_there() and not self.stack[-1][1].shown:
                    self.stack[-1][1].instruction.append(element.text or "")
            elif name == "fldChar":
                self._field(element, look)
            elif name in ("footnoteReference", "endnoteReference"):
                self._marker(name[:-9], element, run)
                if attribute(element, "customMarkFollows").lower() in ("1", "true", "on"):
                    return
            elif name == "commentReference":
                self.ranges.reference(attribute(element, "id"), self.draft)
            elif name == "sym":
                self._symbol(element, look)
            elif name == "softHyphen":
                self.state.counts["invisible"] += 1
            elif name in ("drawing", "pict", "object"):
                self._drawing(element, look)
            elif name == "mc:AlternateContent":
                self._contents(chosen(element), look, hidden)
            elif name == "ruby":
                self.inside(element)
                self.state.problem(f"the reading of a word is left out: `{short(_text(element))}`")

    def _text(self, text: str, look: Word, hidden: bool) -> None:
        text, dropped = plain(text)
        self.state.counts["invisible"] += dropped
        if hidden:
            self.state.counts["hidden"] += bool(text.strip())
        elif text:
            self._put(replace(look, text=text))

    def _put(self, word: Word) -> None:
        """Add text or an atom, to the field that it is the result of or to the paragraph."""
        there = self.is_there()
        made = self.changes[-1] if self.changes else None
        if not there:
            made = next(c for c in self.changes if not self.state.revisions.keeps(c))
        elif self._taken(word):
            return
        citation = next((f.id for _, f in reversed(self.stack) if f.shown and f.id), "")
        if citation and there:
            for _, opened in self.stack:
                opened.text.append(word.text)
        link = self.links[-1] if self.links and not word.atom else ""
        if link and "underline" in word.format:
            word = replace(word, format=word.format - {"underline"})
        word = replace(
            word, change=made, comments=self.ranges.open_comments(), citation=citation,
            target=word.target or link,
            bookmarks=self.ranges.around(self.draft) if word.atom else (),
        )  # fmt: skip
        if made is not None:
            last = self.draft.pieces[-1] if self.draft.pieces else None
            more = last is not None and last.word.change == made
            self.state.revisions.met(made.kind, made.author, made.date, word.text, more)
        self.draft.pieces.append(Piece(word, there))

    def _taken(self, word: Word) -> bool:
        """Whether a field takes a word: into its instruction, or as its one value."""
        for _, opened in self.stack:
            if not opened.shown and opened.whole:
                opened.instruction.append(word.text)
                return True
            if opened.shown and opened.atom:
                opened.text.append(word.text)
                return True
        return False

    def _field(self, element: Any, look: Word) -> None:
        """A mark of a field; those of a field that does not end in this story are passed over."""
        if element not in self.pairs.known or not self.is_there():
            return
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self.stack.append((element, Open(element in self.pairs.whole)))
        elif kind == "separate" and self.stack:
            self._show(self.stack[-1][1])
        elif kind == "end":
            begin = self.pairs.ends[element]
            if any(mark is begin for mark, _ in self.stack):
                while self.stack[-1][0] is not begin:
                    self._close(self.stack.pop()[1], look)
                self._close(self.stack.pop()[1], look)

    def _show(self, opened: Open) -> None:
        """Begin the result of a field."""
        if opened.shown:
            return
        opened.shown = True
        if opened.kind == "HYPERLINK":
            self.links.append(opened.target)
        elif not opened.atom and opened.kind not in ("TOC", ""):
            opened.id = f"field-{len(self.state.fields) + 1}"
            self.state.fields.append(Field(opened.id, opened.code, "", self.note))

    def _close(self, opened: Open, look: Word) -> None:
        if opened.atom:
            shown = "".join(opened.text)
            self._put(replace(look, text=shown, atom=opened.atom, target=opened.target))
        elif opened.shown and opened.kind == "HYPERLINK":
            self.links.pop()
        elif opened.kind not in ("TOC", "HYPERLINK", ""):
            if not opened.id:
                self._show(opened)
            place = int(opened.id.removeprefix("field-")) - 1
            known = self.state.fields[place]
            self.state.fields[place] = replace(known, text="".join(opened.text))

    def _simple(self, element: Any) -> None:
        opened = Open(instruction=[attribute(element, "instr")])
        self.stack.append((element, opened))
        self._show(opened)
        self.inside(element)
        self.stack.pop()
        self._close(opened, Word(""))

    def _link(self, element: Any) -> None:
        place = attribute(element, "anchor")
        _, address, outside = self.relations.get(related(element, "id"), ("", "", False))
        self.links.append((address if outside else "") + (f"#{place}" if place else ""))
        self.inside(element)
        self.links.pop()

    def _marker(self, kind: str, element: Any, run: Any) -> None:
        key = f"{kind}-{attribute(element, 'id')}"
        if not self.is_there():
            self.state.gone.add(key)
        elif key in self.state.called:
            self.state.problem(f"the {kind} `{attribute(element, 'id')}` has two markers")
        else:
            self.state.called.append(key)
        self._put(Word("", atom="note", target=key))

    def _symbol(self, element: Any, look: Word) -> None:
        sign = objects.symbol(element)
        if not sign:
            face = short(attribute(element, "font"))
            self.state.problem(
                f"a sign of the font `{face}` is left out behind `{self.draft.text()}`"
            )
        self._put(replace(look, text=sign))

    def _formula(self, element: Any) -> None:
        from lxml import etree

        key, text = objects.formula(element, self.state.revisions)
        if text:
            self.state.formulas.setdefault(key, etree.tostring(element, with_tail=False))
            self._put(Word(text, atom="formula", target=key))

    def _drawing(self, element: Any, look: Word) -> None:
        found = objects.pictures(element, self.relations, self.state.package)
        for picture in found:
            self.state.pictures[picture] = None
            if not picture.part:
                self.state.problem(f"the picture `{short(picture.hash)}` is not in the file")
            self._put(Word("", atom="picture", target=picture.hash))
        what = objects.properties_of(element)
        if what or (called(element) == "object" and not found):
            self.state.problem(f"{what or 'an object'} behind `{self.draft.text()}` is not read")
        for box in element.iter("{*}txbxContent"):
            if not objects.is_boxed(box, element) and self.is_there():
                self.box(box)


def content(element: Any) -> Any:
    """What is in a content control (17.5.2); nothing where it asks to be filled in."""
    if is_on(child(element, "sdtPr"), "showingPlcHdr"):
        return ()
    found = child(element, "sdtContent")
    return () if found is None else found


def chosen(element: Any) -> Any:
    """The branch of alternate content that is read (ISO/IEC 29500-3, 7.6)."""
    for branch in element:
        needed = str(branch.get("Requires", "")).split()
        if called(branch) == "mc:Choice" and UNDERSTOOD.issuperset(needed):
            return branch
    found = child(element, "mc:Fallback")
    return () if found is None else found


def attribute_of(properties: Any, name: str) -> str:
    """The value of a property; empty where it is not there."""
    found = child(properties, name)
    return "" if found is None else attribute(found, "val")


def _text(element: Any) -> str:
    return "".join(e.text or "" for e in element.iter("{*}t", "{*}delText"))
