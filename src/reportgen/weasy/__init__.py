"""The only package that imports WeasyPrint: HTML to PDF bytes.

What it writes is PDF/UA-1 and PDF/A-3a in one file, the same bytes for the same page whatever the
machine's fonts, clock, locale and folders are, and nothing is read but the page itself and our
own fonts. What WeasyPrint does not document is used in `compat` alone; `speed` may be left out.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from reportgen.weasy.compat import is_line, page_box, version
from reportgen.weasy.draft import Draft, read
from reportgen.weasy.engine import without_speed
from reportgen.weasy.record import File, Record

HYPHENS = "en_US"
"""The language whose hyphenation patterns are read ahead."""


class Uncovered(NamedTuple):
    """The fonts that are not ours and the characters without a font that a document has."""

    fonts: frozenset[str]
    characters: frozenset[str]


def warm() -> None:
    """Import WeasyPrint, and read what most pages want, so that it is there when it is wanted."""
    from reportgen.weasy import engine

    engine.start()
    from pyphen import Pyphen

    Pyphen(lang=HYPHENS)  # it keeps the dictionary


def layout(html: str, css: str, faces: str) -> Any:
    """The laid-out document of a page's HTML and CSS; `faces` are its @font-face rules."""
    return read(html, css, faces).layout()


def pdf(
    document: Any,
    record: Record | None = None,
    attachments: Iterable[File] = (),
    standard: str = "ua-1",
) -> bytes:
    """The bytes of a laid-out document, with its metadata and the files that it carries.

    `standard` is "ua-1" (PDF/UA-1 and PDF/A-3a) or "ua-2" (PDF/UA-2 and PDF/A-4, with
    attachments PDF/A-4f). Raises OSError where the installed WeasyPrint cannot be used for it.
    """
    from reportgen.weasy import paint

    return paint.paint(document, record or _record(document), tuple(attachments), standard)


def number_lines(document: Any, restart: bool) -> int:
    """Number the lines of a laid-out document, each page's from 1 where `restart`.

    Gives how many lines have a number.
    """
    from reportgen.weasy import line_numbers

    return line_numbers.number_lines(document, restart)


def uncovered(document: Any) -> Uncovered:
    """What is drawn in none of our fonts, once the document's bytes were made."""
    from reportgen.fonts import faces, scripts

    ours = {face.family for face in (*faces(), *scripts.all_faces())}
    drawn = document.fonts.values()
    characters = {chr(point) for font in drawn for point in font.missing}
    return Uncovered(frozenset(f.family for f in drawn) - ours, frozenset(characters))


def probe() -> None:
    """Make a PDF of one word. Raises OSError where the installed WeasyPrint cannot be used."""
    from reportgen import fonts

    pdf(layout("<!DOCTYPE html><title>T</title><p>word", "", fonts.css()))


def _record(document: Any) -> Record:
    """What a page's own HTML says about it."""
    metadata = document.metadata
    return Record(
        title=metadata.title or "",
        authors=tuple(metadata.authors),
        description=metadata.description or "",
        keywords=tuple(metadata.keywords),
        lang=metadata.lang or "",
    )


__all__ = [
    "Draft", "File", "Record", "Uncovered", "is_line", "layout", "number_lines", "page_box", "pdf",
    "probe", "read", "uncovered", "version", "warm", "without_speed",
]  # fmt: skip
