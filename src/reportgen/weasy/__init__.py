"""The only package that imports WeasyPrint: HTML to PDF bytes.

What it writes is PDF/UA-1 and PDF/A-3a in one file, the same bytes for the same page whatever the
machine's fonts, clock, locale and folders are, and nothing is read but the page itself and our
own fonts.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from reportgen.weasy.record import File, Record

VARIANT = "pdf/a-3a"


class Strangers(NamedTuple):
    """What a document was drawn with that none of our faces has."""

    fonts: frozenset[str]
    characters: frozenset[str]


def warm() -> None:
    """Import WeasyPrint, so that it is there when it is wanted; meant for a thread."""
    from reportgen.weasy import engine

    engine.start()


def layout(html: str, css: str, faces: str) -> Any:
    """The laid-out document of a page's HTML and CSS; `faces` are its @font-face rules."""
    from reportgen.weasy import engine, styles
    from reportgen.weasy.fetch import fetcher

    engine.start()
    styles.spare()
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    with engine.alone():
        config = FontConfiguration()
    sheets = [CSS(string=s, font_config=config, url_fetcher=fetcher()) for s in (faces, css)]
    return HTML(string=html, url_fetcher=fetcher(), base_url="about:blank").render(
        stylesheets=sheets, font_config=config, pdf_variant=VARIANT, pdf_tags=True
    )


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
    from reportgen.weasy import engine, paint

    with engine.still():
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


__all__ = ["File", "Record", "Strangers", "layout", "pdf", "strangers", "warm"]
