"""A work -> a BibTeX entry, as people write tidy ones."""

import re
from collections.abc import Iterator, Sequence

from reportgen.bibliography import languages
from reportgen.registries import latex
from reportgen.registries.manner import Manner
from reportgen.registries.work import Name, Work

TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "review-book": "article", "book": "book", "chapter": "incollection",
    "entry-encyclopedia": "inreference", "entry-dictionary": "inreference", "dataset": "dataset",
    "paper-conference": "inproceedings", "report": "report", "thesis": "thesis",
    "software": "software", "standard": "standard", "patent": "patent", "map": "map",
    "manuscript": "unpublished", "legal_case": "jurisdiction", "legislation": "legislation",
    "hearing": "hearing", "treaty": "legal", "interview": "interview", "pamphlet": "booklet",
    "motion_picture": "video", "broadcast": "video", "speech": "unpublished",
}  # fmt: skip
"""The entry type of each CSL type; any other is a page on the web or `@misc`."""
CLASSIC = {"report": "techreport", "thesis": "phdthesis", "online": "misc"}
"""The types of BibTeX that are not those of BibLaTeX."""
_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
_PARTS = ("chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary")
_ARTICLES = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
_HELD = ("report", "standard", "dataset", "software")
_CJK = re.compile(r"[가-힣]")


def bibtex(work: Work, key: str, manner: Manner) -> str:
    """The entry of a work, without a line end behind it."""
    lines = [manner.field(name, value) for name, value in _fields(work, manner) if value]
    comma = "," if manner.comma else ""
    return f"@{kind(work, manner)}{{{key},\n" + ",\n".join(lines) + f"{comma}\n}}"


def kind(work: Work, manner: Manner) -> str:
    """The entry type of a work."""
    found = TYPES.get(work.kind) or ("online" if work.url or work.doi or work.arxiv else "misc")
    if found == "book" and not work.authors and work.editors and manner.biblatex:
        return "collection"
    if found == "article" and not work.container:
        found = "online"
    return found if manner.biblatex else CLASSIC.get(found, found)


def _fields(work: Work, manner: Manner) -> Iterator[tuple[str, str]]:
    """The fields of an entry in their order."""
    article, part = work.kind in _ARTICLES, work.kind in _PARTS
    journal = "journaltitle" if manner.biblatex else "journal"
    yield "author", people(work.authors)
    yield "title", latex.title(work.title, work.language)
    yield "subtitle", latex.title(work.subtitle, work.language)
    yield journal, latex.escaped(work.container) if article else ""
    yield "booktitle", latex.title(work.container, work.language) if part else ""
    yield "editor", people(work.editors)
    yield "translator", people(work.translators)
    yield "series", latex.escaped(work.series) if work.series != work.container else ""
    yield "volume", latex.escaped(work.volume)
    yield "number", latex.escaped(work.issue if article else work.number)
    yield "edition", _edition(work.edition)
    yield "version", latex.escaped(work.version) if work.kind in ("software", "dataset") else ""
    yield "type", latex.escaped(work.genre) or ("phdthesis" if work.kind == "thesis" else "")
    yield "entrysubtype", _SUBTYPES.get(work.kind, "")
    yield "eventtitle", latex.title(work.event, work.language) if part else ""
    yield _house(work), "" if article else latex.house(work.publisher)
    place = "location" if manner.biblatex else "address"
    yield place, latex.escaped(work.place) if work.kind in ("book", "chapter") else ""
    yield from _date(work.date, manner)
    yield "pages", latex.escaped(work.pages)
    yield "isbn", work.isbn if work.kind == "book" else ""
    yield "doi", latex.code(work.doi)
    yield from _eprint(work)
    yield "url", "" if work.doi or work.arxiv else latex.address(work.url)
    yield "urldate", work.accessed if work.url and not work.doi else ""
    yield "langid", _language(work)


def _house(work: Work) -> str:
    if work.kind == "thesis":
        return "school"
    if work.kind in _HELD:
        return "institution" if work.kind == "report" else "organization"
    return "publisher" if TYPES.get(work.kind) else "organization"


def _edition(edition: str) -> str:
    return "" if edition.strip(".") in ("1", "1st") else latex.escaped(edition)


def _date(date: str, manner: Manner) -> Iterator[tuple[str, str]]:
    if manner.biblatex:
        yield "date", date
        return
    year, _, rest = date.partition("-")
    month, _, day = rest.partition("-")
    yield "year", year
    yield "month", month.lstrip("0")
    yield "day", day.lstrip("0")


def _eprint(work: Work) -> Iterator[tuple[str, str]]:
    if work.arxiv:
        yield "eprint", work.arxiv
        yield "eprinttype", "arxiv"
    elif work.pmid and not work.doi:
        yield "eprint", work.pmid
        yield "eprinttype", "pubmed"


def _language(work: Work) -> str:
    """The babel name of a language other than English (BibLaTeX, 3.1.1, `langid`)."""
    tag = languages.guess(f"{work.title} {work.subtitle}") or languages.tag(work.language)
    if not tag or tag.startswith("en"):
        return ""
    first = tag.partition("-")[0]
    named = (name for name, known in languages.TAGS.items() if known == tag and len(name) > 3)
    other = (name for name, known in languages.TAGS.items() if known.startswith(f"{first}-"))
    return next(named, "") or next((name for name in other if len(name) > 3), tag)


def people(names: Sequence[Name]) -> str:
    """Names as BibTeX parts them, by ` and `; a body's stands in braces."""
    return " and ".join(filter(None, map(_person, names)))


def _person(name: Name) -> str:
    if name.literal:
        return "others" if name.literal == "others" else latex.body(name.literal)
    parts = [latex.escaped(part) for part in (name.family, name.suffix, name.given)]
    family, suffix, given = (f"{{{p}}}" if re.search(r",|\band\b", p) else p for p in parts)
    if _CJK.search(family) and _CJK.search(given) and " " not in given:
        return family + given
    return ", ".join(filter(None, (family, suffix, given)))
