"""Books, their chapters, and what else has its title in italics: reports, films, collections."""

import re

from reportgen.importer.notes import forms, imprint, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.marks import ITALIC
from reportgen.importer.notes.segment import BRACKETS, DATE, WHEN, Segment
from reportgen.importer.notes.tail import Tail
from reportgen.registries.work import Name

People = dict[str, tuple[Name, ...]]
NUMBER = re.compile(
    r"(?P<number>[A-Z]{2,}[A-Z0-9/-]*[-/. ]\d[\w./()-]*|RL\d+|R\d{4,}|IF\d+|[AS]/(?:RES/"
    r"|\w)[\w/.()-]+"
    r"|(?:UN|U\.N\.) [Dd]oc\.? [\w/.()-]+|(?:H\.R\.|S\.|H\.|House|Senate) (?:Rep|Rept|Doc"
    r"|Hrg|Report|Print)\.? (?:No\. )?[\d–-]+)"
)
SERIES = re.compile(
    r"(?P<type>(?:[A-Z][\w’&.-]*(?: [\w’&.-]+){0,6} )?"
    r"(?:(?:[Ww]orking|[Dd]iscussion|[Oo]ccasional|[Rr]esearch|[Pp]olicy|[Tt]echnical|[Ii]ssue"
    r"|[Cc]onference|[Ss]taff|[Ss]pecial) )?"
    r"(?:[Pp]apers?|[Rr]eports?|[Bb]riefs?|[Mm]emorandum|[Nn]otes?|[Ss]eries|[Pp]erspective"
    r"|[Ii]nsight|Publication|Resolution|Decision|Circular|Bulletin|Chart|Directive"
    r"|Executive Order|Proclamation))"
    r",? (?:[Nn]os?\. ?|#)?(?P<number>[A-Za-z]{0,6}[- ]?\d[\w./-]*|[ASE]/[\w/.()-]+(?: \(\d{4}\))?)"
)
_MADE = r"(?:Film|Documentary film|Documentary|Map|Video|Photograph)(?=, | [\ue600-\ue6ff])"
_KINDS = (("video", ("film", "documentary", "documentary film", "video")), ("map", ("map",)))
_GENRE = re.compile(
    r"(?:[\w’-]+ ){0,2}(?:[Ww]orking [Pp]aper|[Dd]iscussion [Pp]aper|[Rr]eport|[Bb]rief"
    r"|[Mm]ap|[Pp]aper"
    r"|[Ff]act [Ss]heet|[Tt]estimony|[Pp]ress [Rr]elease|[Mm]emorandum|[Vv]ideo|[Pp]odcast)"
)


def chapter(seg: Segment, people: People, title: str, rest: str) -> list[Draft]:
    """The readings of a part of a book; none where it is none."""
    found = re.match(
        r"[ ,.]*(?:chap\. (?P<chapter>\d+) )?[Ii]n:? (?:(?P<editors>[^\ue200-\ue6ff]+?),? "
        rf"(?P<mark>{BRACKETS}"
        rf"|eds?\.),? )?(?P<book>{ITALIC})",
        rest,
    )
    if not found:
        return []
    tail = Tail(seg, rest[found.end() :])
    tail.people.update(people)
    tail.fields["title"] = title
    tail.fields["booktitle"] = seg.words(found["book"])
    if found["chapter"]:
        tail.fields["chapter"] = found["chapter"]
    if found["editors"]:
        names = persons.read(found["editors"])
        if not names:
            return []
        tail.people["editor"] = names
    return _described(tail, "incollection")


def document(seg: Segment, people: People, title: str, rest: str) -> list[Draft]:
    """A document of an edition, whose own date stands before it: `…, May 10, 1951, *Foreign …*`."""
    found = re.match(rf"[ ,]*(?P<date>{DATE}),? (?:in )?(?P<book>{ITALIC})", rest)
    if not found or not re.search(
        r"Foreign Relations|FRUS|Documents|Papers", seg.words(found["book"])
    ):
        return []
    return [
        one.but(note=", ".join(filter(None, (one.fields.get("note"), seg.value(found["date"])))))
        for one in chapter(seg, people, title, f" in {rest[found.start('book') :]}")
    ]


def book(seg: Segment, people: People, rest: str) -> list[Draft]:
    """The readings of a source whose title is in italics at the start of `rest`."""
    tail = Tail(seg, rest[1:])
    tail.people.update(people)
    tail.fields["title"] = seg.words(rest[0])
    return _described(tail, "book")


def _described(tail: Tail, kind: str) -> list[Draft]:
    tail.addresses()
    printed = False
    while not tail.done:
        if not printed and (_other_brackets(tail) or tail.imprint()):
            printed = True
        elif not printed and re.match(rf"[ ,]*{BRACKETS}", tail.rest):
            return []
        elif tail.part() or number(tail) or (not printed and tail.date()):
            continue
        elif not printed and _plain_imprint(tail):
            printed = True
        elif (
            kind == "incollection"
            and (
                found := tail.take(
                    rf"(?:pp?\. ?)?(?P<pages>{forms.PAGES})(?: at (?P<at>{forms.PAGES}))?"
                    r"(?![\w])(?=$|[,.; ])"
                )
            )
            and "pages" not in tail.fields
        ):
            tail.fields["pages"] = found["pages"]
            tail.locator = found["at"] or ""
        elif tail.place():
            break
        elif _series(tail):
            continue
        else:
            return []
    return kinds(tail, kind)


