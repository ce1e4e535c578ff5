"""Cases by the forms of The Bluebook (21st ed., rule 10), of OSCOLA (4th ed., 2) and of Chicago."""

import re

from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.law_forms import PIN, REPORTER, VERSUS, court_and_date, title_of
from reportgen.importer.notes.marks import ITALIC
from reportgen.importer.notes.segment import BRACKETS, Segment


def case(seg: Segment, signs: str) -> list[Draft]:
    name = rf"(?P<name>{ITALIC}|[^\ue200-\ue6ff]+? vs?\.? [^\ue200-\ue6ff]+?)"
    cited = re.fullmatch(
        rf"{name},? (?:[Nn]o\. (?P<docket>[\w-]+), )?(?P<volume>\d{{1,4}}) {REPORTER}"
        rf"(?P<early> {BRACKETS})? ?(?P<page>\d+|___|--){PIN} ?(?P<where>{BRACKETS})"
        rf"(?P<behind> ?{BRACKETS})?",
        signs,
    )
    if cited and VERSUS.search(title_of(seg, cited["name"])):
        court, date = court_and_date(seg, cited["where"])
        if not date:
            return []
        reporter = cited["reporter"] + (
            f" {seg.value(cited['early'].strip())}" if cited["early"] else ""
        )
        fields = {
            "title": title_of(seg, cited["name"]),
            "journaltitle": reporter,
            "volume": cited["volume"],
            "pages": cited["page"],
            "number": f"No. {cited['docket']}" if cited["docket"] else "",
            "court": court,
            "date": date,
        }
        behind = seg.value(cited["behind"].strip()) if cited["behind"] else ""
        return [Draft("jurisdiction", fields, {}, cited["pin"] or "", behind).but()]
    docket = re.fullmatch(
        rf"{name},? (?P<number>(?:(?:Award|Judgment|Opinion|Order), )?(?:[Nn]os?\.|Civ\. "
        r"No\.|(?:PCA )?(?:Joined )?Cases?(?: No\.?)?|App\. No\.|Application [Nn]os?\.?"
        rf"|Docket) [^\ue200-\ue6ff]+?|[A-Z]+-\d+/\d+|\d{{4}}[가-힣]+\d+)(?:,? "
        rf"(?P<lexis>\d{{4}} (?:WL|U\.S\. \w+ LEXIS|LEXIS) \d+))?{PIN} "
        rf"(?P<where>{BRACKETS})(?P<note>, ECLI:[\w:]+)?",
        signs,
    )
    if docket and (
        VERSUS.search(title_of(seg, docket["name"]))
        or re.match(r"\d{4}[가-힣]|(?:Joined )?Case", docket["number"])
    ):
        court, date = court_and_date(seg, docket["where"])
        if not date:
            return []
        number = docket["number"] + (f", {docket['lexis']}" if docket["lexis"] else "")
        fields = {
            "title": title_of(seg, docket["name"]),
            "number": number,
            "court": court,
            "date": date,
            "note": (docket["note"] or "").removeprefix(", "),
        }
        return [Draft("jurisdiction", fields, {}, docket["pin"] or "").but()]
    neutral = re.fullmatch(
        rf"{name},? (?P<year>\[(?P<y>\d{{4}})\]|{BRACKETS}) (?:(?P<vol>\d+) )?"
        rf"(?P<court>[A-Z][\w ]*?|All ER|AC|QB) (?P<no>\d+)(?: (?P<where>{BRACKETS}))?"
        r"(?:,? \[?(?P<pin>\d+)\]?)?",
        signs,
    )
    if neutral and neutral["y"]:
        where = f" {seg.value(neutral['where'])}" if neutral["where"] else ""
        where = "" if where == f" ({neutral['y']})" else where
        volume = f"{neutral['vol']} " if neutral["vol"] else ""
        number = f"[{neutral['y']}] {volume}{neutral['court']} {neutral['no']}{where}"
        return [
            Draft(
                "jurisdiction",
                {"title": title_of(seg, neutral["name"]), "number": number, "date": neutral["y"]},
                {},
                neutral["pin"] or "",
            ).but()
        ]
    return []
