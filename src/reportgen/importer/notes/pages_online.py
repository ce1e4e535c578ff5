"""What has its title in quotation marks and no journal: pages, papers, theses, talks, releases."""

import re

from reportgen.bibliography import corporate
from reportgen.importer.notes import archives, books, forms, imprint, persons
from reportgen.importer.notes.books import People
from reportgen.importer.notes.draft import ARTICLE, Draft
from reportgen.importer.notes.marks import ITALIC
from reportgen.importer.notes.segment import BRACKETS, WHEN, Segment
from reportgen.importer.notes.tail import Tail

_KINDS = (
    (r"(?:법률|대통령령|조약|고시) 제 ?\d+(?:-\d+)?호", "legislation"),
    ((
        r"(?:US|U\.S\.|European|Korean|German|British)?\s?[Pp]atent(?: application)?(?: "
        r"[Nn]o\.)? [A-Z0-9,/. -]*\d[\w/,-]*"
    ), "patent"),
    ((
        r"(?:FIPS(?: PUB)?|NIST SP|ISO(?:/IEC)?|IEC|IEEE(?: Std)?|RFC|ASTM|ETSI|ITU-T|AJP-"
        r"|MIL-STD) ?[\w.:/-]*\d[\w.:/-]*"
    ), "standard"),
    (r"version [\w.-]+", "software"),
)  # fmt: skip
_SHELVED = r"[A-Z]{0,4}-?\d{5,}[A-Z0-9-]*(?: \([\w-]+\))?"
"""A number without a word for what it numbers."""
_LOOSE = re.compile(
    r"(?:[Pp]ress [Rr]elease|[Ff]act [Ss]heet|[Mm]emorandum|[Mm]emo|[Tt]estimony|[Ss]peech"
    r"|[Ll]ecture|[Vv]ideo|[Pp]odcast(?: audio)?|[Bb]log(?: post)?"
    r"|[Ww]hite [Pp]aper|[Pp]olicy [Bb]rief|[Ii]ssue [Bb]rief|[Uu]npublished manuscript"
    r"|[Uu]npublished paper|[Ww]orking [Pp]aper|[Cc]ommentary|[Rr]eport"
    r"|[Dd]ata ?set|[Tt]weet|[Ff]acebook post|[Tt]ranscript|YouTube video|[Cc]able"
    r"|[Tt]elegram|[Ii]nterview|[Ff]ilm|[Mm]ap|[Rr]emarks|[Aa]ddress|[Pp]ersonal interview"
    r"|[Dd]iscussion [Pp]aper)(?:,? \d+:\d\d(?::\d\d)?)?"
)
_SENTENCE = re.compile(
    r"\b[a-z]+(?:ed|ly)\b|^(?:Edited|Translated|Compiled|Produced|Directed|Narrated) by "
)
"""Words that no name of a body has, but what is said of a source, or in a sentence."""


def page(seg: Segment, people: People, title: str, rest: str) -> list[Draft]:
    """The readings of a source whose title stands in quotation marks; none where it is none."""
    tail = Tail(seg, rest)
    tail.people.update(people)
    tail.fields["title"] = title
    tail.addresses()
    bare = tail.rest.lstrip(" ,.")
    if re.match(BRACKETS, bare):
        return _bracketed(tail)
    while tail.role():
        pass
    held: list[str] = []
    for part in _parts(tail.rest):
        if not _known(tail, part):
            held.append(part)
    return _kinds(tail, [one for one in held if one])


def _parts(rest: str) -> list[str]:
    return [
        part.strip()
        for part in re.split(r", |(?<=[\w)]\w)\. (?=[A-Z])", rest.strip(" ,.;:"))
        if part.strip()
    ]


def _known(tail: Tail, part: str) -> bool:
    """Take a part that says by its form what it is."""
    f, seg = tail.fields, tail.seg
    if archives.is_place(seg.value(part)):
        return False
    if "date" not in f and re.fullmatch(WHEN, part):
        f["date"] = forms.iso(seg.value(part))
    elif (
        "date" in f
        and "url" not in f
        and "doi" not in f
        and re.fullmatch(forms.LOCATOR, part)
        and not tail.locator
    ):
        tail.locator = seg.value(part)
    elif "number" not in f and (found := books.SERIES.fullmatch(seg.value(part))):
        f["type"], f["number"] = found["type"], found["number"]
    elif "number" not in f and re.fullmatch(books.NUMBER, part):
        f["number"] = part
    elif "number" not in f and (found := re.fullmatch(r"[Nn]o\. (\S*\d\S*)", part)):
        f["number"] = found[1]
    elif "number" not in f and (kind := next((k for p, k in _KINDS if re.fullmatch(p, part)), "")):
        f["version" if kind == "software" else "number"] = (
            part.removeprefix("version ") if kind == "software" else part
        )
        f["_kind"] = kind
    elif "number" not in f and re.fullmatch(_SHELVED, seg.value(part)):
        f["number"] = seg.value(part)
    elif "note" not in f and re.fullmatch(r"\d{1,2}:\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?", part):
        f["note"] = part
    elif "type" not in f and _LOOSE.fullmatch(part):
        f["type"] = seg.value(part)
    else:
        return False
    return True


