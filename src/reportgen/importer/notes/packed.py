"""Items of lists as medicine packs them: `Doe J, Roe R. Title. J Title. 2020;39(1):156-79.`"""

import re
from collections.abc import Iterator

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import ARTICLE, Draft
from reportgen.importer.notes.marks import ITALIC
from reportgen.importer.notes.segment import BRACKETS, WHEN, YEAR, Segment
from reportgen.importer.notes.tail import Tail

_ARTICLE = re.compile(
    r"(?P<authors>[^.\ue200-\ue6ff]+)\. (?P<title>.+?[.?!]) "
    rf"(?P<journal>[A-Z{ITALIC[1:-1]}][^.;]*)\.? "
    rf"(?P<date>{YEAR}(?: [A-Z][a-z]{{2}}(?: \d+)?)?|{WHEN});(?P<volume>\d+)"
    rf"(?P<issue>{BRACKETS}|\([^()]*\))?"
    rf"(?::(?P<pages>{forms.PAGES}|e\d+))?\.?(?P<rest> .*)?"
)
_BOOK = re.compile(
    r"(?P<authors>[^.\ue200-\ue6ff]+)\. (?P<title>[^\ue200-\ue6ff]+?[.?!]) (?:"
    r"(?P<edition>\d+\w\w) ed\. )?"
    rf"(?:(?P<place>[A-Z][^:;]*?): )?(?P<house>[A-Z][^:;.]*); (?P<date>{YEAR})\.?(?P<rest> .*)?"
)


def read(seg: Segment) -> Iterator[Draft]:
    """The readings of an item as an article and as a book."""
    for form in (_ARTICLE, _BOOK):
        if found := form.fullmatch(seg.signs):
            yield from _read(seg, found)


def _read(seg: Segment, found: re.Match[str]) -> Iterator[Draft]:
    names = persons.inverted(found["authors"])
    if not names:
        return
    tail = Tail(seg, found["rest"] or "")
    tail.addresses()
    parts = found.groupdict()
    fields = {
        "title": seg.value(found["title"]).rstrip("."),
        "journaltitle": re.sub("</?i>", "", seg.value(parts.get("journal") or "")),
        "date": forms.iso(seg.value(found["date"])),
        "volume": parts.get("volume") or "",
        "number": seg.value(found["issue"]).strip("()") if parts.get("issue") else "",
        "pages": parts.get("pages") or "",
        "edition": parts.get("edition") or "",
        "publisher": seg.value(parts.get("house") or ""),
        "location": seg.value(parts.get("place") or ""),
        **tail.fields,
    }
    if tail.done:
        yield Draft("book" if fields["publisher"] else ARTICLE, fields, {"author": names}).but()
