"""Cases, statutes, bills, rules, orders, hearings, treaties, by the forms of The Bluebook (21st ed.,
rules 10-14, 21), of OSCOLA (4th ed.) and of Chicago (17th ed., 14.269-14.305)."""

import re
from collections.abc import Callable, Iterator

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.segment import D, I, P, Q, WHEN, YEAR, Segment
from reportgen.importer.notes.tail import Tail
from reportgen.registries.work import Name

_VERSUS = re.compile(r"\S vs?\.? \S|\b(?:In re|Ex parte|Matter of|In the Matter of)\b|^R \(")
_REPORTER = r"(?P<reporter>(?:U\. ?S\.|S\. ?Ct\.|L\. ?Ed\.(?: ?2d)?|F\.(?: ?(?:2d|3d|4th|Supp\.?(?: ?[23]d)?|App[’']x\.?))?|[A-Z][\w.’]*\.(?: ?[A-Z][\w.’]*\.?)*(?: ?(?:2d|3d|4th))?|AC|QB|WLR|Ch|All ER|Day|Cranch|Wheat|ECR|I\.C\.J\. Reports|ICJ Reports|I\.C\.J\.))"
_PIN = rf"(?:,? (?:at )?(?P<pin>(?:¶ ?|para\. ?|§ ?)?{forms.PAGES}))?"
_SECTION = r"(?P<section>(?:§{1,2}|[Ss]ec\.|[Pp]ts?\.|[Pp]arts?)? ?\d[\w.]*(?:\(\w{1,4}\))*(?:(?: ?[–-] ?|, )\d?[\w.]*\w(?:\(\w{1,4}\))*)*(?: et seq\.?)?)"
_CONGRESS = r"(?P<congress>\d+(?:st|nd|rd|th|d) (?:Cong\.?|Congress)(?:,? ?\(?(?:1st|2d|2nd|3rd|first|second) (?:[Ss]ess\.?|[Ss]ession)\)?)?)"
_BILL = r"(?P<number>(?:H\. ?R\.|S\.|H\. ?(?:J\.|Con\.)? ?Res\.|S\. ?(?:J\.|Con\.)? ?Res\.) ?\d+)"
_TITLE = r"(?:(?P<title>[A-Z가-힣一-鿿][^\ue200-\ue4ff]{2,300}?|[\ue200-\ue3ff]),? )?"
_SERIES = r"(?P<series>U\. ?N\. ?T\. ?S\.|UNTS|U\. ?S\. ?T\.|UST|L\. ?N\. ?T\. ?S\.|I\. ?L\. ?M\.|ILM|Bevans|Stat\.|E\.A\.S\.|U\.K\.T\.S\.)"
_NUMBERED = r"(?P<numbered>(?:T\. ?I\. ?A\. ?S\.|TIAS|CETS|ETS|C\.E\.T\.S\.|E\.T\.S\.|S\. Treaty Doc\.|Treaty Doc\.) ?(?:No\. ?)?[\d–-]+)"
People = dict[str, tuple[Name, ...]]


def read(seg: Segment) -> list[Draft]:
    """The readings of a source of law; none where it is none."""
    tail = Tail(seg, seg.signs)
    tail.addresses()
    signs = tail.rest.strip(" ,.;")
    for rule in _RULES:
        found = rule(seg, signs)
        if found:
            links = {k: v for k, v in tail.fields.items() if k in ("url", "doi", "urldate")}
            return [one.but(**links) for one in found]
    return []


def _title(seg: Segment, signs: str | None) -> str:
    if not signs:
        return ""
    return seg.words(signs) if re.fullmatch(f"{I}|{Q}", signs) else seg.value(signs)


def _bracket(seg: Segment, sign: str) -> tuple[str, str]:
    """Court and date of what stands in brackets; the date is empty where there is none."""
    inner = seg.inner(sign)
    found = re.fullmatch(rf"(?:(?P<court>.+?),? )?(?P<date>{WHEN})", inner)
    if not found:
        return inner, ""
    return seg.value(found["court"] or ""), forms.iso(seg.value(found["date"]))