def _bracketed(tail: Tail) -> list[Draft]:
    """A title with brackets behind it: a thesis, a talk, a paper of an institution."""
    bare = tail.rest.lstrip(" ,.")
    seg, inner = tail.seg, tail.seg.inner(bare[0])
    tail.rest = bare[1:]
    if not tail.done and not tail.place():
        return []
    f = tail.fields
    if found := imprint.thesis(seg, inner):
        f.update({k: v for k, v in found.items() if v})
        return [Draft("thesis", dict(f), dict(tail.people), tail.locator)]
    if found := imprint.genre(seg, inner):
        f.update({k: v for k, v in found.items() if v})
        base = Draft("unpublished", dict(f), dict(tail.people), tail.locator)
        where = base.fields.get("eventtitle", "")
        report = base.but("report", eventtitle="", institution=where)
        untyped = base.but(
            "report",
            eventtitle="",
            venue="",
            institution=where,
            location=base.fields.get("venue", ""),
        )
        paper = re.search(r"paper|brief|report", f["type"], re.I) and not re.search(
            r"present", f["type"]
        )
        event = base.but("inproceedings")
        return [untyped, report, base] if paper else [base, event, untyped]
    if len(parts := inner.split(", ")) > 1 and re.fullmatch(WHEN, parts[-1]):
        return _placed(tail, inner, [seg.value(part) for part in parts[:-1]])
    if f.get("url") and persons.is_body(seg.value(inner)) and not re.fullmatch(WHEN, inner):
        fields = {**f, "organization": seg.value(inner)}
        return [Draft("online", fields, dict(tail.people), tail.locator)]
    if re.fullmatch(WHEN, inner):
        return [
            Draft(
                "online" if f.get("url") else "misc",
                {**f, "date": forms.iso(seg.value(inner))},
                dict(tail.people),
                tail.locator,
            )
        ]
    return []


def _placed(tail: Tail, inner: str, where: list[str]) -> list[Draft]:
    """Readings of brackets that name places, bodies or occasions, and a date."""
    found = imprint.read(tail.seg, inner) or {}
    f = {**tail.fields, "date": found.get("date", "")}
    base = Draft("report", f, dict(tail.people), tail.locator)
    rest = ", ".join(where[1:])
    if place := found.get("location"):
        first = base.but(institution=found.get("publisher", ""), location=place)
    else:
        first = base.but(institution=", ".join(where))
    talk = base.but("unpublished", eventtitle=where[0], venue=rest)
    return [first, talk, base.but("thesis", type=where[0], institution=rest)]


def _kinds(tail: Tail, held: list[str]) -> list[Draft]:
    f, seg = tail.fields, tail.seg
    texts = [seg.value(one) for one in held]
    if archived := archives.held(seg, f["title"], tail.people, held, dict(f)):
        return archived
    if any(
        re.search("[\ue200-\ue6ff]", one)
        and not re.fullmatch(f"{ITALIC}|[^\ue200-\ue6ff]*{BRACKETS}?", one)
        for one in held
    ):
        return []
    kind = f.pop("_kind", "")
    where = ", ".join(_plain(text) for text in texts)
    told = f.keys() & {"date", "url", "doi", "number", "type", "note", "_kind"} or kind
    if not (told or (where and tail.people)) or len(where) > 250:
        return []
    if any(not _named(text) for text in texts):
        return []
    if "interviewer" in tail.people:
        kind = "interview"
    base = Draft(kind or "online", dict(f), dict(tail.people), tail.locator)
    if kind == "patent":
        return [base.but(holder=where)] if not where else [base.but(publisher=where)]
    if kind:
        return [base.but(organization=where)]
    report = base.but("report", institution=where)
    if f.get("number") or (f.get("type") and re.search("paper|brief|report", f["type"], re.I)):
        return [report, base.but(organization=where)]
    if f.get("type"):
        said = re.fullmatch(r"(?:speech|lecture|remarks|address|keynote.*)", f["type"], re.I)
        first, rest = texts[:1], texts[1:]
        talk = base.but("unpublished", eventtitle="".join(first), venue=", ".join(rest))
        return [
            *([talk] if said and len(texts) > 1 else []),
            base.but(organization=where)
            if f.get("url")
            else base.but("unpublished", organization=where),
            base.but(organization=where),
            report,
        ]
    online = base.but(organization=where)
    if blog := re.fullmatch(r"(.+) \((?:blog|weblog)\)", where):
        noted = base.but(journaltitle=blog[1], note="blog", entrysubtype="blog")
        return [base.but(journaltitle=where), online, noted]
    if len(held) == 1 and re.fullmatch(ITALIC, held[0]):
        return [base.but(journaltitle=_plain(texts[0]))]
    news = base.but(ARTICLE, journaltitle=where, entrysubtype="magazine")
    site = base.but("online", journaltitle=where)
    if len(texts) == 1 and tail.people and not corporate.is_corporate(where) and f.get("date"):
        return [news, online, site]
    return [online, site, report] if where else [online]


def _plain(text: str) -> str:
    return re.sub("</?i>", "", text)


def _named(text: str) -> bool:
    """Whether a part may be a name: of a body, a site, a place."""
    bare = _plain(text)
    words = bare.split()
    if words and words[0][0].islower() and not re.search("[A-Z]", words[0]):
        return False
    small = sum(word[:1].islower() for word in words)
    return (
        bool(re.search(r"[^\W\d_]{2}", bare))
        and len(words) < 16
        and small * 2 <= len(words)
        and not re.search(r"[.!?] [A-Z][a-z]+ [a-z]", bare)
        and not _SENTENCE.search(bare)
    )
