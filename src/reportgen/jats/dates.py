"""When an article came in, was accepted and was published."""

from collections.abc import Iterable

from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element, filled
from reportgen.parse.front_matter import Date


def published(context: Context) -> Iterable[Element]:
    """The days of publication, online and in print; the issue's where it is another one."""
    matter, date = context.report.front, context.edition.date
    online = matter.published_online or (None if matter.published_print else date)
    if online:
        yield _dated("pub-date", online, publication_format="electronic", date_type="pub")
    if matter.published_print:
        printed = matter.published_print
        yield _dated("pub-date", printed, publication_format="print", date_type="pub")
    if date and date not in (online, matter.published_print) and matter.journal.volume:
        kind = "print" if matter.published_print else "electronic"
        yield _dated("pub-date", date, publication_format=kind, date_type="collection")


def history(context: Context) -> Element | None:
    """The days on which the manuscript came in, came back and was accepted."""
    matter = context.report.front
    known = (
        ("received", matter.received),
        ("rev-recd", matter.revised),
        ("accepted", matter.accepted),
    )
    days = (_dated("date", day, date_type=name) for name, day in known if day)
    return filled(element("history", days))


def _dated(name: str, day: Date, **attributes: str) -> Element:
    """The element of a day, a month or a year."""
    return element(
        name,
        element("day", str(day.day)) if day.day else None,
        element("month", str(day.month)) if day.month else None,
        element("year", f"{day.year:04}"),
        iso_8601_date=day.iso,
        **attributes,
    )
