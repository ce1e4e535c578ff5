"""Parts of citations of law, as patterns: reporters, sections, sessions, series of treaties."""

import re

from reportgen.importer.notes import forms
from reportgen.importer.notes.marks import ITALIC, QUOTED
from reportgen.importer.notes.segment import WHEN, Segment

VERSUS = re.compile(r"\S vs?\.? \S|\b(?:In re|Ex parte|Matter of|In the Matter of)\b|^R \(")
REPORTER = (
    r"(?P<reporter>(?:U\. ?S\.|S\. ?Ct\.|L\. ?Ed\.(?: ?2d)?|F\.(?: ?(?:2d|3d|4th|Supp\.?(?: "
    r"?[23]d)?|App[’']x\.?))?|[A-Z][\w.’]*\.(?: ?[A-Z][\w.’]*\.?)*(?: ?(?:2d|3d|4th))?|AC|QB"
    r"|WLR|Ch|All ER|Day|Cranch|Wheat|ECR|I\.C\.J\. Reports|ICJ Reports|I\.C\.J\.))"
)
PIN = rf"(?:,? (?:at )?(?P<pin>(?:¶ ?|para\. ?|§ ?)?{forms.PAGES}))?"
SECTION = (
    r"(?P<section>(?:§{1,2}|[Ss]ec\.|[Pp]ts?\.|[Pp]arts?)? ?\d[\w.]*(?:\(\w{1,4}\))*(?:(?: "
    r"?[–-] ?|, )\d?[\w.]*\w(?:\(\w{1,4}\))*)*(?: et seq\.?)?)"
)
CONGRESS = (
    r"(?P<congress>\d+(?:st|nd|rd|th|d) (?:Cong\.?|Congress)(?:,? ?\(?(?:1st|2d|2nd|3rd|first"
    r"|second) (?:[Ss]ess\.?|[Ss]ession)\)?)?)"
)
BILL = r"(?P<number>(?:H\. ?R\.|S\.|H\. ?(?:J\.|Con\.)? ?Res\.|S\. ?(?:J\.|Con\.)? ?Res\.) ?\d+)"
TITLE = r"(?:(?P<title>[A-Z가-힣一-鿿][^\ue200-\ue4ff]{2,300}?|[\ue200-\ue3ff]),? )?"
SERIES = (
    r"(?P<series>U\. ?N\. ?T\. ?S\.|UNTS|U\. ?S\. ?T\.|UST|L\. ?N\. ?T\. ?S\.|I\. ?L\. ?M\."
    r"|ILM|Bevans|Stat\.|E\.A\.S\.|U\.K\.T\.S\.)"
)
NUMBERED = (
    r"(?P<numbered>(?:T\. ?I\. ?A\. ?S\.|TIAS|CETS|ETS|C\.E\.T\.S\.|E\.T\.S\.|S\. Treaty Doc\."
    r"|Treaty Doc\.) ?(?:No\. ?)?[\d–-]+)"
)


def title_of(seg: Segment, signs: str | None) -> str:
    if not signs:
        return ""
    return seg.words(signs) if re.fullmatch(f"{ITALIC}|{QUOTED}", signs) else seg.value(signs)


def court_and_date(seg: Segment, sign: str) -> tuple[str, str]:
    """Court and date of what stands in brackets; the date is empty where there is none."""
    inner = seg.inner(sign)
    found = re.fullmatch(rf"(?:(?P<court>.+?),? )?(?P<date>{WHEN})", inner)
    if not found:
        return inner, ""
    return seg.value(found["court"] or ""), forms.iso(seg.value(found["date"]))
