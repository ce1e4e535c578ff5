"""Dates in a deposit at Crossref."""

from lxml import etree

from reportgen.deposits.xml_text import child


def publication_date(
    parent: etree._Element, iso: str, media: str = "online", name: str = "publication_date"
) -> None:
    """Put a date of ISO 8601, as exact as it is known, into an element: month, day, year."""
    year, *rest = iso.split("-")
    made = child(parent, name, media_type=media)
    for part, value in zip(("month", "day"), rest, strict=False):
        child(made, part, value)
    child(made, "year", year)
