"""Treaties (The Bluebook, rule 21.4) and hearings (rule 13.3)."""

import re

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.law_forms import CONGRESS, NUMBERED, SERIES, title_of
from reportgen.importer.notes.marks import ITALIC, QUOTED
from reportgen.importer.notes.segment import BRACKETS, DATE, WHEN, YEAR, Segment
from reportgen.registries.work import Name

People = dict[str, tuple[Name, ...]]


def treaty(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"(?P<title>{QUOTED}|{ITALIC}|[A-Z][^\ue200-\ue6ff]+?)(?:, (?P<first>[Aa]rts?\. "
        r"[\w, –-]+?))?(?:, "
        rf"(?P<parties>[A-Z][\w. ]*[-–][A-Z][\w. ]*))?(?:,? (?P<date>{DATE}|{YEAR}"
        rf"|{BRACKETS}))?(?:, (?P<pin>[Aa]rts?\. [\w, –-]+|[Pp]mbl\.))?(?:, {NUMBERED})?"
        rf"(?:, (?P<volume>\d+) {SERIES} (?:No\. )?(?P<page>\d(?:[\d,]*\d)?))?(?:, "
        rf"(?P<more>\d+ {SERIES.replace('series', 'other')} (?:No\. )?\d+))?(?:, "
        rf"{NUMBERED.replace('numbered', 'also')})?(?:, (?P<pin2>[Aa]rts?\. [\w, –-]+))?",
        signs,
    )
    if not found:
        return []
    title = title_of(seg, found["title"])
    cited = found["series"] or found["numbered"] or found["also"]
    date = found["date"] or ""
    date = seg.inner(date) if re.fullmatch(BRACKETS, date) else date
    if date and not re.fullmatch(WHEN, date):
        return []
    if not cited and not (
        date
        and re.search(r"\b(?:Treaty|Convention|Charter|Covenant|Protocol)\b", title)
        and not re.fullmatch(f"{ITALIC}", found["title"])
    ):
        return []
    if found["parties"]:
        title = f"{title}, {seg.value(found['parties'])}"
    fields = {
        "title": title,
        "date": forms.iso(seg.value(date)) if date else "",
        "number": found["numbered"] or found["also"] or found["more"] or "",
        "journaltitle": found["series"] or "",
        "volume": found["volume"] or "",
        "pages": found["page"] or "",
    }
    return [Draft("legal", fields, {}, found["first"] or found["pin"] or found["pin2"] or "").but()]


def resolution(seg: Segment, signs: str) -> list[Draft]:
    """What a body of the United Nations resolved: `…, Resolution 1718, S/RES/1718 (…)`."""
    found = re.fullmatch(
        r"(?P<body>[A-Z][^\ue200-\ue6ff,]*?),? (?P<title>(?:Resolution|Res\.|Decision) "
        rf"[\w/]+(?: {BRACKETS})?)"
        rf", (?P<number>(?:(?:UN|U\.N\.) Doc\. )?[ASE]/[\w./()-]+),? (?P<when>{BRACKETS}|{WHEN})",
        signs,
    )
    if not found:
        return []
    when = found["when"]
    when = seg.inner(when) if re.fullmatch(BRACKETS, when) else when
    names = persons.read(found["body"])
    if not re.fullmatch(WHEN, when) or not names:
        return []
    fields = {
        "title": seg.value(found["title"]),
        "number": found["number"],
        "date": forms.iso(seg.value(when)),
    }
    return [Draft("report", fields, {"author": names})]


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
