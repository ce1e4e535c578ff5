"""The only module that imports WeasyPrint: HTML to PDF bytes."""

from pathlib import Path
from typing import Any


def warm() -> None:
    """Import WeasyPrint, so that it is there when it is wanted; meant for a thread."""
    import weasyprint  # noqa: F401


def layout(html: str, css: str, faces: str) -> Any:
    """The laid-out document of a page's HTML and CSS; `faces` are its @font-face rules."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    config = FontConfiguration()
    sheets = [
        CSS(string=faces, font_config=config, url_fetcher=_fetch),
        CSS(string=css, font_config=config, url_fetcher=_fetch),
    ]
    return HTML(string=html, url_fetcher=_fetch, base_url="about:blank").render(
        stylesheets=sheets, font_config=config, pdf_variant="pdf/a-3a", pdf_tags=True
    )


def pdf(document: Any) -> bytes:
    """The bytes of a laid-out document."""
    data: bytes = document.write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
    return data


def _fetch(url: str, **_: Any) -> Any:
    """Data, and our own font files: nothing else is ever read."""
    from weasyprint.urls import URLFetcher

    from reportgen.fonts import faces

    if url.startswith("data:") or url in {face.path.as_uri() for face in faces()}:
        return URLFetcher(allowed_protocols=("data", "file")).fetch(url)
    raise ValueError(f"not fetched: {Path(url).name}")
