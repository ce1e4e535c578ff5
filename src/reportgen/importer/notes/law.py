"""Sources of law by the forms of The Bluebook (21st ed., rules 10-14, 21), of OSCOLA (4th ed.) and
of Chicago (17th ed., 14.269-14.305)."""

from collections.abc import Callable

from reportgen.importer.notes import acts, bills, cases, hearings, orders, treaties
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.segment import Segment
from reportgen.importer.notes.tail import Tail

_RULES: tuple[Callable[[Segment, str], list[Draft]], ...] = (
    cases.case,
    acts.statute,
    acts.code,
    orders.register,
    bills.bill,
    bills.report,
    hearings.hearing,
    treaties.resolution,
    acts.act,
    treaties.treaty,
)


def read(seg: Segment) -> list[Draft]:
    """The readings of a source of law; none where it is none."""
    tail = Tail(seg, seg.signs)
    tail.addresses()
    signs = tail.rest.strip(" ,.;")
    for rule in _RULES:
        found = rule(seg, signs)
        if found:
            links = {k: v for k, v in tail.fields.items() if k in ("url", "doi", "urldate")}
            return [one.but(**links) for one in found]
    return []
