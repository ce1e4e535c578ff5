"""Citations of law as people type them in one field: `136 Stat. 1366`, `[2019] UKSC 41`.

The forms are those of The Bluebook (21st ed., rules 10-14, 20, 21), neutral citations as OSCOLA
(4th ed., 2.1) prints them, and the Official Journal's.
"""

import re
from collections.abc import Iterator
from typing import Any

from reportgen.bibliography import decode
from reportgen.bibliography.library import Entry

FIELDS = ("citation", "note", "addendum", "howpublished")
"""Fields that people put a whole citation in."""
_LONGEST = 300
_SUPREME = r"U\.\s?S\.(?:\s\(\d+\s[A-Z][a-z]+\.?\))?|S\.\s?Ct\.|L\.\s?Ed\.(?:\s2d)?"
_COURTS = r"F\.(?:\s?(?:2d|3d|4th)|\s?App['’]x\.?|\s?Supp\.(?:\s[23]d)?)?|Fed\.\sCl\.|I\.C\.J\."
_RULES = r"Fed\.\s?Reg\.|F\.?R\.?|C\.?\s?F\.?\s?R\.?"
_ACTS = r"Stat\.|U\.?\s?S\.?\s?C\.?(?:A\.|S\.)?"
_TREATIES = (
    r"U\.?N\.?T\.?S\.?|U\.?S\.?T\.?|L\.?N\.?T\.?S\.?|I\.?L\.?M\.?|Bevans"
    r"|T\.S\.|E\.A\.S\.|U\.?K\.?T\.?S\.?"
)
_REPORTED = re.compile(
    rf"\b(?P<volume>\d{{1,4}})\s(?:(?P<case>{_SUPREME}|{_COURTS})|(?P<rule>{_RULES})"
    rf"|(?P<act>{_ACTS})|(?P<treaty>{_TREATIES}))(?:\s(?:at|p\.)|,)?\s"
    r"(?:(?P<section>(?:§{1,2}|sec\.|pt\.)\s?[\dA-Za-z.]+(?:\([\da-z]+\))*(?:[-–][\d.A-Za-z]+)?"
    r"(?:\set seq\.)?)|(?P<page>\d[\d,]*(?:[-–]\d+)?))"
)
_NEUTRAL = re.compile(
    r"\[(?:1[89]|20)\d\d\]\s(?:UK(?:SC|HL|PC|UT|FTT)|EW(?:CA|HC|COP|FC)|CS(?:IH|OH)|NI(?:CA|QB)"
    r"|HCA|SCC|IESC|NZSC|HKCFA|SGCA)(?:\s(?:Civ|Crim|HCJ))?\s\d+(?:\s\([A-Za-z]+\))?"
)
_PUBLIC_LAW = re.compile(r"\b(?:P\.\s?L\.|Pub(?:lic|\.)\s?L(?:aw|\.))\s?(?:No\.\s)?(\d+[-–]\d+)")
_CHAPTER = re.compile(r"\bc(?:h)?\.?\s?\d+\b")
_JOURNAL = re.compile(r"\[(?P<year>\d{4})\]\sO\.?J\.?\s(?P<series>[LC]\s?\d+)/(?P<page>\d+)")
_ACT = re.compile(r"\b(?:Act|Order|Regulations|Measure)(?:\s\([^()]*\))?\s(?:1[2-9]|20)\d\d$")
_SYMBOL = re.compile(
    r"(?:U\.?N\.?\s(?:Doc\.?|document)\s(?:No\.\s)?)?"
    r"((?:[AES]|E/C|A/C|CCPR|CERD|CEDAW|CRC|CAT|DP|ST|TD|HRI|NPT|CD|UNEP|FCCC)/[A-Z0-9][\w./()\[\]-]+)"
)
_KINDS = (("case", "legal_case"), ("rule", "regulation"), ("act", "legislation"))
_NUMBERED = re.compile(r"\b(?:T\.?I\.?A\.?S\.?|C\.?E\.?T\.?S\.?|E\.?T\.?S\.?)\s(?:No\.\s)?[\d-]+")


