"""What stands behind the title of a journal, a magazine or a newspaper."""

import re

from reportgen.importer.notes import forms
from reportgen.importer.notes.draft import ARTICLE, Draft
from reportgen.importer.notes.marks import ITALIC
from reportgen.importer.notes.segment import BRACKETS, WHEN, Segment
from reportgen.importer.notes.tail import Tail
from reportgen.registries.work import Name

_VOLUME = (
    r"(?:[Vv]ol(?:ume|\.)? ?|제 ?)?(?P<volume>\d{1,4}[A-Za-z]?|[IVXLC]+|[ivxlc]+)[권집]?"
    r"(?=[ ,(:.;\ue500-\ue6ff]"
    r"|$)"
)
_ISSUE = (
    r"(?:(?:[Nn]os?\.?|[Ii]ssues?|[Nn]umber|#|[Ii]ss\.|호) ?|제? ?(?=\d+호))"
    r"(?P<issue>[A-Z]?\d[0-9A-Za-z]*(?: ?[–/&-] ?\d+)*"
    r"|[A-Z]?\d+[A-Z]?(?: \(?(?:suppl\.?|S)\)?)?)호?"
)
_AHEAD = r"(?:ahead of print|advance online publication|online first|published online|in press)"
_BARE_ISSUE = (
    r"\((?P<held>\d{1,3}(?:[–/-]\d+)?)\)|(?:\.|/|:)(?P<issue>\d{1,3}(?:[–-]\d+)?)(?= "
    r"?[\ue500-\ue6ff,])"
)
_PAGES = (
    rf"(?:pp?\.? ?|at |pages? )?(?P<pages>{forms.PAGES}|e\d+|[A-Z]{{1,2}}\d+"
    r"(?:[–-][A-Z]?\d+)?)(?![\w])"
)
_NEWS = re.compile(
    r"\b(?:Times|Post|Herald|Tribune|News|Guardian|Daily|Gazette|Telegraph|Ilbo|Sunday"
    r"|Globe|Star|Zeitung|Monde"
    r"|Figaro|Observer|Independent|Dispatch|Chronicle|Inquirer|Sun|Journal|Today|Courier"
    r"|Mail|Press|Asahi"
    r"|Shimbun|Reuters|Bee|Examiner|Standard|Record|Sentinel|Mirror|Spiegel)\b|신문|일보|뉴스|타임스"
)


def read(
    seg: Segment,
    people: dict[str, tuple[Name, ...]],
    title: str,
    rest: str,
    date: str = "",
) -> list[Draft]:
    """The readings of an article, of what stands behind its title; none where it is no article.

    `date` is one that stands before the title.
    """
    found = re.match(rf"[ ,.]*(?:in |In )?(?P<name>{ITALIC})(?P<blog> ?{BRACKETS})?", rest)
    if not found:
        return []
    name = seg.words(found["name"])
    tail = Tail(seg, rest[found.end("name") :])
    tail.people.update(people)
    tail.fields.update({"title": title, "journaltitle": name})
    blog = found["blog"] and seg.inner(found["blog"].strip()).lower() in (
        "blog",
        "weblog",
        "podcast",
    )
    if blog:
        tail.fields["note"] = seg.inner(found["blog"].strip())
        tail.rest = rest[found.end() :]
    tail.addresses()
    tail.rest = re.sub(r"^ ?,? \(?online(?: edition|\))|^, online ed\.", "", tail.rest)
    while not tail.done and _step(tail):
        pass
    if not tail.done and not _pages_behind(tail):
        return []
    if date:
        tail.fields.setdefault("date", date)
    return list(_kinds(tail, bool(blog)))


def bluebook(seg: Segment, people: dict[str, tuple[Name, ...]], rest: str) -> list[Draft]:
    """`*Title*, 99 Harv. L. Rev. 100, 105 (2021)` (The Bluebook, rule 16.4)."""
    found = re.fullmatch(
        rf"(?P<title>{ITALIC}),? (?P<volume>\d{{1,4}}) (?P<name>[A-Z][\w.&’' -]*?[a-z.]) "
        r"(?P<page>\d+)"
        rf"(?:, (?P<pin>{forms.PAGES}))? (?P<when>{BRACKETS})",
        rest,
    )
    if not found or not re.fullmatch(WHEN, seg.inner(found["when"])) or not people:
        return []
    fields = {
        "title": seg.words(found["title"]),
        "journaltitle": found["name"],
        "volume": found["volume"],
        "pages": found["page"],
        "date": forms.iso(seg.value(seg.inner(found["when"]))),
    }
    return [Draft(ARTICLE, fields, people, found["pin"] or "")]