def _plain_imprint(tail: Tail) -> bool:
    """Take place, publisher and date that stand without brackets: `London: Verso, 1998`."""
    found = tail.take(
        r"(?:(?P<place>[A-Z][^:,.;\ue200-\ue6ff]+(?:, [A-Z][\w.]+)?): "
        r"(?P<house>[^\ue200-\ue6ff:;]+?)|(?P<alone>[^\ue200-\ue6ff:;]+?)), "
        rf"(?P<date>{WHEN})"
    )
    if not found or not (found["place"] or found["alone"]):
        return False
    house = found["house"] or found["alone"]
    tail.fields["publisher"] = tail.seg.value(house)
    if found["place"]:
        tail.fields["location"] = tail.seg.value(found["place"])
    tail.fields["date"] = forms.iso(tail.seg.value(found["date"]))
    return True


def number(tail: Tail) -> bool:
    """Take the number of a report, a version."""
    f = tail.fields
    if "number" in f:
        return False
    bare = tail.rest.lstrip(" ,.;:")
    first = re.match(rf"[^,;\ue200-\ue5ff]*?(?=,|;| ?{BRACKETS}|$)", bare)
    if first and (found := SERIES.fullmatch(tail.seg.value(first[0]))):
        f["type"], f["number"] = found["type"], found["number"]
        tail.rest = bare[first.end() :]
        return True
    if found := tail.take(rf"{NUMBER.pattern}(?=[,;. ]|$)"):
        f["number"] = found["number"].rstrip(".")
        return True
    if found := tail.take(r"(?:no\.|No\.|doc\.) (?P<number>[\w/.-]*\d[\w/.-]*)(?=[,;. ]|$)"):
        f["number"] = f"doc. {found['number']}" if found[0].startswith("doc") else found["number"]
        return True
    if "type" not in f and (found := tail.take(_MADE)):
        f["type"] = found[0]
        return True
    if found := tail.take(r"version (?P<version>[\w.-]+)"):
        f["version"] = found["version"]
        return True
    return False


def _series(tail: Tail) -> bool:
    """Take a series with its number, before the brackets: `Adelphi Paper 367`."""
    bare = tail.rest.lstrip(" ,.;:")
    found = re.match(
        r"(?P<series>[A-Z][^\ue200-\ue6ff;:,]+?)(?: (?:no\. |vol\. )?"
        rf"(?P<number>\d[\w-]*))?,?(?= ?{BRACKETS})",
        bare,
    )
    if not found or "series" in tail.fields:
        return False
    if re.fullmatch("[IVXLC]+", found["series"]) and "volume" not in tail.fields:
        tail.fields["volume"] = found["series"]
        tail.rest = bare[found.end() :]
        return True
    name = "type" if not found["number"] and _GENRE.fullmatch(found["series"]) else "series"
    tail.fields[name] = tail.seg.value(found["series"])
    if found["number"]:
        tail.fields["number"] = found["number"]
    tail.rest = bare[found.end() :]
    return True


def _other_brackets(tail: Tail) -> bool:
    """Take brackets with a genre: of a thesis, a film, a talk."""
    bare = tail.rest.lstrip(" ,.;:")
    if not re.match(BRACKETS, bare):
        return False
    inner = tail.seg.inner(bare[0])
    found = imprint.thesis(tail.seg, inner) or imprint.genre(tail.seg, inner)
    if not found:
        return False
    tail.fields.update({k: v for k, v in found.items() if v})
    tail.rest = bare[1:]
    return True


def kinds(tail: Tail, kind: str) -> list[Draft]:
    """What a described work may be."""
    f = tail.fields
    if not f.keys() - {"title", "booktitle", "date"} and not tail.people:
        return []
    base = Draft(kind, dict(f), dict(tail.people), tail.locator)
    house = f.get("publisher", "")
    if f.get("type") and ("institution" in f and "number" not in f):
        return [base.but("thesis")]
    if kind == "incollection":
        if not f.get("publisher") and not f.get("date") and not f.get("pages"):
            return []
        return [base, base.but("inproceedings")]
    report = base.but("report", publisher="", institution=house)
    if made := next((k for k, words in _KINDS if f.get("type", "").lower() in words), ""):
        return [
            base.but(made, publisher="", organization=house),
            base.but(publisher="", organization=house),
        ]
    if f.get("type") and not f.get("number"):
        return [base.but("unpublished", publisher="", organization=house), report]
    author = next((n.literal for n in tail.people.get("author", ())), "")
    if f.get("number") and not f.get("series"):
        return [report, base]
    makers = tail.people.get("author") or tail.people.get("editor") or ()
    if imprint.is_report(house, makers) or (author and author == house):
        return [report, base]
    if f.get("url") and not house and author:
        return [report, base.but("online"), base]
    if not f.keys() & {"publisher", "date", "doi", "url", "volume", "edition", "number", "series"}:
        return []
    if not f.keys() & {"publisher", "doi", "url", "number", "series"} and re.search(
        r"-\d\d-\d\d", f.get("date", "")
    ):
        return [base.but("misc"), base]
    return [base, report]


def part_of_book(seg: Segment, people: People, rest: str) -> list[Draft]:
    """`foreword to *Title*, by X (…)`, `chap. 3 in *Title* (…)`."""
    found = re.match(
        r"(?P<what>[Ff]oreword|[Ii]ntroduction|[Pp]reface|[Aa]fterword|[Cc]onclusion),? "
        rf"(?:to|in) (?P<book>{ITALIC})",
        rest,
    )
    chap = re.match(rf"(?:chap\.|ch\.|chapter) (?P<chapter>\d+) (?:in|of) (?P<book>{ITALIC})", rest)
    either = found or chap
    if not either:
        return []
    tail = Tail(seg, rest[either.end() :])
    tail.people.update(people)
    tail.fields["booktitle"] = seg.words(either["book"])
    if found:
        tail.fields["title"] = found["what"].capitalize()
    else:
        tail.fields["chapter"] = either["chapter"]
    return _described(tail, "incollection")
