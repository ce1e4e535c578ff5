"""Runs that are links, and runs one after another."""

from reportgen.word.elements import Element
from reportgen.word.links import external_link
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import LINKED, text_run


def linked(url: str, shown: str, scope: Scope) -> list[Element]:
    """A link with the words that it shows."""
    return [external_link(url, text_run(shown, LINKED), scope.part)]


def joined(parts: list[list[Element]], separator: str) -> list[Element]:
    """Runs one after another, with words between them."""
    out: list[Element] = []
    for i, part in enumerate(parts):
        out += [*(text_run(separator) if i else []), *part]
    return out