def _case(seg: Segment, signs: str) -> list[Draft]:
    name = rf"(?P<name>{I}|[^\ue200-\ue6ff]+? vs?\.? [^\ue200-\ue6ff]+?)"
    cited = re.fullmatch(
        rf"{name},? (?:[Nn]o\. (?P<docket>[\w-]+), )?(?P<volume>\d{{1,4}}) {_REPORTER}(?P<early> {P})? ?(?P<page>\d+|___|--){_PIN} ?(?P<where>{P})(?P<behind> ?{P})?",
        signs,
    )
    if cited and _VERSUS.search(_title(seg, cited["name"])):
        court, date = _bracket(seg, cited["where"])
        if not date:
            return []
        reporter = cited["reporter"] + (f" {seg.value(cited['early'].strip())}" if cited["early"] else "")
        fields = {"title": _title(seg, cited["name"]), "journaltitle": reporter, "volume": cited["volume"],
                  "pages": cited["page"], "number": f"No. {cited['docket']}" if cited["docket"] else "", "court": court, "date": date}  # fmt: skip
        behind = seg.value(cited["behind"].strip()) if cited["behind"] else ""
        return [Draft("jurisdiction", fields, {}, cited["pin"] or "", behind).but()]
    docket = re.fullmatch(
        rf"{name},? (?P<number>(?:(?:Award|Judgment|Opinion|Order), )?(?:[Nn]os?\.|Civ\. No\.|(?:PCA )?(?:Joined )?Cases?(?: No\.?)?|App\. No\.|Application [Nn]os?\.?|Docket) [^\ue200-\ue6ff]+?|[A-Z]+-\d+/\d+|\d{{4}}[가-힣]+\d+)(?:,? (?P<lexis>\d{{4}} (?:WL|U\.S\. \w+ LEXIS|LEXIS) \d+))?{_PIN} (?P<where>{P})(?P<note>, ECLI:[\w:]+)?",
        signs,
    )
    if docket and (_VERSUS.search(_title(seg, docket["name"])) or re.match(r"\d{4}[가-힣]|(?:Joined )?Case", docket["number"])):
        court, date = _bracket(seg, docket["where"])
        if not date:
            return []
        number = docket["number"] + (f", {docket['lexis']}" if docket["lexis"] else "")
        fields = {"title": _title(seg, docket["name"]), "number": number, "court": court, "date": date,
                  "note": (docket["note"] or "").removeprefix(", ")}  # fmt: skip
        return [Draft("jurisdiction", fields, {}, docket["pin"] or "").but()]
    neutral = re.fullmatch(
        rf"{name},? (?P<year>\[(?P<y>\d{{4}})\]|{P}) (?:(?P<vol>\d+) )?(?P<court>[A-Z][\w ]*?|All ER|AC|QB) (?P<no>\d+)(?: (?P<where>{P}))?(?:,? \[?(?P<pin>\d+)\]?)?",
        signs,
    )
    if neutral and neutral["y"]:
        where = f" {seg.value(neutral['where'])}" if neutral["where"] else ""
        volume = f"{neutral['vol']} " if neutral["vol"] else ""
        number = f"[{neutral['y']}] {volume}{neutral['court']} {neutral['no']}{where}"
        return [Draft("jurisdiction", {"title": _title(seg, neutral["name"]), "number": number, "date": neutral["y"]}, {}, neutral["pin"] or "").but()]
    return []


def _statute(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"{_TITLE}(?P<number>(?:Pub\. ?L\.|Public Law|P\. ?L\.)(?: ?[Nn]o\.)? ?\d+[-–‑]\d+)(?:, (?P<pinned>(?:§|sec\.|tit\.) ?[\w().]+))?(?:, (?P<volume>\d+) Stat\. (?P<page>\d[\d,]*))?{_PIN}(?:,? (?P<year>{P}|{YEAR}))?",
        signs,
    )
    if not found:
        return []
    year = seg.inner(found["year"]) if found["year"] and re.fullmatch(P, found["year"]) else found["year"] or ""
    if year and not re.fullmatch(WHEN, year):
        return []
    fields = {"title": _title(seg, found["title"]), "number": found["number"].replace("–", "-").replace("‑", "-"),
              "journaltitle": "Stat." if found["volume"] else "", "volume": found["volume"] or "",
              "pages": found["page"] or "", "date": forms.iso(seg.value(year)) if year else ""}  # fmt: skip
    locator = found["pinned"] or found["pin"] or ""
    return [Draft("legislation", fields, {}, locator).but()]


def _code(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"{_TITLE}(?:codified (?:as amended )?at )?(?P<volume>\d+) (?P<code>U\. ?S\. ?C\.(?:A\.|S\.)?|USC|U\.S\. Code|C\. ?F\. ?R\.|CFR|Stat\.)(?:,? |, )?{_SECTION}(?: (?P<year>{P}))?",
        signs,
    )
    if not found:
        return []
    year = seg.inner(found["year"]) if found["year"] else ""
    if year and not re.fullmatch(WHEN, year):
        return []
    fields = {"title": _title(seg, found["title"]), "journaltitle": found["code"], "volume": found["volume"],
              "pages": found["section"].strip(), "date": forms.iso(seg.value(year)) if year else ""}  # fmt: skip
    return [Draft("legislation", fields).but()]