def _step(tail: Tail) -> bool:
    f = tail.fields
    if not f.keys() & {"volume", "date", "pages"} and (
        found := tail.take(rf"(?!{WHEN}(?:[,.:]|$)){_VOLUME}")
    ):
        f["volume"] = found["volume"]
        bare = re.match(_BARE_ISSUE, tail.rest)
        if bare:
            f["number"], tail.rest = bare["held"] or bare["issue"], tail.rest[bare.end() :]
        return True
    if "number" not in f and "pages" not in f:
        if found := tail.take(_ISSUE):
            f["number"] = found["issue"]
            return True
        if (
            "volume" in f
            and "date" not in f
            and (
                found := tail.take(
                    r"(?P<issue>\d{1,3}(?:[–/-]\d+)?)(?= ?[\ue500-\ue6ff]|, (?:\d{4}"
                    r"|[\ue500-\ue57f]))"
                )
            )
        ):
            f["number"] = found["issue"]
            return True
    if tail.date():
        return True
    if "note" not in f and (found := tail.take(_AHEAD)):
        f["note"] = found[0]
        return True
    if "pages" not in f and re.match(rf"[ ,]*{BRACKETS}", tail.rest):
        sign = tail.rest.lstrip(" ,")[0]
        if _brackets(tail, tail.seg.inner(sign)):
            tail.rest = tail.rest.lstrip(" ,")[1:]
            return True
    if (
        "pages" not in f
        and (f.keys() & {"volume", "date", "number"})
        and (found := tail.take(_PAGES))
    ):
        f["pages"] = tail.seg.value(found["pages"])
        return True
    if "section" not in f and (
        found := tail.take(
            r"(?:[Ss]ec\.|§) ?(?P<section>[A-Z][a-z]+|[A-Z0-9]+)|(?P<whole>[Ss]ection [A-Z0-9]+)"
        )
    ):
        f["section"] = found["section"] or found["whole"]
        return True
    if "pages" not in f and (
        found := tail.take(r"(?:p\.|[Pp]age) ?(?P<pages>[A-Z]?\d+)(?=[,.]|$)")
    ):
        f["pages"] = found["pages"]
        return True
    if found := tail.take(
        r"(?P<edition>(?:late|early|national|international|final|print|digital|Asia) ed"
        r"(?:ition|\.))"
    ):
        f["edition"] = found["edition"]
        return True
    return bool(
        (found := tail.take(r"art(?:icle|\.) (?:no\. )?(?P<eid>[A-Za-z]?\d+)"))
        and f.setdefault("pages", found["eid"])
    )


def _brackets(tail: Tail, inner: str) -> bool:
    """Take what stands in brackets in the citation of an article: its date, its number."""
    f = tail.fields
    if re.fullmatch(WHEN, inner) and "date" not in f:
        f["date"] = forms.iso(tail.seg.value(inner))
    elif (
        "date" not in f
        and "number" not in f
        and (found := re.fullmatch(rf"(?:{_ISSUE}|(?P<bare>\d{{1,3}})),? (?P<date>{WHEN})", inner))
    ):
        f["number"] = found["issue"] or found["bare"]
        f["date"] = forms.iso(tail.seg.value(found["date"]))
    elif "number" not in f and re.fullmatch(r"\d{1,4}(?:[–/-]\d+)?", inner):
        f["number"] = inner
    elif "number" not in f and (found := re.fullmatch(_ISSUE, inner)):
        f["number"] = found["issue"]
    else:
        return False
    return True


def _pages_behind(tail: Tail) -> bool:
    """Take a place within the article behind its pages: `1–30, at 12`."""
    found = tail.take(rf"(?:at|here|esp\.|especially)? ?(?P<place>(?:pp?\. ?)?{forms.PAGES})\.?$")
    if found and "pages" in tail.fields:
        tail.locator = tail.seg.value(found["place"])
        return True
    return tail.place()


def _kinds(tail: Tail, blog: bool) -> list[Draft]:
    """An article in a volume, or one of a day: in a newspaper or in a magazine."""
    f = tail.fields
    base = Draft(ARTICLE, dict(f), dict(tail.people), tail.locator)
    if blog:
        return [base.but("online", entrysubtype="blog")]
    if pages := f.get("pages"):
        base = _placed(base, pages)
    if f.get("volume") or f.get("number"):
        return [base]
    day = bool(re.search(r"\d{4}-\d\d-\d\d", f.get("date", "")))
    month = bool(re.fullmatch(r"\d{4}-\d\d(?:/\d{4}-\d\d)?|[A-Z][a-z]+ \d{4}", f.get("date", "")))
    news = base.but(entrysubtype="newspaper")
    magazine = base.but(entrysubtype="magazine")
    web = base.but("online")
    if day:
        return [news, magazine, web] if _NEWS.search(f["journaltitle"]) else [magazine, news, web]
    if month:
        return [magazine, base]
    if not f.get("date"):
        return [web] if f.get("url") else []
    return [base, web]


def _placed(draft: Draft, pages: str) -> Draft:
    """An article with its pages, or with the place in it that the note cites."""
    if draft.locator or "sec" in pages:
        return draft
    ends = re.findall(r"\d+", pages)
    wide = len(ends) == 2 and "n" not in pages and _width(ends[0], ends[1]) >= 4
    if wide or not re.match(r"[\divxlc]", pages):
        return draft
    plain = draft.but(pages="")
    return Draft(plain.kind, plain.fields, plain.people, pages, draft.suffix)


def _width(first: str, last: str) -> int:
    """How many pages lie between two, the last of which may be shortened: `156–79`."""
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return int(last) - int(first)
