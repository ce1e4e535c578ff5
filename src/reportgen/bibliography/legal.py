"""Sources of law and of states: what kind of source an entry is, and the numbers that find it.

BibLaTeX has one type each for cases, laws and treaties, and people file hearings, bills,
regulations and orders under them. Names of reporters are abbreviated as The Bluebook does (21st
ed., tables T1 and T4), in `container-title-short`; the long name stays.
"""

import re
from typing import Any

from reportgen.bibliography import decode, law_citations
from reportgen.bibliography.library import Entry

KINDS = frozenset(("bill", "hearing", "legal_case", "legislation", "regulation", "treaty"))
"""The CSL types of law."""
REPORTERS = {
    "code of federal regulations": "C.F.R.",
    "congressional record": "Cong. Rec.",
    "federal register": "Fed. Reg.",
    "federal reporter": "F.",
    "federal reporter, second series": "F.2d",
    "federal reporter, third series": "F.3d",
    "federal supplement": "F. Supp.",
    "federal supplement, second series": "F. Supp. 2d",
    "federal supplement, third series": "F. Supp. 3d",
    "international legal materials": "I.L.M.",
    "league of nations treaty series": "L.N.T.S.",
    "statutes at large": "Stat.",
    "supreme court reporter": "S. Ct.",
    "treaties and other international acts series": "T.I.A.S.",
    "u.s. code": "U.S.C.",
    "u.s. reports": "U.S.",
    "u.s. statutes at large": "Stat.",
    "united nations treaty series": "U.N.T.S.",
    "united states code": "U.S.C.",
    "united states reports": "U.S.",
    "united states statutes at large": "Stat.",
    "united states treaties and other international agreements": "U.S.T.",
}
_OFFICIAL = ("Official Journal of the European Union", "Official Journal", "OJ", "O.J.")
_NAMES = ("bill", "case", "hearing", "jurisdiction", "legislation", "statute", "treaty")
_PUBLIC = ("p.l.", "pub. l.", "public law", "statute")
"""What `type` says of a source of law that its entry's type says already."""
_SUPREME = frozenset(("U.S.", "S. Ct.", "L. Ed.", "L. Ed. 2d"))
"""Reporters of the Supreme Court of the United States alone, whose name then goes unsaid."""
_SUPREME_COURT = re.compile(
    r"(?:the )?(?:(?:U\.\s?S\.|US|United States) )?Supreme Court(?: of the United States)?"
    r"|U\.\s?S\.|SCOTUS",
    re.I,
)
_VERSUS = re.compile(r"\bvs?\.?\s|\bIn re\b|\bEx parte\b|\bMatter of\b")
_CODE = re.compile(
    r"\bU\.?\s?S\.?\s?C\.|\b(?:United States|U\.S\.) Code\b|\bStat\.|\bStatutes at Large\b"
    r"|\bPub(?:lic|\.) L(?:aw|\.)"
)
_RULE = re.compile(
    r"\bC\.?\s?F\.?\s?R\b|\bFed(?:eral|\.) Reg|\bCode of Federal Regulations\b|\bE\.O\. ?\d"
    r"|\b(?:Exec(?:utive|\.) Order|Proclamation|Presidential Memorandum)\b"
)
_BILL = re.compile(r"(?:H\.?\s?R\.?|S\.|(?:H|S)\.?\s?(?:J\.?|Con\.?)?\s?Res\.?)\s?\d")
_HEARING = re.compile(r"\bHrg\b|\bhearings?\b", re.I)
_CONGRESS = re.compile(r"\bCommittee\b|\bComm\.|\bSubcommittee\b")
_PUBLIC_LAW = re.compile(
    r"(?:(?:P\.?\s?L\.?|Pub(?:lic|\.)? ?L(?:aw|\.))[\s,]*(?:No\.\s*)?)(?=\d)", re.I
)
_ORDER = re.compile(r"^(?:E\.?\s?O\.?|Exec(?:utive|\.) Order)\s*(?:No\.)?\s*", re.I)
_COURT = re.compile(
    r"\(?(?P<court>(?:(?:1st|2d|2nd|3d|3rd|\dth|1[01]th|D\.\s?C\.|Fed\.)\s)?Cir\.|D\.\s?D\.\s?C\."
    r"|Fed\. Cl\.|FISA Ct\.(?: Rev\.)?|C\.A\.A\.F\.|Ct\. Int['’]l Trade"
    r"|(?:[NSEWMC]\.\s?)?D\.\s?(?:[A-Z][a-z]{1,4}\.|[A-Z]\.\s?[A-Z][a-z]*\.|Alaska|Guam|Idaho|Iowa"
    r"|Ohio|Utah))(?:,? (?P<year>\d{4}))?\)?"
)
"""Federal courts as The Bluebook abbreviates them (table T1.1)."""
_DASH = re.compile("[-–\u2011]")