def _register(seg: Segment, signs: str) -> list[Draft]:
    order = rf"(?P<order>(?:Executive Order|Exec\. Order|E\.?O\.?|Proclamation|Proc\.|Presidential Proclamation)(?: [Nn]o\.)? ?\d(?:[\d,]*\d)?)"
    cited = rf"(?:,? (?P<volume>\d+) (?:Fed\. ?Reg\.|FR|Federal Register) (?P<page>\d[\d,]*){_PIN})?(?:,? (?P<when>{P}|{WHEN}))?"
    found = re.fullmatch(rf"(?:{order}(?:(?:, |: | of |,? )(?P<title>{Q}|{I}|{D}|[A-Z][^\ue200-\ue6ff]+?))?|(?P<name>{Q}|{I}|[A-Z][^\ue200-\ue6ff]+?)(?:, (?P<order2>{order.replace('?P<order>', '?:')}))?){cited}", signs)
    if not found or not (found["volume"] or found["order"] or found["order2"]):
        return []
    when = found["when"] or ""
    when = seg.inner(when) if re.fullmatch(P, when) else when
    if when and not re.fullmatch(WHEN, when):
        return []
    number = found["order"] or found["order2"] or ""
    title = found["title"] or found["name"] or ""
    date = forms.iso(seg.value(when)) if when else ""
    if re.fullmatch(D, title):
        title, date = "", date or forms.iso(seg.value(title))
    named = _title(seg, title)
    fields = {"title": named or number, "number": number if named else "",
              "journaltitle": "Fed. Reg." if found["volume"] else "", "volume": found["volume"] or "",
              "pages": (found["page"] or "").replace(",", ""), "date": date}  # fmt: skip
    out = [Draft("legislation", fields, {}, found["pin"] or "").but()]
    if named and number and found["order"]:
        mark = ", " if re.fullmatch(f"{Q}|{I}", title) else ": "
        out.insert(0, out[0].but(title=f"{number}{mark}{named}", number=""))
    if re.fullmatch(Q, title):
        out.append(out[-1].but("online"))
    return out


