"""A paragraph's contents as words, marks and whole fields, which can be compared."""

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from reportgen.word.elements import SPACE_KEPT, Element, w

WORDS = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)
R, T, PROPERTIES = w.name("r"), w.name("t"), w.name("rPr")
START = w.name("bookmarkStart")
BOOKMARKS = frozenset({START, w.name("bookmarkEnd")})
IDENTITY = re.compile(rb' (?:w:id|id|name)="[^"]*"')
"""What tells two drawings or bookmarks apart that show the same."""
FIELD = w.name("fldChar")


@dataclass(frozen=True)
class Token:
    """A word, or something that is changed as a whole; `key` is the same where it reads the same.

    `elements` are its own copies. `words` are its letters where it is plain text, `bookmark` the
    name of the bookmark that begins or ends here.
    """

    key: tuple[str, ...]
    elements: tuple[Element, ...]
    words: str = ""
    bookmark: str = ""


MARK = Token(("mark",), ())
"""The end of a paragraph, before another that it is compared with."""


def tokens(paragraph: Element, notes: dict[str, str]) -> list[Token]:
    """A paragraph's contents; `notes` says what stands for the note of each number."""
    out: list[Token] = []
    held: list[Element] = []
    depth = 0
    children = [child for child in paragraph if child.tag != w.name("pPr")]
    whole = _balanced(children)
    names = {c.get(w.name("id")): c.get(w.name("name"), "") for c in children if c.tag == START}
    for child in children:
        kinds = [mark.get(w.name("fldCharType")) for mark in child.iter(FIELD)] if whole else []
        depth += kinds.count("begin") - kinds.count("end")
        if depth or kinds:
            held.append(child)
            if depth:
                continue
            out.append(_atom("field", held, notes))
            held = []
        elif child.tag in BOOKMARKS:
            number = child.get(w.name("id"), "")
            name = names.get(number, number)
            out.append(Token((child.tag, name), (deepcopy(child),), bookmark=name))
        elif child.tag == R and _is_text(child):
            out += _words(child)
        else:
            out.append(_atom("other", [child], notes))
    return out


def joined(elements: list[Element]) -> list[Element]:
    """Contents with neighbouring runs of text made one where they look the same."""
    out: list[Element] = []
    for element in elements:
        last = out[-1] if out else None
        if (
            last is not None
            and element.tag == last.tag == R
            and _is_text(element)
            and _is_text(last)
            and _look(element) == _look(last)
        ):
            text, more = last.find(T), element.find(T)
            if text is not None and more is not None:
                text.text = (text.text or "") + (more.text or "")
                continue
        out.append(element)
    return out


def serial(element: Element, notes: dict[str, str]) -> str:
    """What an element says and how it looks, without the numbers that only tell it apart."""
    data = IDENTITY.sub(b"", etree.tostring(element, method="c14n", exclusive=True))
    for mark in element.iter(w.name("endnoteReference"), w.name("footnoteReference")):
        data += notes.get(mark.get(w.name("id"), ""), "").encode()
    return data.decode()


def _balanced(children: list[Element]) -> bool:
    """Whether the fields of a paragraph begin and end in it."""
    kinds = [mark.get(w.name("fldCharType")) for child in children for mark in child.iter(FIELD)]
    return kinds.count("begin") == kinds.count("end")


def _is_text(run: Element) -> bool:
    """Whether a run holds one piece of text and nothing else."""
    inner = [child.tag for child in run if child.tag != PROPERTIES]
    return inner == [T]


def _look(run: Element) -> bytes:
    properties = run.find(PROPERTIES)
    return b"" if properties is None else etree.tostring(properties, method="c14n", exclusive=True)


def _words(run: Element) -> list[Token]:
    text = run.findtext(T) or ""
    look = _look(run).decode()
    properties = run.find(PROPERTIES)
    return [
        Token(
            ("text", look, word),
            (w("r", deepcopy(properties), w("t", SPACE_KEPT, word)),),
            words=word,
        )
        for word in WORDS.findall(text)
    ]


def _atom(kind: str, elements: list[Element], notes: dict[str, str]) -> Token:
    key = (kind, *(serial(element, notes) for element in elements))
    return Token(key, tuple(deepcopy(element) for element in elements))
