"""Bills, and what a Congress prints (The Bluebook, rule 13)."""

import re

from reportgen.importer.notes import forms
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.law_forms import BILL, CONGRESS, TITLE, title_of
from reportgen.importer.notes.segment import BRACKETS, WHEN, Segment


def bill(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"{TITLE}{BILL},? {CONGRESS}(?:,? (?P<pin>§ ?[\w().]+))?(?:,? "
        rf"(?P<when>{BRACKETS}|{WHEN}))?",
        signs,
    )
    if not found:
        return []
    when = found["when"] or ""
    when = seg.inner(when) if re.fullmatch(BRACKETS, when) else when
    if when and not re.fullmatch(WHEN, when):
        return []
    fields = {
        "title": title_of(seg, found["title"]),
        "number": found["number"],
        "note": seg.value(found["congress"]),
        "date": forms.iso(seg.value(when)) if when else "",
    }
    return [Draft("legislation", {**fields, "entrysubtype": "bill"}, {}, found["pin"] or "").but()]


def report(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        r"(?P<number>(?:H\.R\.|S\.|H\.) (?:Rep|Rept|Doc|Conf\. Rep)\. (?:No\. "
        rf")?\d+[-–]\d+)(?:,? (?:at )?(?P<pin>{forms.PAGES}))?(?:,? (?P<when>{BRACKETS}))?",
        signs,
    )
    record = re.fullmatch(
        r"(?P<volume>\d+) Cong(?:\.|ressional) Rec(?:\.|ord) (?P<page>[A-Z]?\d(?:[\d,]*\d)?)"
        rf"(?:[–-][A-Z]?\d+)?(?: (?P<when>{BRACKETS}))?(?: (?P<statement>{BRACKETS}))?",
        signs,
    )
    either = found or record
    if not either:
        return []
    date = seg.inner(either["when"]) if either["when"] else ""
    date = date.removeprefix("daily ed. ")
    if date and not re.fullmatch(WHEN, date):
        return []
    when = forms.iso(seg.value(date)) if date else ""
    if found:
        return [
            Draft(
                "legislation", {"title": found["number"], "date": when}, {}, found["pin"] or ""
            ).but()
        ]
    assert record is not None
    behind = seg.value(record["statement"]) if record["statement"] else ""
    page = record["page"]
    return [
        Draft(
            "legislation",
            {"journaltitle": "Cong. Rec.", "volume": record["volume"], "pages": page, "date": when},
            {},
            "",
            behind,
        ).but()
    ]
