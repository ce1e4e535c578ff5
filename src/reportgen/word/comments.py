"""Comments: their ranges in the text, comments.xml (ISO 29500-1, 17.13.4), and their threads.

Between identifiers and ranges stands the order of the text: both ascend in it. What answers what is
in a part of its own, commentsExtended.xml ([MS-DOCX] 2.5).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from reportgen.diagnostics import Diagnostic
from reportgen.tree.nodes import Node
from reportgen.word.elements import NAMESPACES, Element, Maker, w
from reportgen.word.runs import PLAIN, Format, run, text_run

AUTHOR, INITIALS = "reportgen", "rg"
MARK = "CommentMark"
"""The type of a node of no width where the range of a thread of comments begins or ends."""
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
EXTENDED = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
"""The type of the relationship to the part with the threads."""
w15 = Maker(W15, "w15", qualified=True)
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d:\d\d)Z?)?")


@dataclass(frozen=True)
class WordComment:
    """A comment: who says it, when (ISO 8601, or empty), and its paragraphs.

    Each has a head, which is bold, and words, either of which may be empty.
    """

    author: str
    date: str
    paragraphs: tuple[tuple[str, str], ...]
    lang: str = ""


Thread = tuple[WordComment, ...]
"""A comment and the replies to it."""


def of_diagnostic(diagnostic: Diagnostic, date: str) -> Thread:
    """What a comment on a fault says: code and message, then the remedy."""
    head = f"{diagnostic.severity}[{diagnostic.code}]"
    lines = [(head, f" {diagnostic.message}"), ("", diagnostic.help)]
    said = tuple(line for line in lines if any(line))
    return (WordComment(AUTHOR, date, said, "en-US"),)


def range_ends(node: Node, threads: list[Thread]) -> list[Element]:
    """The beginnings of a thread's ranges; at their ends also the references to the comments.

    The thread is added to `threads`, by whose order comments are numbered.
    """
    thread: Thread = node["thread"]
    if not node.get("end"):
        threads.append(thread)
        first = sum(map(len, threads[:-1]))
        return [w("commentRangeStart", id=first + i) for i in range(len(thread))]
    at = next(i for i, one in enumerate(threads) if one is thread)
    first = sum(map(len, threads[:at]))
    return [element for i in range(len(thread)) for element in _close(first + i)]


def add_to_title(
    paragraphs: Sequence[Element], said: Sequence[Thread], threads: list[Thread]
) -> None:
    """Put threads on the first of some paragraphs."""
    for paragraph in paragraphs[:1]:
        for thread in said:
            place = 1 if paragraph.find(w.name("pPr")) is not None else 0
            for start in reversed(range_ends({"thread": thread}, threads)):
                paragraph.insert(place, start)
            paragraph.extend(range_ends({"thread": thread, "end": True}, threads))


def comments(body: Element, threads: Sequence[Thread]) -> tuple[Element, Element | None]:
    """The part with the comments, numbered anew in the order of their ranges, and their threads.

    There is no part with threads where nothing is answered.
    """
    order: dict[str, int] = {}
    for start in body.iter(w.name("commentRangeStart")):
        order[start.get(w.name("id"), "")] = len(order)
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for element in body.iter(w.name(kind)):
            element.set(w.name("id"), str(order[element.get(w.name("id"), "")]))
    answered = any(len(thread) > 1 for thread in threads)
    listed: dict[int, tuple[Element, int | None]] = {}
    number = 0
    for thread in threads:
        first = order[str(number)]
        for i, one in enumerate(thread):
            new = order[str(number + i)]
            listed[new] = (_comment(one, new, answered), first if i else None)
        number += len(thread)
    written = [listed[new][0] for new in sorted(listed)]
    if not answered:
        return _part("comments", written), None
    extended = etree.Element(w15.name("commentsEx"), None, {"w15": W15})
    for new in sorted(listed):
        parent = listed[new][1]
        name = None if parent is None else _paragraph_id(parent)
        extended.append(w15("commentEx", paraId=_paragraph_id(new), paraIdParent=name, done=0))
    return _part("comments", written, {"w14": W14, "mc": COMPATIBILITY}), extended


def _part(name: str, contents: Sequence[Element], more: dict[str, str] | None = None) -> Element:
    part = etree.Element(w.name(name), None, {**NAMESPACES, **(more or {})})
    if more:
        part.set(f"{{{COMPATIBILITY}}}Ignorable", "w14")
    part.extend(contents)
    return part


def _comment(one: WordComment, number: int, answered: bool) -> Element:
    form = Format(lang=one.lang) if one.lang else PLAIN
    bold = Format(lang=one.lang, bold=True)
    paragraphs = []
    for i, (head, words) in enumerate(one.paragraphs or (("", ""),)):
        runs = [*([] if i else [run(w("annotationRef"))]), *text_run(head, bold)]
        paragraphs.append(w("p", None, *runs, *text_run(words, form)))
    if answered:
        paragraphs[-1].set(f"{{{W14}}}paraId", _paragraph_id(number))
    moment = _MOMENT.fullmatch(one.date)
    date = f"{moment[1]}{moment[2] or 'T00:00:00'}Z" if moment else None
    own = INITIALS if one.author == AUTHOR else "".join(n[0] for n in one.author.split())[:3]
    return w("comment", *paragraphs, id=number, author=one.author, date=date, initials=own or None)


def _paragraph_id(number: int) -> str:
    return f"{number + 1:08X}"


def _close(number: int) -> list[Element]:
    return [w("commentRangeEnd", id=number), run(w("commentReference", id=number))]
