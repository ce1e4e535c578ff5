"""An edition -> the JATS document of an article."""

from reportgen.editions import Edition
from reportgen.jats import targets
from reportgen.jats.back import back
from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element, filled, serialized
from reportgen.jats.front import article_type, front
from reportgen.jats.sections import parted, sectioned
from reportgen.metadata import Record, record_of

_COUNTED = {
    "fig-count": "fig", "table-count": "table-wrap", "equation-count": "disp-formula",
    "ref-count": "ref",
}  # fmt: skip


def article(edition: Edition) -> bytes:
    """The document, as a file holds it."""
    context = Context.of(edition)
    record = record_of(edition)
    text, appended, title = parted(edition.blocks)
    # What cannot be twice, such as an identifier, the text has.
    body = filled(element("body", sectioned(text, context)))
    behind = back(context, appended, title)
    root = element(
        "article",
        element(
            "processing-meta",
            tagset_family="jats",
            base_tagset="publishing",
            mathml_version="3.0",
            table_model="xhtml",
        ),
        front(context, record, _counts(record, body, behind)),
        body,
        behind,
        article_type=article_type(context),
        dtd_version="1.3",
        lang=context.lang,
    )
    targets.resolve(root, context)
    return serialized(root)


def _counts(record: Record, *parts: Element | None) -> Element:
    """How many figures, tables, formulas, cited works and pages there are."""
    made = [
        element(name, count=str(sum(len([*part.iter(tag)]) for part in parts if part is not None)))
        for name, tag in _COUNTED.items()
    ]
    first, last = record.pages
    if first.isdecimal() and last.isdecimal() and int(last) >= int(first):
        made.append(element("page-count", count=str(int(last) - int(first) + 1)))
    return element("counts", made)
