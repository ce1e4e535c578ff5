"""Hearings before committees of Congress (The Bluebook, rule 13.3)."""

import re

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.law_forms import CONGRESS, title_of
from reportgen.importer.notes.marks import ITALIC, QUOTED
from reportgen.importer.notes.segment import BRACKETS, WHEN, Segment
from reportgen.registries.work import Name

People = dict[str, tuple[Name, ...]]


def hearing(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"(?:(?P<author>[^\ue200-\ue6ff]+), )?(?P<title>{ITALIC}|{QUOTED})(?:[,:] "
        r"(?P<body>(?:[Hh]earing (?:[Bb]efore|of) (?:the )?)?[^\d\ue200-\ue6ff]*?(?:Comm\."
        r"|Committee|Subcomm)[^\d\ue200-\ue6ff]*?))?(?:, (?P<hrg>S\. Hrg\. [\d–-]+|"
        rf"(?:Serial )?[Nn]o\. [\d–-]+))?(?:, {CONGRESS})?(?:,? (?P<pin>{forms.PAGES}))? "
        rf"(?P<when>{BRACKETS})(?P<statement> ?{BRACKETS})?",
        signs,
    )
    if not found:
        return []
    title, body = title_of(seg, found["title"]), found["body"] or ""
    held = f"{found['author'] or ''} {title}"
    if not (body or re.search(r"[Hh]earings? [Bb]efore|Comm(?:\.|ittee)", held)) or not (
        found["congress"] or found["hrg"] or "earing" in body
    ):
        return []
    when = seg.inner(found["when"])
    if not re.fullmatch(WHEN, when):
        return []
    fields = {
        "title": title,
        "organization": seg.value(body),
        "number": found["hrg"] or "",
        "note": found["congress"] or "",
        "date": forms.iso(seg.value(when)),
    }
    people: People = {}
    if found["author"]:
        people["author"] = persons.read(found["author"])
        if not people["author"]:
            return []
    behind = seg.value(found["statement"].strip()) if found["statement"] else ""
    out = Draft("hearing", fields, people, found["pin"] or "", behind).but()
    return [out]