def _bill(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(rf"{_TITLE}{_BILL},? {_CONGRESS}(?:,? (?P<pin>§ ?[\w().]+))?(?:,? (?P<when>{P}|{WHEN}))?", signs)
    if not found:
        return []
    when = found["when"] or ""
    when = seg.inner(when) if re.fullmatch(P, when) else when
    if when and not re.fullmatch(WHEN, when):
        return []
    fields = {"title": _title(seg, found["title"]), "number": found["number"], "note": seg.value(found["congress"]),
              "date": forms.iso(seg.value(when)) if when else ""}  # fmt: skip
    return [Draft("legislation", {**fields, "entrysubtype": "bill"}, {}, found["pin"] or "").but()]


def _hearing(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"(?:(?P<author>[^\ue200-\ue6ff]+), )?(?P<title>{I}|{Q})(?:[,:] (?P<body>(?:[Hh]earing (?:[Bb]efore|of) (?:the )?)?[^\ue200-\ue6ff]*?(?:Comm\.|Committee|Subcomm)[^\ue200-\ue6ff]*?))?(?:, (?P<hrg>S\. Hrg\. [\d–-]+|(?:Serial )?[Nn]o\. [\d–-]+))?(?:, {_CONGRESS})?(?:,? (?P<pin>{forms.PAGES}))? (?P<when>{P})(?P<statement> ?{P})?",
        signs,
    )
    if not found:
        return []
    title, body = _title(seg, found["title"]), found["body"] or ""
    if not (body or re.search(r"[Hh]earings? [Bb]efore|Comm(?:\.|ittee)", title)) or not (found["congress"] or found["hrg"] or "earing" in body):
        return []
    when = seg.inner(found["when"])
    if not re.fullmatch(WHEN, when):
        return []
    fields = {"title": title, "organization": seg.value(body), "number": found["hrg"] or "",
              "note": found["congress"] or "", "date": forms.iso(seg.value(when))}  # fmt: skip
    people: People = {}
    if found["author"]:
        people["author"] = persons.read(found["author"])
        if not people["author"]:
            return []
    behind = seg.value(found["statement"].strip()) if found["statement"] else ""
    out = Draft("hearing", fields, people, found["pin"] or "", behind).but()
    return [out]


def _report(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(rf"(?P<number>(?:H\.R\.|S\.|H\.) (?:Rep|Rept|Doc|Conf\. Rep)\. (?:No\. )?\d+[-–]\d+)(?:,? (?:at )?(?P<pin>{forms.PAGES}))?(?:,? (?P<when>{P}))?", signs)
    record = re.fullmatch(rf"(?P<volume>\d+) Cong(?:\.|ressional) Rec(?:\.|ord) (?P<page>[A-Z]?\d[\d,]*)(?:[–-][A-Z]?\d+)?(?: (?P<when>{P}))?(?: (?P<statement>{P}))?", signs)
    either = found or record
    if not either:
        return []
    date = seg.inner(either["when"]) if either["when"] else ""
    date = date.removeprefix("daily ed. ")
    if date and not re.fullmatch(WHEN, date):
        return []
    when = forms.iso(seg.value(date)) if date else ""
    if found:
        return [Draft("legislation", {"title": found["number"], "date": when}, {}, found["pin"] or "").but()]
    assert record is not None
    behind = seg.value(record["statement"]) if record["statement"] else ""
    page = record["page"]
    return [Draft("legislation", {"journaltitle": "Cong. Rec.", "volume": record["volume"], "pages": page, "date": when}, {}, "", behind).but()]


def _treaty(seg: Segment, signs: str) -> list[Draft]:
    found = re.fullmatch(
        rf"(?P<title>{Q}|{I}|[A-Z][^\ue200-\ue6ff]+?)(?:, (?P<parties>[A-Z][\w. ]*[-–][A-Z][\w. ]*))?(?:,? (?P<date>{D}|{YEAR}|{P}))?(?:, (?P<pin>[Aa]rts?\. [\w, –-]+|[Pp]mbl\.))?(?:, {_NUMBERED})?(?:, (?P<volume>\d+) {_SERIES} (?:No\. )?(?P<page>\d[\d,]*))?(?:, {_NUMBERED.replace('numbered', 'also')})?(?:, (?P<pin2>[Aa]rts?\. [\w, –-]+))?",
        signs,
    )
    if not found:
        return []
    title = _title(seg, found["title"])
    cited = found["series"] or found["numbered"] or found["also"]
    date = found["date"] or ""
    date = seg.inner(date) if re.fullmatch(P, date) else date
    if date and not re.fullmatch(WHEN, date):
        return []
    if not cited and not (date and re.search(r"\b(?:Treaty|Convention|Charter|Covenant|Protocol)\b", title) and not re.fullmatch(f"{I}", found["title"])):
        return []
    if found["parties"]:
        title = f"{title}, {seg.value(found['parties'])}"
    fields = {"title": title, "date": forms.iso(seg.value(date)) if date else "", "number": found["numbered"] or found["also"] or "",
              "journaltitle": found["series"] or "", "volume": found["volume"] or "", "pages": found["page"] or ""}  # fmt: skip
    return [Draft("legal", fields, {}, found["pin"] or found["pin2"] or "").but()]


def _act(seg: Segment, signs: str) -> list[Draft]:
    """British, European, Korean and Japanese laws."""
    found = re.fullmatch(
        rf"(?P<title>[A-Z가-힣一-鿿][^\ue200-\ue6ff]*?(?:\[[^\[\]]+\])?|{Q}|{I}), (?P<number>법률 제 ?\d+호|대통령령 제 ?\d+호|令和\d+年法律第\d+号|(?:Act|Law) [Nn]o\. ?\d+(?: of \d{{4}})?|c\. ?\d+|\[\d{{4}}\] O\.?J\.? [LC] ?\d+/\d+|(?:Regulation|Directive|Decision) (?:{P} )?(?:[Nn]o\.? )?\d+/\d+(?:/E[CU])?)(?: (?P<when>{P}))?(?:, (?P<pin>[Aa]rts?\. .+|제\d+조.*))?",
        signs,
    )
    if found:
        when = seg.inner(found["when"]) if found["when"] else ""
        if when and not re.fullmatch(WHEN, when):
            return []
        year = re.search(r" (\d{4})$", _title(seg, found["title"]))
        date = forms.iso(seg.value(when)) if when else (year[1] if year else "")
        fields = {"title": _title(seg, found["title"]), "number": seg.value(found["number"]), "date": date}
        return [Draft("legislation", fields, {}, found["pin"] or "").but()]
    return []


_RULES: tuple[Callable[[Segment, str], list[Draft]], ...] = (
    _case, _statute, _code, _register, _bill, _report, _hearing, _act, _treaty,
)  # fmt: skip
__all__ = ["Iterator", "read"]
