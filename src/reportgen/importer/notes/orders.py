"""Rules of the Federal Register and executive orders (The Bluebook, rule 14)."""

import re

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.law_forms import PIN, title_of
from reportgen.importer.notes.marks import ITALIC, QUOTED
from reportgen.importer.notes.segment import BRACKETS, DATE, WHEN, Segment


def register(seg: Segment, signs: str) -> list[Draft]:
    order = (
        r"(?P<order>(?:Executive Order|Exec\. Order|E\.?O\.?|Proclamation|Proc\.|Presidential "
        r"Proclamation)(?: [Nn]o\.)? ?\d(?:[\d,]*\d)?)"
    )
    cited = (
        r"(?:,? (?P<volume>\d+) (?:Fed\. ?Reg\.|FR|Federal Register) "
        rf"(?P<page>\d(?:[\d,]*\d)?){PIN})?(?:,? (?P<when>{BRACKETS}|{WHEN}))?"
    )
    found = re.fullmatch(
        rf"(?:(?:(?P<body>[A-Z][^,\ue200-\ue6ff]+), )?{order}(?:(?:, |: | of |,? )"
        rf"(?P<title>{QUOTED}|{ITALIC}|{DATE}"
        rf"|[A-Z][^\ue200-\ue6ff]+?))?|(?P<name>{QUOTED}|{ITALIC}"
        r"|[A-Z][^\ue200-\ue6ff]+?)(?:, "
        rf"(?P<order2>{order.replace('?P<order>', '?:')}))?){cited}",
        signs,
    )
    if not found or not (found["volume"] or found["order"] or found["order2"]):
        return []
    when = found["when"] or ""
    when = seg.inner(when) if re.fullmatch(BRACKETS, when) else when
    if when and not re.fullmatch(WHEN, when):
        return []
    names = persons.read(found["body"]) if found["body"] else ()
    if found["body"] and not names:
        return []
    people = {"author": names} if names else {}
    number = found["order"] or found["order2"] or ""
    title = found["title"] or found["name"] or ""
    date = forms.iso(seg.value(when)) if when else ""
    if re.fullmatch(DATE, title):
        title, date = "", date or forms.iso(seg.value(title))
    named = title_of(seg, title)
    fields = {
        "title": named or number,
        "number": number if named else "",
        "journaltitle": "Fed. Reg." if found["volume"] else "",
        "volume": found["volume"] or "",
        "pages": (found["page"] or "").replace(",", ""),
        "date": date,
    }
    out = [Draft("legislation", fields, people, found["pin"] or "").but()]
    if named and number and found["order"]:
        mark = ", " if re.fullmatch(f"{QUOTED}|{ITALIC}", title) else ": "
        out.insert(0, out[0].but(title=f"{number}{mark}{named}", number=""))
    if re.fullmatch(QUOTED, title):
        out.append(out[-1].but("online"))
    return out