def kind(entry: Entry, found: str) -> str:
    """The CSL type of a source of law, where its own type says less than its fields."""
    if entry.type not in ("misc", "online", "jurisdiction", "legal", "legislation"):
        return found
    title = decode.plain(entry.text("title"))
    journal = entry.text("journaltitle", "journal", "reporter")
    number = decode.plain(entry.text("number"))
    if entry.type in ("misc", "online"):
        placed = journal and entry.text("volume") and entry.text("pages")
        docket = re.match(r"(?:No\.|Case|Nos\.|\d\d?[-:])", number)
        court = "court" in entry.text("institution", "publisher", "court").lower()
        named = re.search(r"\S v\.? \S|^(?:In re|Ex parte) \S", title)
        if named and (placed or docket or court):
            return "legal_case"
        if entry.type == "online":
            return found
        law = _law(title, journal, number, found)
        cited = law_citations.kind(entry) if law == found else law
        return "legal_case" if cited and named and cited != law else cited or found
    if entry.type == "jurisdiction":
        body = entry.text("institution", "organization", "publisher", "court")
        heard = _HEARING.search(f"{title} {number}") or _CONGRESS.search(body)
        return "hearing" if heard and not journal and not _VERSUS.search(title) else found
    if found not in ("legislation", "treaty"):
        return found
    if found == "treaty" and re.search(r"\S v\. \S", title):
        return "legal_case"
    return _law(title, journal, number, found)


def _law(title: str, journal: str, number: str, found: str) -> str:
    where = f"{journal} {number}"
    ruled = _RULE.search(f"{title} {where}" if where.strip() else "")
    if ruled:
        return "regulation"
    if _BILL.match(number) and not journal:
        return "bill"
    return "legislation" if _CODE.search(where) else found


def refine(entry: Entry, out: dict[str, Any]) -> None:
    """Give an item of law its court, its reporter's short name, and its numbers as they are cited.

    A number that the title already says is not said again.
    """
    kind = out["type"]
    number = out.get("number", "")
    title = decode.plain(entry.text("title"))
    if number and _bare(_ORDER.sub("", number)) in _bare(title) and len(_bare(number)) > 2:
        if kind in KINDS:
            del out["number"]
    elif kind in ("legislation", "bill") and number:
        out["number"] = _public_law(number)
    elif kind == "patent" and number:
        out["number"] = re.sub(r"^US\s*(?:Patent\s*)?(?:No\.\s*)?(?=[\d,]+)", "US Patent ", number)
        if out["number"].startswith("US Patent") and "genre" in out:
            out["genre"] = re.sub(r"^(?:US|U\.S\.)?\s*patent$", "", out["genre"], flags=re.I)
            out["genre"] or out.pop("genre")
    if kind not in KINDS:
        return
    law_citations.refine(entry, out)
    _placed(entry, out)
    named = (*_NAMES, *_PUBLIC) if out.get("number", "").startswith("Pub. L.") else _NAMES
    if out.get("genre", "").lower() in named:
        del out["genre"]
    reporter = decode.plain(out.get("container-title", ""))
    if short := REPORTERS.get(reporter.lower().removeprefix("the ")):
        out.setdefault("container-title-short", short)
    if kind == "legal_case":
        _court(out, REPORTERS.get(reporter.lower(), reporter))


def _placed(entry: Entry, out: dict[str, Any]) -> None:
    """Give a law or a treaty the collection that people name in `series`, and the Official
    Journal its series and number as they are cited (The Bluebook 21.9)."""
    series = decode.plain(entry.text("series"))
    journal = decode.plain(entry.text("journaltitle", "journal", "reporter"))
    if journal.removeprefix("The ") in _OFFICIAL and series in ("L", "C"):
        number = out.pop("issue", "") or out.pop("number", "")
        out["container-title"] = f"O.J. ({series} {number})" if number else f"O.J. ({series})"
        del out["collection-title"]
    elif series and not journal and ("volume" in out or "page" in out):
        out["container-title"] = out.pop("collection-title")


def _court(out: dict[str, Any], reporter: str) -> None:
    court = out.pop("publisher", "")
    found = _COURT.fullmatch(out.get("note", ""))
    year = str(out.get("issued", {}).get("date-parts", [[""]])[0][0])
    if found and not court and "authority" not in out and found["year"] in (None, year):
        court = found["court"]
        del out["note"]
    if court and not (reporter in _SUPREME and _SUPREME_COURT.fullmatch(court)):
        out["authority"] = court


def _public_law(number: str) -> str:
    """`Public Law 117-167`, `P.L. 117-167` and a bare `117-167` as `Pub. L. No. 117-167`."""
    if re.fullmatch(r"\d{2,3}[-–]\d{1,3}", number):
        return f"Pub. L. No. {number}"
    return _PUBLIC_LAW.sub("Pub. L. No. ", number)


def _bare(text: str) -> str:
    return re.sub(r"[\s.]", "", _DASH.sub("-", text)).lower()
