"""A paragraph's runs, fields, links, marks and changes -> pieces (ISO/IEC 29500-1, 17.3, 17.16)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from reportgen.ooxml import objects
from reportgen.ooxml.containers import attribute_of, chosen, content, words_of
from reportgen.ooxml.elements import attribute, called, child, is_on, related
from reportgen.ooxml.model import Change, Word
from reportgen.ooxml.open_fields import OpenFields
from reportgen.ooxml.package import Relations
from reportgen.ooxml.ranges import Ranges
from reportgen.ooxml.revisions import KINDS, change, who
from reportgen.ooxml.state import Draft, State, short
from reportgen.ooxml.words import Piece, plain

BLANKS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "\u2011", "cr": "\n"}
THROUGH = ("smartTag", "customXml", "dir", "bdo", "sdtContent", "rubyBase", "ruby")
"""What stands around runs and says nothing that is read."""


@dataclass
class Runs:
    """The inner of paragraphs of one story: a body, a note, a text box.

    `box` reads the contents of a text box; `relations` are those of the story's part.
    """

    state: State
    relations: Relations
    fields: OpenFields
    ranges: Ranges
    box: Callable[[Any], None]
    draft: Draft = field(default_factory=Draft)
    changes: list[Change] = field(default_factory=list)

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
        elif len(element) and not name.endswith("Pr"):  # it may hold words, whatever it is
            self.inside(element)
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
        return not self.changes or all(map(self.state.revisions.keeps, self.changes))

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        if properties is not None:
            before = child(properties, "rPrChange")
            if before is not None:
                author, date = who(before)
                self.state.revisions.met("format", author, date, words_of(run))
                old = child(before, "rPr")
                if old is not None and not self.state.revisions.takes(author):
                    properties = old
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
                if self.is_there():
                    self.fields.instruct(element.text or "")
            elif name == "fldChar":
                for word in self.fields.mark(element, self.is_there()):
                    self._put(replace(word, format=look.format, style=look.style))
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
                shown = short(words_of(element))
                self.state.problem(f"the reading of a word is left out: `{shown}`")

    def _text(self, text: str, look: Word, hidden: bool) -> None:
        text, dropped = plain(text)
        self.state.counts["invisible"] += dropped
        if hidden:
            self.state.counts["hidden"] += bool(text.strip())
        elif text:
            self._put(Word(text, look.format, style=look.style))

    def _put(self, word: Word) -> None:
        """Add text or an atom, to the field that it is the result of or to the paragraph."""
        there = self.is_there()
        made = self.changes[-1] if self.changes else None
        if not there:
            made = next(c for c in self.changes if not self.state.revisions.keeps(c))
        elif self.fields.takes(word.text):
            return
        citation = self.fields.around(word.text) if there else ""
        link = self.fields.links[-1] if self.fields.links and not word.atom else ""
        form = word.format - {"underline"} if link else word.format
        word = Word(  # `replace` takes three times as long
            word.text, form, word.atom, word.target or link, made, self.ranges.open_comments(),
            word.style, citation, self.ranges.around(self.draft) if word.atom else (),
        )  # fmt: skip
        if made is not None:
            last = self.draft.pieces[-1] if self.draft.pieces else None
            more = last is not None and last.word.change == made
            self.state.revisions.met(made.kind, made.author, made.date, word.text, more)
        self.draft.pieces.append(Piece(word, there))

    def _simple(self, element: Any) -> None:
        if not self.is_there():
            self.inside(element)
            return
        self.fields.open(attribute(element, "instr"))
        self.inside(element)
        for word in self.fields.close():
            self._put(word)

    def _link(self, element: Any) -> None:
        place = attribute(element, "anchor")
        _, address, outside = self.relations.get(related(element, "id"), ("", "", False))
        self.fields.links.append((address if outside else "") + (f"#{place}" if place else ""))
        self.inside(element)
        self.fields.links.pop()

    def _marker(self, kind: str, element: Any, run: Any) -> None:
        key = kind, attribute(element, "id")
        if not self.is_there():
            self.state.gone.add(key)
        elif key in self.state.called:
            self.state.problem(f"the {kind} `{key[1]}` has two markers")
        else:
            self.state.counts[kind] += 1
            self.state.called[key] = f"{kind}-{self.state.counts[kind]}"
        self._put(Word("", atom="note", target=self.state.called.get(key, "")))

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
        found = objects.pictures(element, self.relations, self.state)
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
