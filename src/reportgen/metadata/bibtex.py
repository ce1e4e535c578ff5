"""A record as an entry of BibTeX, which BibLaTeX reads too."""

import re
import unicodedata
from collections.abc import Iterator

from reportgen.metadata import Record
from reportgen.metadata.people import person
from reportgen.metadata.references import Person
from reportgen.registries import latex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(record: Record) -> str:
    """The record as one entry; its title and its institutions are kept as they are written."""
    kind = "article" if record.front.journal.title else "techreport"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(record) if value)
    return f"@{kind}{{{key(record)},\n{fields}}}\n"


def key(record: Record) -> str:
    """What the entry is cited by: the first author's name, the year and a word of the title."""
    first = next(iter(record.front.authors), None)
    name = person(first) if first else Person()
    words = [_plain(word) for word in record.front.title.split()]
    word = next((one for one in words if len(one) > 3), "") or next(filter(None, words), "")
    return f"{_plain(name.family or name.name)}{record.published[:4]}{word}" or "article"


def _fields(record: Record) -> Iterator[tuple[str, str]]:
    front, journal = record.front, record.front.journal
    yield "author", _braced(" and ".join(_name(person(author)) for author in front.authors))
    yield "title", _braced(_braced(latex.escaped(record.title)))
    yield "journal", _text(journal.title)
    yield "institution" if not journal.title else "publisher", _text(journal.publisher)
    yield "volume", _text(journal.volume)
    yield "number", _text(journal.issue)
    yield "pages", _text("--".join(dict.fromkeys(page for page in record.pages if page)))
    yield "eid", _text(journal.article_number)
    year, month, day = (*record.published.split("-"), "", "")[:3]
    yield "year", _text(year)
    yield "month", _MONTHS[int(month) - 1] if month else ""
    yield "day", _text(day.lstrip("0"))
    yield "issn", _text(next((number for _, number in journal.issns), ""))
    yield "doi", _braced(latex.code(front.doi or ""))
    yield "url", _braced(latex.address(record.address))
    yield "abstract", _text(record.abstract)
    yield "keywords", _text(", ".join(front.keywords))
    yield "langid", _text(record.lang)


def _name(name: Person) -> str:
    """`Family, Jr., Given`; whole names, and parts that would be misread, in braces."""
    if not name.given or name.literal:
        return latex.body(name.name)
    return ", ".join(
        latex.body(part) if re.search(r",|\band\b", part) else latex.escaped(part)
        for part in (name.family, name.suffix, name.given)
        if part
    )


def _text(value: str | None) -> str:
    return _braced(latex.escaped(value or ""))


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _plain(word: str) -> str:
    """A word's letters and digits in small ASCII; Hangul and others by none."""
    parts = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", parts.lower())