def kind(entry: Entry) -> str:
    """The CSL type that a citation of law in a field says; empty where there is none."""
    title = decode.plain(entry.text("title"))
    for text in _texts(entry):
        if _NEUTRAL.search(text):
            return "legal_case"
        if found := _REPORTED.search(text):
            named = next((kind for name, kind in _KINDS if found[name]), "treaty")
            return named if named != "legislation" or not _treaty(title) else "treaty"
        if _PUBLIC_LAW.search(text) or (_CHAPTER.fullmatch(text) and _ACT.search(title)):
            return "legislation"
        if _JOURNAL.search(text):
            return "treaty" if _treaty(title) else "legislation"
        if _NUMBERED.search(text):
            return "treaty"
    return ""


def refine(entry: Entry, out: dict[str, Any]) -> None:
    """Put the parts of a citation that stands in one field where citation styles look for them."""
    for name in FIELDS:
        typed = entry.text(name)
        if not typed or len(typed) > _LONGEST:
            continue
        text = whole = decode.decode(typed).strip().rstrip(".;")
        text = _parts(text, out)
        if text == whole:
            if name == "citation":
                out.setdefault("note", whole)
            continue
        if name == "howpublished" and whole in out.get("publisher", ""):
            del out["publisher"]
        elif name != "citation":
            out.pop("note", None)
        if text:
            out["note"] = text


def year_said(number: str, title: str, year: int) -> bool:
    """Whether a citation says its year: `[2004] UKHL 56`, `Human Rights Act 1998, c. 42`."""
    act = (not number or _CHAPTER.fullmatch(number)) and _ACT.search(title)
    return number.startswith(f"[{year}] ") or bool(act and title.endswith(f" {year}"))


def symbol(text: str) -> str:
    """The symbol of a document of the United Nations in a text; empty where there is none."""
    found = _SYMBOL.search(text[:_LONGEST])
    return found[1].rstrip(".") if found else ""


def _parts(text: str, out: dict[str, Any]) -> str:
    """What is left of a citation when its parts are in their variables."""
    if "number" not in out and (found := _PUBLIC_LAW.search(text)):
        out["number"] = f"Pub. L. No. {found[1]}"
        text = _without(text, found)
    if (found := _NEUTRAL.search(text)) and out["type"] == "legal_case":
        if "number" not in out:
            out["number"] = found[0]
            return _without(text, found)
        return text
    whole = _CHAPTER.fullmatch(text) or _JOURNAL.fullmatch(text)
    if whole and out["type"] == "legislation" and "number" not in out:
        out["number"] = text
        return ""
    placed = out.keys() & {"container-title", "page", "volume"}
    if not placed and (found := _REPORTED.search(text)):
        reporter = next(found[name] for name in ("case", "rule", "act", "treaty") if found[name])
        out["volume"] = found["volume"]
        out["container-title"] = "Fed. Reg." if re.fullmatch(r"F\.?R\.?", reporter) else reporter
        out["page"] = found["section"] or found["page"]
        text = _without(text, found)
    return text


def _without(text: str, found: re.Match[str]) -> str:
    kept = (text[: found.start()].rstrip(" ,;"), text[found.end() :].lstrip(" ,;"))
    return ", ".join(filter(None, kept))


def _texts(entry: Entry) -> Iterator[str]:
    journal = entry.text("journaltitle", "journal", "reporter")
    if journal:
        yield decode.plain(f"{entry.text('volume')} {journal} {entry.text('pages')}")
    for name in ("number", *FIELDS):
        text = entry.text(name)
        if text and len(text) <= _LONGEST:
            yield decode.plain(text)


def _treaty(title: str) -> bool:
    return bool(re.search(r"\b(?:Treaty|Convention|Agreement|Protocol|Covenant|Accord)\b", title))
