"""One source as a note types it -> what it may be, the likeliest reading first."""

import re
from collections.abc import Iterator

from reportgen.importer.notes import (
    books,
    interviews,
    journals,
    law,
    letters,
    pages_online,
    persons,
    tongues,
)
from reportgen.importer.notes.books import People
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.marks import ADDRESS, ITALIC, QUOTED, Line
from reportgen.importer.notes.segment import BRACKETS, Segment, segment
from reportgen.importer.notes.tail import Tail
from reportgen.registries.work import Name

_BEFORE = (
    r"(?:(?P<authors>[^\ue200-\ue4ff]+?)(?P<role>,? (?:eds?|trans|comps?)\.| "
    rf"?{BRACKETS})?[,:.]? )?"
)
_MOST = 6


def read(line: Line, signs: str) -> list[Draft]:
    """The readings of a stretch of a note; none where it is no source."""
    text = signs.strip().rstrip(".;,").strip()
    if not 3 < len(text) < 1_200:
        return []
    whole = _readings(segment(line, text))
    if whole:
        return whole
    return _with_suffix(line, text)


def _with_suffix(line: Line, text: str) -> list[Draft]:
    """The readings without what stands in brackets, or behind a comma, at the end."""
    found = re.fullmatch(
        r"(?P<source>.+[^\s,]),? (?P<suffix>\([^()]{3,400}\)|\[[^\[\]]{3,200}\]|emphasis "
        r"(?:added|mine|in (?:the )?original)|my translation)",
        text,
    )
    if not found or (re.search(r"\d{4}\)$", found["suffix"]) and len(found["suffix"]) < 60):
        return []
    drafts = _readings(segment(line, found["source"].rstrip(".,")))
    return [_suffixed(one, line.value(found["suffix"])) for one in drafts]


def _suffixed(draft: Draft, suffix: str) -> Draft:
    joined = ", ".join(filter(None, (draft.suffix, suffix)))
    return Draft(draft.kind, draft.fields, draft.people, draft.locator, joined)


def _readings(seg: Segment) -> list[Draft]:
    found = [_addressed(_languaged(one)) for one in _forms(seg)]
    unique: list[Draft] = []
    for one in found:
        if one not in unique:
            unique.append(one)
    return unique[:_MOST]


def _forms(seg: Segment) -> Iterator[Draft]:
    signs = seg.signs
    if legal := law.read(seg):
        yield from legal
        if legal[0].kind != "legal":
            return
    quoted = re.match(rf"{_BEFORE}(?P<title>{QUOTED})", signs)
    italic = re.match(rf"{_BEFORE}(?P<title>{ITALIC})", signs)
    if quoted and not (italic and italic.end() < quoted.end()):
        people, title = _people(seg, quoted), seg.words(quoted["title"])
        if people is not None:
            rest, title = _translated(seg, signs[quoted.end() :], title)
            yield from books.chapter(seg, people, title, rest)
            yield from books.document(seg, people, title, rest)
            yield from journals.read(seg, people, title, rest)
            yield from pages_online.page(seg, people, title, rest)
        return
    if italic:
        people = _people(seg, italic)
        if people is not None:
            rest = signs[italic.end() - 1 :]
            inner = re.match(rf"(?P<part>{ITALIC}),? in (?P<whole>{ITALIC})", rest)
            if inner:
                yield from books.chapter(seg, people, seg.words(rest[0]), rest[1:])
            yield from journals.bluebook(seg, people, rest)
            yield from books.book(seg, people, rest)
        else:
            yield from _part(seg)
            yield from _standard(seg, signs)
        return
    yield from letters.letter(seg, signs)
    yield from interviews.interview(seg, signs)
    yield from _untitled(seg)


