"""The only package that imports WeasyPrint: HTML to PDF bytes.

What it writes is PDF/UA-1 and PDF/A-3a in one file, the same bytes for the same page whatever the
machine's fonts, clock, locale and folders are, and nothing is read but the page itself and our
own fonts.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from reportgen.weasy.draft import Draft, read
from reportgen.weasy.record import File, Record

HYPHENS = "en_US"
"""The language whose hyphens are read ahead."""


class Strangers(NamedTuple):
    """What a document was drawn with that none of our faces has."""

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
    """The bytes of a laid-out document, with what is said about it and what rides along.

    `standard` is "ua-1" (PDF/UA-1 and PDF/A-3a) or "ua-2" (PDF/UA-2 and PDF/A-4, with
    attachments PDF/A-4f).
    """
    from reportgen.weasy import paint

    return paint.paint(document, record or _said(document), tuple(attachments), standard)


def strangers(document: Any) -> Strangers:
    """What is drawn in no face of ours, once the document's bytes were made."""
    from reportgen.fonts import faces

    ours = {face.family for face in faces()}
    drawn = document.fonts.values()
    characters = {chr(point) for font in drawn for point in font.missing}
    return Strangers(frozenset(f.family for f in drawn) - ours, frozenset(characters))


def _said(document: Any) -> Record:
    """What a page's own HTML says about it."""
    told = document.metadata
    return Record(
        title=told.title or "",
        authors=tuple(told.authors),
        description=told.description or "",
        keywords=tuple(told.keywords),
        lang=told.lang or "",
    )


__all__ = ["Draft", "File", "Record", "Strangers", "layout", "pdf", "read", "strangers", "warm"]
