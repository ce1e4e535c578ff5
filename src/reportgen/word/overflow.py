"""The fault that a document is longer than its pages, with what to cut."""

from reportgen.ast import Node, attr, text, walk
from reportgen.diag import Bag, Diagnostic, Note, Severity
from reportgen.editions import Edition
from reportgen.word.design import Design
from reportgen.word.design_scaling import SMALLEST


def report_overflow(edition: Edition, over: float, room: float, tried: Design, bag: Bag) -> None:
    """Say by how much it is too long, and which of its blocks are the longest."""
    leading = tried.resolved("Normal").leading or 12
    count = max(1, round(over * int(tried.page.get("columns", 1)) / leading))
    marked = [n for n in walk(edition.blocks) if n["t"] == "Div" and n.get("at")]
    marked.sort(key=lambda block: -_words(block))
    words = max(1, round(over / room * sum(_words(block) for block in marked)))
    bag.add(
        Diagnostic(
            f"{edition.name}-overflow",
            Severity.ERROR,
            f"the {edition.name} is about {count} lines longer than its page in Word, "
            f"with type at {SMALLEST:.0f} points",
            edition.report.span(marked[0]) if marked else None,
            "the longest of its blocks" if marked else "",
            f"cut or shorten marked blocks by about {words} words in all" if marked else "",
            tuple(_said(edition, block) for block in marked),
        )
    )


def _said(edition: Edition, block: Node) -> Note:
    _, classes, pairs = attr(block)
    name = f"`{pairs['title']}`" if pairs.get("title") else f"this {classes[0].replace('-', ' ')}"
    return Note(f"{name} has {_words(block)} words", edition.report.span(block))


def _words(block: Node) -> int:
    return len(text(block).split())
