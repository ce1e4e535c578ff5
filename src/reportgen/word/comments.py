"""Diagnostics -> Word comments: their ranges in the text, and comments.xml (ISO 29500-1, 17.13.4).

Between identifiers and ranges stands the order of the text: both ascend in it.
"""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.diagnostics import Diagnostic
from reportgen.tree.nodes import Node
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, root, w
from reportgen.word.runs import Format, run, style_id, text_run

AUTHOR, INITIALS = "reportgen", "rg"
MARK = "CommentMark"
"""The type of a node of no width where the range of a comment begins or ends."""


def range_ends(node: Node, context: DocumentContext) -> list[Element]:
    """The beginning of a comment's range; at the end also the reference to the comment."""
    diagnostic: Diagnostic = node["comment"]
    if not node.get("end"):
        context.comments.append(diagnostic)
        return [w("commentRangeStart", id=len(context.comments) - 1)]
    number = next(i for i, one in enumerate(context.comments) if one is diagnostic)
    return _close(number)


def add_to_title(
    body: Element, diagnostics: Sequence[Diagnostic], context: DocumentContext
) -> None:
    """Put comments on the title, or on the first paragraph where there is none."""
    listed = [p for p in body.iter(w.name("p")) if p.find(f".//{w.name('t')}") is not None]
    titles = [p for p in listed if _style(p) == style_id("Title")]
    for paragraph in (titles or listed)[:1]:
        place = 1 if paragraph.find(w.name("pPr")) is not None else 0
        for diagnostic in diagnostics:
            number = len(context.comments)
            context.comments.append(diagnostic)
            paragraph.insert(place, w("commentRangeStart", id=number))
            paragraph.extend(_close(number))


def comments(body: Element, context: DocumentContext) -> Element:
    """The part that holds the comments, numbered anew in the order of their ranges in a body."""
    order: dict[str, int] = {}
    for start in body.iter(w.name("commentRangeStart")):
        order[start.get(w.name("id"), "")] = len(order)
    for kind in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        for element in body.iter(w.name(kind)):
            element.set(w.name("id"), str(order[element.get(w.name("id"), "")]))
    moment = context.edition.report.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    written = []
    for old, new in order.items():
        said = _paragraphs(context.comments[int(old)])
        written.append(w("comment", *said, id=new, author=AUTHOR, date=moment, initials=INITIALS))
    return root("comments", written)


def _close(number: int) -> list[Element]:
    return [w("commentRangeEnd", id=number), run(w("commentReference", id=number))]


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{w.name('pPr')}/{w.name('pStyle')}")
    return "" if style is None else str(style.get(w.name("val"), ""))


def _paragraphs(diagnostic: Diagnostic) -> list[Element]:
    """What a comment says: code and message, then the remedy."""
    english = Format(lang="en-US")
    code = text_run(f"{diagnostic.severity}[{diagnostic.code}]", replace(english, bold=True))
    lines = [[run(w("annotationRef")), *code, *text_run(f" {diagnostic.message}", english)]]
    if diagnostic.help:
        lines.append(text_run(diagnostic.help, english))
    return [w("p", None, *line) for line in lines]
