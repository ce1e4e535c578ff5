"""An edition -> the JATS document of an article."""

from reportgen.editions import Edition
from reportgen.jats import targets
from reportgen.jats.back import back
from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element, filled, serialized
from reportgen.jats.front import article_type, front
from reportgen.jats.sections import parted, sectioned
from reportgen.metadata import record_of


def article(edition: Edition) -> bytes:
    """The document, as a file holds it."""
    context = Context.of(edition)
    record = record_of(edition)
    text, appended, title = parted(edition.blocks)
    body = filled(element("body", sectioned(text, context)))
    behind = back(context, appended, title)
    root = element(
        "article",
        front(context, record, _counts(body, behind)),
        body,
        behind,
        article_type=article_type(context),
        dtd_version="1.3",
        lang=context.lang,
    )
    targets.resolve(root, context)
    return serialized(root)


def _counts(*parts: Element | None) -> Element | None:
    """How many figures, tables, formulas and cited works there are."""
    known = (
        ("fig-count", "fig"),
        ("table-count", "table-wrap"),
        ("equation-count", "disp-formula"),
        ("ref-count", "ref"),
    )
    found = [
        element(name, count=str(sum(len([*part.iter(tag)]) for part in parts if part is not None)))
        for name, tag in known
    ]
    return element("counts", found)
