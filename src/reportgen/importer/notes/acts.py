"""Statutes, codes, rules, orders, bills and what a Congress prints (The Bluebook, rules 12-14)."""

import re

from reportgen.importer.notes import forms
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.law_forms import PIN, SECTION, TITLE, title_of
from reportgen.importer.notes.marks import ITALIC, QUOTED
from reportgen.importer.notes.segment import BRACKETS, WHEN, YEAR, Segment


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
