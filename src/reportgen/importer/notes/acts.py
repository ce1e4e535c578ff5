"""Statutes, codes, rules, orders, bills and what a Congress prints (The Bluebook, rules 12-14)."""

import re

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.law_forms import BILL, CONGRESS, PIN, SECTION, TITLE, title_of
from reportgen.importer.notes.marks import ITALIC, QUOTED
from reportgen.importer.notes.segment import BRACKETS, DATE, WHEN, YEAR, Segment


def statute(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"{TITLE}(?P<number>(?:Pub\. ?L\.|Public Law|P\. ?L\.)(?: ?[Nn]o\.)? "
        r"?\d+[-–‑]\d+)(?:, (?P<pinned>(?:§|sec\.|tit\.) ?[\w().]+))?(?:, (?P<volume>\d+) "
        rf"Stat\. (?P<page>\d(?:[\d,]*\d)?))?{PIN}(?:,? (?P<year>{BRACKETS}|{YEAR}))?",
        signs,
    )
    if not found:
        return []
    year = (
        seg.inner(found["year"])
        if found["year"] and re.fullmatch(BRACKETS, found["year"])
        else found["year"] or ""
    )
    if year and not re.fullmatch(WHEN, year):
        return []
    fields = {
        "title": title_of(seg, found["title"]),
        "number": found["number"].replace("–", "-").replace("‑", "-"),
        "journaltitle": "Stat." if found["volume"] else "",
        "volume": found["volume"] or "",
        "pages": found["page"] or "",
        "date": forms.iso(seg.value(year)) if year else "",
    }
    locator = ", ".join(filter(None, (found["pinned"], found["pin"])))
    return [Draft("legislation", fields, {}, locator).but()]


def code(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"{TITLE}(?:codified (?:as amended )?at )?(?P<volume>\d+) (?P<code>U\. ?S\. "
        r"?C\.(?:A\.|S\.)?|USC|U\.S\. Code|C\. ?F\. ?R\.|CFR|Stat\.)(?:,? |, "
        rf")?{SECTION}(?: (?P<year>{BRACKETS}))?",
        signs,
    )
    if not found:
        return []
    year = seg.inner(found["year"]) if found["year"] else ""
    if year and not re.fullmatch(WHEN, year):
        return []
    fields = {
        "title": title_of(seg, found["title"]),
        "journaltitle": found["code"],
        "volume": found["volume"],
        "pages": found["section"].strip(),
        "date": forms.iso(seg.value(year)) if year else "",
    }
    return [Draft("legislation", fields).but()]


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


def act(seg: Segment, signs: str) -> list[Draft]:
    """British, European, Korean and Japanese laws."""
    found = re.fullmatch(
        rf"(?P<title>[A-Z가-힣一-鿿][^\ue200-\ue6ff]*?(?:\[[^\[\]]+\])?|{QUOTED}|{ITALIC}), "
        r"(?P<number>법률 제 ?\d+호|대통령령 제 ?\d+호"
        r"|令和\d+年法律第\d+号|(?:Act|Law) [Nn]o\. ?\d+(?: of "
        rf"\d{{4}})?|c\. ?\d+|\[\d{{4}}\] O\.?J\.? [LC] ?\d+/\d+|(?:Regulation|Directive"
        rf"|Decision) (?:{BRACKETS} )?(?:[Nn]o\.? )?\d+/\d+(?:/E[CU])?)(?: "
        rf"(?P<when>{BRACKETS}))?(?:, (?P<pin>[Aa]rts?\. .+|제\d+조.*))?",
        signs,
    )
    if found:
        when = seg.inner(found["when"]) if found["when"] else ""
        if when and not re.fullmatch(WHEN, when):
            return []
        year = re.search(r" (\d{4})$", title_of(seg, found["title"]))
        date = forms.iso(seg.value(when)) if when else (year[1] if year else "")
        fields = {
            "title": title_of(seg, found["title"]),
            "number": seg.value(found["number"]),
            "date": date,
        }
        return [Draft("legislation", fields, {}, found["pin"] or "").but()]
    return []
