"""Notes on the authors: to whom to write, what they did and state, what the article restates."""

from collections.abc import Iterable

from reportgen.editions._first_page import first_page
from reportgen.jats.back import INTERESTS
from reportgen.jats.blocks import blocks
from reportgen.jats.context import Context
from reportgen.jats.contributors import corresponding
from reportgen.jats.elements import Element, element, filled

_PARAGRAPHS = frozenset({"p"})


def author_notes(context: Context) -> Element | None:
    """The element of these notes."""
    return filled(
        element(
            "author-notes",
            _addresses(context),
            _equal(context),
            _contributions(context),
            _interests(context),
            _restated(context),
        )
    )


def _addresses(context: Context) -> Iterable[Element]:
    before = f"{context.words['correspondence']}: "
    for number, author in corresponding(context):
        address = element("email", author.email)
        yield element("corresp", before, address, id=f"cor-{number}")


def _equal(context: Context) -> Element | None:
    names = [one.name for one in context.report.front.authors if one.equal_contributor]
    if len(names) < 2:
        return None
    said = f"{context.words['equal-contribution']}: {', '.join(names)}"
    return element("fn", element("p", said), fn_type="equal")


def _contributions(context: Context) -> Iterable[Element]:
    for number, one in enumerate(context.report.front.authors, 1):
        if one.contribution:
            said = element("p", one.contribution)
            yield element("fn", said, fn_type="con", id=f"con-{number}")


def _interests(context: Context) -> Iterable[Element]:
    """What the authors state of their interests (JATS4R, "Conflict of Interest")."""
    for i, one in enumerate(context.report.front.statements):
        if one.name in INTERESTS:
            said = blocks(context.report.prose.get(f"statement-{i}", []), context, _PARAGRAPHS)
            if said:
                yield element("fn", said, fn_type="coi-statement")


def _restated(context: Context) -> Element | None:
    restated = first_page(context.edition).restates
    return element("fn", element("p", restated.text), fn_type="other") if restated else None
