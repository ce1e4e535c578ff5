"""Two states of a paragraph as one, its words tracked."""

from collections.abc import Hashable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from reportgen.alignment import changes
from reportgen.word.elements import Element, w
from reportgen.word.tracked.marks import DELETED, INSERTED, LAST, Marks, paragraph_properties
from reportgen.word.tracked.tokens import MARK, Token, joined, tokens

LISTED = f"{w.name('numPr')}/{w.name('numId')}"


@dataclass
class States:
    """What is known of two documents that are compared.

    `old_notes` and `new_notes` say what stands for the note of each number, the same for a note
    that is in both; `bookmarks` are the names of those in the new document. `lists` are
    the numbers of the new document's lists by those of the old one's that are the same list.
    """

    marks: Marks
    old_notes: dict[str, str]
    new_notes: dict[str, str]
    bookmarks: frozenset[str]
    lists: dict[str, str] = field(default_factory=dict)

    def mark_old(self, paragraph: Element, *, ended: bool = True) -> Element:
        """An old paragraph that is not in the new document."""
        paragraph = self.without_bookmarks(deepcopy(paragraph))
        self.relist(paragraph.find(w.name("pPr")))
        return self.marks.paragraph(DELETED, paragraph, ended=ended)

    def mark_new(self, paragraph: Element, *, ended: bool = True) -> Element:
        """A new paragraph that was not in the old document."""
        return self.marks.paragraph(INSERTED, deepcopy(paragraph), ended=ended)

    def without_bookmarks(self, element: Element) -> Element:
        """An old element without the bookmarks that the new document has."""
        gone = set()
        for start in list(element.iter(w.name("bookmarkStart"))):
            if start.get(w.name("name")) in self.bookmarks:
                gone.add(start.get(w.name("id")))
        for end in list(element.iter(w.name("bookmarkStart"), w.name("bookmarkEnd"))):
            parent = end.getparent()
            if end.get(w.name("id")) in gone and parent is not None:
                parent.remove(end)
        return element

    def relist(self, properties: Element | None) -> None:
        """Put an old paragraph into the new document's list, where that is the same one."""
        number = None if properties is None else properties.find(LISTED)
        if number is not None:
            own = number.get(w.name("val"), "")
            number.set(w.name("val"), self.lists.get(own, own))


def merged(old: Sequence[Element], new: Sequence[Element], states: States) -> list[Element]:
    """The new paragraphs with what was changed in them since the old ones.

    There is one of each, or one of which two were made, or two that were made one: the mark at the
    end of the first is then inserted or deleted.
    """
    here, there = _tokens(old, states.old_notes), _tokens(new, states.new_notes)
    ended = {DELETED: iter(old), INSERTED: iter(new)}
    out: list[Element] = []
    inner: list[Element] = []
    j = 0
    found = changes([t.key for t in here], [t.key for t in there], _is_weak)
    for i1, i2, j1, j2 in [*found, (len(here), len(here), len(there), len(there))]:
        inner += [element for token in there[j:j1] for element in token.elements]
        for kind, stretch in ((DELETED, here[i1:i2]), (INSERTED, there[j1:j2])):
            at = stretch.index(MARK) if MARK in stretch else len(stretch)
            inner += _marked(kind, stretch[:at], states)
            if at < len(stretch):
                one = next(ended[kind])
                pair = (one, new[-1]) if kind == DELETED else (old[-1], one)
                out.append(_ended(kind, *pair, inner, states))
                inner = _marked(kind, stretch[at + 1 :], states)
        j = j2
    return [*out, _paragraph(old[-1], new[-1], inner, states)]


def _paragraph(old: Element, new: Element, inner: list[Element], states: States) -> Element:
    """A paragraph that looks like the new one, and looked like the old one."""
    paragraph = w("p", deepcopy(new.find(w.name("pPr"))), *joined(inner))
    was = deepcopy(old.find(w.name("pPr")))
    states.relist(was)
    if _look(was) != _look(new.find(w.name("pPr"))):
        states.marks.look(paragraph, was)
    return paragraph


def _tokens(paragraphs: Sequence[Element], notes: dict[str, str]) -> list[Token]:
    out = tokens(paragraphs[0], notes)
    for paragraph in paragraphs[1:]:
        out += [MARK, *tokens(paragraph, notes)]
    return out


def _marked(kind: str, stretch: Sequence[Token], states: States) -> list[Element]:
    """What was inserted or deleted."""
    if kind == INSERTED:
        return states.marks.runs(kind, joined(_elements(stretch)))
    gone = [token for token in stretch if token.bookmark not in states.bookmarks]
    left = [states.without_bookmarks(element) for element in _elements(gone)]
    return states.marks.runs(kind, joined(left))


def _ended(kind: str, old: Element, new: Element, inner: list[Element], states: States) -> Element:
    """A paragraph whose mark was inserted or deleted, and its contents before that.

    It looks as the one does that it is a part of in the other state: which of the two gives the
    look to what both become is read differently.
    """
    paragraph = _paragraph(old, new, inner, states)
    for section in paragraph.findall(f"{w.name('pPr')}/{w.name('sectPr')}"):
        paragraph_properties(paragraph).remove(section)
    states.marks.ending(kind, paragraph)
    return paragraph


def _is_weak(key: Hashable) -> bool:
    """Whether a token is a blank or a mark, which is no agreement of two texts by itself."""
    return isinstance(key, tuple) and key[0] == "text" and not key[2].isalnum()


def _elements(stretch: Sequence[Token]) -> list[Element]:
    return [element for token in stretch for element in token.elements]


def _look(properties: Element | None) -> bytes:
    """How a paragraph looks, without where its section ends."""
    if properties is None:
        return b""
    return b"".join(
        etree.tostring(part, method="c14n", exclusive=True)
        for part in properties
        if part.tag not in {w.name(name) for name in LAST}
    )
