"""CSL-JSON, as registries send it, -> a work.

Sources: CSL 1.0.2, "Types" and "Variables"; Crossref's content negotiation, which keeps some names
of its own in it (`journal-article`, `subtitle`, `published-print`).
"""

import re
from typing import Any

from reportgen.bibliography import dates
from reportgen.registries import people, titles
from reportgen.registries.identifiers import isbn
from reportgen.registries.work import LONGEST, Work, balanced, plain, text

TYPES = {
    "journal-article": "article-journal", "proceedings-article": "paper-conference",
    "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "reference-entry": "entry-encyclopedia", "monograph": "book", "edited-book": "book",
    "reference-book": "book", "book-set": "book", "book-series": "book", "proceedings": "book",
    "dissertation": "thesis", "report-component": "report", "report-series": "report",
    "posted-content": "article", "peer-review": "review", "other": "document",
    "component": "document", "grant": "document", "article-magazine": "article-magazine",
}  # fmt: skip
"""Crossref's own types that its CSL-JSON may have."""
_PAGES = re.compile(r"\s*[-‐‑‒–—]+\s*")


def work(item: Any) -> Work | None:
    """The work that an item describes; None where it has no title and nothing like one."""
    if not isinstance(item, dict):
        return None
    kind = plain(item.get("type"), 40).lower()
    kind = TYPES.get(kind, kind or "document")
    cut: list[str] = []
    title = _title(item.get("title"), cut)
    if not title:
        return None
    title, subtitle = titles.parted(title, text(item.get("subtitle")))
    container = plain(item.get("container-title"))
    publisher = plain(item.get("publisher"))
    pages = plain(item.get("page"), 60)
    return Work(
        kind=kind,
        title=title,
        subtitle=subtitle,
        authors=people.listed(item.get("author"), "authors", cut),
        editors=people.listed(item.get("editor"), "editors", cut),
        translators=people.listed(item.get("translator"), "translators", cut),
        container=container,
        series=plain(item.get("collection-title")),
        volume=plain(item.get("volume"), 40),
        issue=plain(item.get("issue"), 40),
        pages=_PAGES.sub("--", pages) if re.fullmatch(r"[\w.:,\s‐-—-]+", pages) else "",
        number=plain(item.get("number") or item.get("article-number"), 80),
        edition=plain(item.get("edition") or item.get("edition-number"), 80),
        publisher=publisher,
        place=plain(item.get("publisher-place") or item.get("publisher-location"), 120),
        event=plain(item.get("event-title") or item.get("event")),
        date=_issued(item, kind),
        genre=plain(item.get("genre"), 80),
        isbn=next((i for i in map(isbn, _codes(item.get("ISBN"))) if i), ""),
        doi=plain(item.get("DOI"), 300),
        pmid=plain(item.get("PMID"), 12),
        url=plain(item.get("URL"), 2_000),
        language=plain(item.get("language"), 40),
        version=plain(item.get("version"), 40),
        cut=tuple(cut),
    )


def _title(value: Any, cut: list[str]) -> str:
    whole = text(value, 20 * LONGEST)
    title = text(value)
    if title != whole:
        cut.append(f"the title has {len(whole):,} characters; {LONGEST:,} are kept")
    return titles.tidy(balanced(title))


def _issued(item: dict[str, Any], kind: str) -> str:
    """When a work came out: of an issue of a journal when that was printed."""
    printed = (
        item.get("published-print") if kind == "article-journal" and item.get("issue") else None
    )
    for value in (printed, item.get("issued"), item.get("published"), item.get("created")):
        if found := date(value):
            return found
    return ""


def date(value: Any) -> str:
    """A CSL date as `YYYY[-MM[-DD]]`; empty for what is none."""
    if isinstance(value, str | int):
        return from_words(str(value))
    if not isinstance(value, dict):
        return ""
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and first and re.fullmatch(r"\d{4}", str(first[0])):
        out = str(first[0])
        for part, most in zip(first[1:3], (12, 31), strict=False):
            if not re.fullmatch(r"\d{1,2}", str(part)) or not 1 <= int(part) <= most:
                break
            out += f"-{int(part):02d}"
        return out
    return from_words(text(value.get("raw") or value.get("literal"), 60))


def from_words(typed: str) -> str:
    """A date as pages have it (`2019-07-01T12:00Z`, `2019/07/01`, `July 1, 2019`)."""
    typed = plain(typed, 60)
    if found := re.match(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2})(?!\d))?", typed):
        return date({"date-parts": [[part for part in found.groups() if part]]})
    csl: Any = dates.read(typed).csl or {}
    parts = None if csl.get("circa") else csl.get("date-parts")
    return date({"date-parts": parts[:1]}) if parts else ""


def _codes(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [plain(one, 60) for one in listed[:10]]
