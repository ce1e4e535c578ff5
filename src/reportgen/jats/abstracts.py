"""Abstracts: the article's own, and the brief's sentence and points."""

from collections.abc import Iterable

from reportgen.jats.blocks import blocks
from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element

_PARAGRAPHS = frozenset({"p"})


def abstracts(context: Context) -> Iterable[Element]:
    """The abstracts of an article."""
    said = blocks(context.report.prose.get("abstract", []), context, _PARAGRAPHS)
    if said:
        title = context.report.front.abstract_title
        yield element("abstract", element("title", title) if title else None, said)
