"""Items of typed reference lists: by author and date, as bibliographies, numbered ones.

The order is that of the styles that ship: Chicago, APA, Harvard (`Doe, John. 2020. Title. …`,
`Doe, J. (2020). …`), MLA (`Doe, John. “Title.” … 2020`), Vancouver (`Doe J. Title. J. 2020;1:2`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.importer.notes import books, forms, imprint, journals, packed, persons, source
from reportgen.importer.notes.books import People
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.marks import ITALIC, QUOTED, Line
from reportgen.importer.notes.segment import BRACKETS, WHEN, YEAR, Segment, segment
from reportgen.importer.notes.tail import Tail

_NUMBER = re.compile(r"^\[?\d{1,3}[\].)]\s+(?=\S)")
_DATED = re.compile(
    rf"(?P<authors>[^\ue200-\ue4ff]+?)(?P<role> ?{BRACKETS}|,? (?:eds?|trans)\.?)?[.,]? "
    rf"(?P<date>{WHEN}(?=[.,:] )|{BRACKETS})[.,:]? (?P<rest>.+)"
)
_PLAIN = re.compile(
    rf"(?P<authors>[^\ue200-\ue6ff]+?)(?P<role>,? (?:eds?|editors?|trans)\.?)?\. "
    rf"(?P<rest>(?:{QUOTED}|{ITALIC}).+)"
)
_HOUSE = re.compile(
    rf"(?:(?P<place>[A-Z][^:.\ue200-\ue6ff]*(?:\.[A-Z]\.)?[^:.\ue200-\ue6ff]*): )?"
    rf"(?P<house>[^\ue200-\ue6ff:]+?)(?:, (?P<date>{WHEN}))?(?:, (?:pp?\. ?)?"
    rf"(?P<pages>{forms.PAGES}))?\.?"
)


def read(line: Line) -> list[Draft]:
    """The readings of an item; none where it is no source."""
    signs = _NUMBER.sub("", line.signs, count=1).strip()
    signs = re.sub(ITALIC, lambda m: _figures(line, m[0]), signs)
    if not 8 < len(signs) < 1_200:
        return []
    found: list[Draft] = []
    for one in _forms(segment(line, signs)):
        if one not in found:
            found.append(one)
    return found[:8] or source.read(line, signs)


def _figures(line: Line, sign: str) -> str:
    """A volume that is set in italics, as figures."""
    words = line.words(sign)
    return words if re.fullmatch(r"\d{1,4}", words) else sign


def _forms(seg: Segment) -> Iterator[Draft]:
    yield from packed.read(seg)
    dated = _DATED.fullmatch(seg.signs)
    if dated and (people := _people(seg, dated)) is not None:
        date = dated["date"]
        when = seg.inner(date) if re.fullmatch(BRACKETS, date) else date
        if re.fullmatch(rf"{WHEN}|{YEAR}[a-z]?, .*", when):
            yield from _works(seg, people, _date(seg, when), dated["rest"])
    plain = _PLAIN.fullmatch(seg.signs)
    if plain and (people := _people(seg, plain)) is not None:
        yield from _works(seg, people, "", plain["rest"])
    if re.match(f"{QUOTED}|{ITALIC}", seg.signs):
        yield from _works(seg, {}, "", seg.signs)


def _date(seg: Segment, when: str) -> str:
    """The date of an item; APA has the month and the day behind the year."""
    typed = seg.value(when)
    if found := re.fullmatch(r"(\d{4})[a-z]?, (.+)", typed):
        return forms.iso(f"{found[2]}, {found[1]}")
    return forms.iso(typed)


def _people(seg: Segment, found: re.Match[str]) -> People | None:
    names = persons.inverted(seg.unfolded(found["authors"]))
    role = (found["role"] or "").strip(" ,.")
    role = seg.inner(role) if re.fullmatch(BRACKETS, role) else role
    if not names:
        return None
    if role and not re.fullmatch(r"(?:[Ee]ds?|[Ee]ditors?|[Tt]rans)\.?", role):
        return None
    return {"editor" if role[:1] in ("e", "E") else "translator" if role else "author": names}


def _works(seg: Segment, people: People, date: str, rest: str) -> Iterator[Draft]:
    """The readings of what stands behind the authors and the date."""
    preset = {"date": date} if date else {}
    for title, behind, kind in _titles(seg, rest):
        if kind == "italic":
            yield from _books(seg, people, preset, title, behind)
            continue
        yield from _chapters(seg, people, preset, title, behind)
        for one in journals.read(seg, people, title, behind, date):
            yield replace(one, locator="").but(pages=one.fields.get("pages", "") or one.locator)
        yield from _pages(seg, people, preset, title, behind)


def _titles(seg: Segment, rest: str) -> Iterator[tuple[str, str, str]]:
    """The title at the start, what stands behind it, and how it is set."""
    if re.match(f"{QUOTED}|{ITALIC}", rest):
        yield seg.words(rest[0]), rest[1:], seg.line.atoms[rest[0]].kind
        return
    for end in re.finditer(r"(?<![A-Z]\.[A-Z])[.?!] (?=[A-Z\ue300-\ue4ff])", rest):
        if re.search(ITALIC, rest[: end.start()]):
            break
        title = seg.value(rest[: end.start() + (rest[end.start()] != ".")])
        if len(title.split()) > 1:
            yield title, rest[end.start() + 1 :], "roman"


def _chapters(
    seg: Segment, people: People, preset: dict[str, str], title: str, rest: str
) -> Iterator[Draft]:
    """Parts of books: `In *Book*, edited by …, 1–20. House`, `In E. Roe (Ed.), *Book* (pp. …)`."""
    found = re.match(
        rf"[ .,]*In:? (?:(?P<editors>[^\ue200-\ue6ff]+?),? (?P<mark>{BRACKETS}|[Ee]ds?\.),? )?"
        rf"(?P<book>{ITALIC})",
        rest,
    )
    if not found:
        return
    tail = Tail(seg, rest[found.end() :], {**preset, "title": title}, dict(people))
    tail.fields["booktitle"] = seg.words(found["book"])
    if found["editors"]:
        names = persons.read(found["editors"])
        if not names:
            return
        tail.people["editor"] = names
    yield from _described(tail, "incollection")


def _books(
    seg: Segment, people: People, preset: dict[str, str], title: str, rest: str
) -> Iterator[Draft]:
    tail = Tail(seg, rest, {**preset, "title": title}, dict(people))
    yield from _described(tail, "book")


def _described(tail: Tail, kind: str) -> Iterator[Draft]:
    """Take what describes a book, up to its publisher."""
    tail.addresses()
    while not tail.done:
        if not (_bracketed(tail) or tail.part() or _pages_of(tail, kind) or books.number(tail)):
            break
    rest = tail.rest.strip(" .,")
    if "date" not in tail.fields and re.fullmatch(WHEN, rest):
        tail.fields["date"], rest = forms.iso(tail.seg.value(rest)), ""
    if re.search(r"\d{4}\. ", rest):
        return
    if rest and (found := _HOUSE.fullmatch(rest)):
        if found["date"] and "date" in tail.fields:
            return
        tail.fields["publisher"] = tail.seg.value(found["house"])
        for name in ("place", "date", "pages"):
            if value := found[name]:
                text = tail.seg.value(value)
                key = {"place": "location", "date": "date", "pages": "pages"}[name]
                tail.fields[key] = forms.iso(text) if name == "date" else text
    elif rest:
        return
    yield from books.kinds(tail, kind)


def _pages_of(tail: Tail, kind: str) -> bool:
    if kind == "book" or "pages" in tail.fields:
        return False
    found = tail.take(rf"(?:pp?\. ?)?(?P<pages>{forms.PAGES})(?=[.,]|$)")
    if found:
        tail.fields["pages"] = found["pages"]
    return bool(found)


def _bracketed(tail: Tail) -> bool:
    """Take brackets as APA has them: `(2nd ed., pp. 1–20)`, `(Report No. 12)`."""
    bare = tail.rest.lstrip(" ,.;:")
    if not re.match(BRACKETS, bare):
        return False
    inner = Tail(tail.seg, tail.seg.inner(bare[0]), tail.fields, tail.people)
    while not inner.done:
        if found := inner.take(rf"pp?\. ?(?P<pages>{forms.PAGES})"):
            tail.fields["pages"] = found["pages"]
        elif not (inner.part() or books.number(inner) or inner.date()):
            break
    if not inner.done:
        found_imprint = imprint.read(tail.seg, tail.seg.inner(bare[0]))
        if not found_imprint or "publisher" in tail.fields:
            return False
        tail.fields.update(found_imprint)
    tail.rest = bare[1:]
    return True


def _pages(
    seg: Segment, people: People, preset: dict[str, str], title: str, rest: str
) -> Iterator[Draft]:
    """Pages on the web, theses, papers: a title, and who brought it out."""
    tail = Tail(seg, rest, {**preset, "title": title}, dict(people))
    tail.addresses()
    bare = tail.rest.strip(" .,")
    parts = [part.strip(" .") for part in re.split(r"(?<!\b[A-Z])\. |, ", bare) if part.strip(" .")]
    thesis = imprint.thesis(seg, ", ".join([*parts, preset.get("date", "")]).rstrip(", "))
    if thesis:
        yield Draft("thesis", {**tail.fields, **thesis}, people).but()
        return
    where = []
    for part in parts:
        if "date" not in tail.fields and re.fullmatch(WHEN, part):
            tail.fields["date"] = forms.iso(seg.value(part))
        elif "number" not in tail.fields and (found := books.SERIES.fullmatch(part)):
            tail.fields["type"], tail.fields["number"] = found["type"], found["number"]
        elif re.search(ITALIC, part) and not re.fullmatch(ITALIC, part):
            return
        else:
            where.append(seg.value(part))
    if re.search(ITALIC, bare) and len(where) > 1:
        return
    house = re.sub("</?i>", "", ", ".join(where))
    if len(house) > 200 or not (house or tail.fields.keys() & {"url", "doi"}):
        return
    base = Draft("online", tail.fields, people)
    report = base.but("report", institution=house)
    if "number" in tail.fields:
        yield report
    yield base.but(organization=house)
    yield base.but(journaltitle=house)
    yield report
