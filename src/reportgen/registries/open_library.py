"""Open Library's answer for an ISBN (Open Library, "Books API", `jscmd=data`) -> a work."""

from typing import Any

from reportgen.registries import people, titles
from reportgen.registries.csl_answer import from_words
from reportgen.registries.work import MOST_NAMES, Name, Work, plain, text

ADDRESS = "https://openlibrary.org/api/books?bibkeys=ISBN:{}&format=json&jscmd=data"


def work(data: Any, isbn: str) -> Work | None:
    """The book of an ISBN; None where it is not known."""
    book = data.get(f"ISBN:{isbn}") if isinstance(data, dict) else None
    title = titles.tidy(text(book.get("title"))) if isinstance(book, dict) else ""
    if not title or not isinstance(book, dict):
        return None
    title, subtitle = titles.parted(title, text(book.get("subtitle")))
    if not subtitle and ": " in title:
        title, _, subtitle = title.partition(": ")
    return Work(
        kind="book",
        title=title,
        subtitle=subtitle,
        authors=_authors(book.get("authors")),
        publisher=_first(book.get("publishers")),
        place=_first(book.get("publish_places")).partition(",")[0],
        date=from_words(plain(book.get("publish_date"), 60)),
        isbn=isbn,
    )


def _authors(value: Any) -> tuple[Name, ...]:
    listed = value[:MOST_NAMES] if isinstance(value, list) else []
    typed = (plain(one.get("name") if isinstance(one, dict) else one, 200) for one in listed)
    return tuple(name for one in typed if (name := people.named(one)))


def _first(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    return plain(one.get("name") if isinstance(one, dict) else one, 200)