def _standard(seg: Segment, signs: str) -> Iterator[Draft]:
    """`ISO/IEC 27001:2022, *Title* (Geneva: …, 2022)`."""
    found = re.match(
        (
            r"(?P<number>(?:ISO|IEC|IEEE|NIST|FIPS|ASTM|ETSI|AJP|KS)[\w/ -]*\d[\w.:-]*), "
            rf"(?={ITALIC})"
        ),
        signs,
    )
    if found:
        for one in books.book(seg, {}, signs[found.end() :]):
            yield one.but("standard", number=found["number"])


def _part(seg: Segment) -> Iterator[Draft]:
    found = re.match(
        r"(?:(?P<authors>[^\ue200-\ue6ff]+?), )?(?P<part>(?:[Ff]oreword|[Ii]ntroduction"
        r"|[Pp]reface|[Aa]fterword|[Cc]onclusion|chap\.|ch\.|chapter).*)",
        seg.signs,
    )
    if found:
        names = persons.read(found["authors"]) if found["authors"] else ()
        if names or not found["authors"]:
            yield from books.part_of_book(seg, {"author": names} if names else {}, found["part"])


def _people(seg: Segment, found: re.Match[str]) -> People | None:
    """Who stands before a title: authors, or editors marked as such; None for other words."""
    typed, role = found["authors"], (found["role"] or "").strip(" ,")
    if not typed:
        return {} if not role else None
    typed = seg.unfolded(typed)
    if letter := re.fullmatch(r"(?P<by>[^,]+?) to (?P<to>[^,]+)", typed):
        by, to = persons.read(letter["by"]), persons.read(letter["to"])
        if by and to and not persons.is_organization(letter["by"]):
            return {"author": by, "recipient": to}
    names = persons.read(typed)
    if re.fullmatch(BRACKETS, role):
        inner = seg.inner(role)
        if not re.fullmatch(r"eds?\.?|trans\.?|@\w+", inner):
            names = persons.read(f"{typed} {seg.value(role)}")
            role = ""
        elif inner.startswith("@"):
            return {"author": (Name(literal=f"{typed} ({inner})"),)}
        else:
            role = inner
    if not names:
        return None
    if role.startswith("ed"):
        return {"editor": names}
    if role.startswith("trans"):
        return {"translator": names}
    return {"author": names}


def _translated(seg: Segment, rest: str, title: str) -> tuple[str, str]:
    """A title with its translation in square brackets behind it."""
    found = re.match(r",? (?P<translation>\[[^\[\]]+\]),?", rest)
    if not found:
        return rest, title
    return rest[found.end() :], f"{title} {seg.value(found['translation'])}"


def _untitled(seg: Segment) -> Iterator[Draft]:
    """`Body, <address>`; `Name of a page, Body, Date, <address>`."""
    if not re.search(ADDRESS, seg.signs):
        return
    tail = Tail(seg, seg.signs)
    tail.addresses()
    bare = tail.rest.strip(" ,.;:")
    parts = [part for part in bare.split(", ") if part]
    names = persons.read(bare)
    if names and "date" not in tail.fields and len(bare) < 120:
        yield Draft("online", tail.fields, {"author": names})
    elif not bare and tail.fields.get("url"):
        yield Draft("online", tail.fields)
    elif len(parts) > 1 and tail.rest:
        tail.rest = parts[-1]
        if tail.date() and (names := persons.read(", ".join(parts[:-1]))):
            yield Draft("online", tail.fields, {"author": names})


_LETTER = re.compile(r"(?:Letter|Telegram|Cable|Memorandum|Memo|E-?mail|Message) (?:to|from) [A-Z]")


def _addressed(draft: Draft) -> Draft:
    """A draft as a letter, where it has a recipient or its title names one."""
    title = draft.fields.get("title", "")
    if draft.kind not in ("unpublished", "online", "misc") or "interviewer" in draft.people:
        return draft
    if "recipient" in draft.people or (_LETTER.match(title) and "author" in draft.people):
        return draft.but("letter")
    return draft


def _languaged(draft: Draft) -> Draft:
    """A draft with the language of its title, where this is not English."""
    return draft.but(langid=tongues.guess(re.sub("<[^<>]*>", "", draft.fields.get("title", ""))))
