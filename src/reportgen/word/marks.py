"""Hidden bookmarks by which blocks and notes are known again when an edited document comes back.

Word hides a bookmark whose name begins with `_`; bookmarks of paragraphs and markers outlast a save
by Word and by LibreOffice, also through ODT. A name is a hash of the printed words that the mark
stands around, so that it tells nothing of the author's beside them.
"""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, w

BLOCK, NOTE = "_rg", "_rgn"
"""What the names of the marks of blocks and of markers begin with; 10 hexadecimal digits follow."""
_CONTENTS = (w.name("t"), w.name("instrText"))


def mark(body: Element, notes: Element | None, context: DocumentContext) -> None:
    """Put a mark around the contents of each paragraph of a body, and around each note's marker.

    A table has its mark in its first paragraph. Of equal ones the name says which it is, so that
    each name is there once.
    """
    counted: Counter[str] = Counter()
    printed = _notes(notes, context.note)
    for reference in list(body.iter(w.name(f"{context.note}Reference"))):
        run = reference.getparent()
        words = printed.get(reference.get(w.name("id"), ""), "")
        if run is not None:
            _enclose([run], _name(NOTE, words, counted), context)
    for block in body:
        paragraph = block if block.tag == w.name("p") else next(block.iter(w.name("p")), None)
        if paragraph is None or block.tag not in (w.name("p"), w.name("tbl")):
            continue
        contents = [child for child in paragraph if child.tag != w.name("pPr")]
        if contents:
            _enclose(contents, _name(BLOCK, _text([block]), counted), context)


def _notes(part: Element | None, kind: str) -> dict[str, str]:
    """The words of each note by its identifier."""
    found = [] if part is None else part.findall(w.name(kind))
    return {note.get(w.name("id"), ""): _text([note]) for note in found}


def _text(elements: Iterable[Element]) -> str:
    return "".join(one.text or "" for element in elements for one in element.iter(*_CONTENTS))


def _name(prefix: str, words: str, counted: Counter[str]) -> str:
    """A name that is there once: equal words are counted."""
    key = prefix + words
    counted[key] += 1
    digits = sha256(f"{words}\0{counted[key]}".encode()).hexdigest()[:10]
    return prefix + digits


def _enclose(contents: list[Element], name: str, context: DocumentContext) -> None:
    """Put a bookmark around neighbours."""
    context.bookmarks += 1
    first, last = contents[0], contents[-1]
    first.addprevious(w("bookmarkStart", id=context.bookmarks, name=name))
    last.addnext(w("bookmarkEnd", id=context.bookmarks))
