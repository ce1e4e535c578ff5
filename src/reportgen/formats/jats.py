"""JATS XML: what archives and indexes keep of an article."""

from collections.abc import Mapping

from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.formats import FormatSpec

FORMAT = FormatSpec(
    "jats.xml", editions=frozenset({"article"}), default=False, publish=True, label="JATS XML"
)


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The article as JATS Publishing 1.3."""
    from reportgen.jats.article import article
    from reportgen.jats.journal import missing

    front = edition.report.front
    lacking = " and ".join(missing(front.journal))
    if lacking:
        bag.warning(
            "jats-incomplete",
            f"the journal's {lacking} is not known, which JATS has no article without",
            front.place("journal"),
            "add `journal: {title: ..., issn: ...}`, which archives refuse articles without",
        )
    return article(edition)


def beside(edition: Edition) -> Mapping[str, bytes]:
    """The pictures that the XML names; none where a drawing takes too much to be put in pixels."""
    from reportgen.jats.pictures import images
    from reportgen.sanitize.drawn import Undrawn

    try:
        return images(edition)
    except Undrawn:
        return {}
