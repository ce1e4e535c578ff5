"""What a page may read while it is laid out: data in the page itself, and our font files."""

from functools import cache
from typing import Any


@cache
def fetcher() -> Any:
    """The only URL fetcher that WeasyPrint is ever given.

    Every way into a file goes through it: images, SVG `<image>` and `<use>`, `url()` and
    `@import` in CSS, `@font-face`, `<link rel=attachment>`.
    """
    from weasyprint.urls import URLFetcher

    from reportgen.fonts import faces, scripts

    ours = {face.path.as_uri() for face in (*faces(), *scripts.all_faces())}

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url[:5].lower() == "data:" or url in ours:
                return super().fetch(url, headers)
            raise ValueError(f"not fetched: {url[:80]}")

    return Fetcher(allowed_protocols=("data", "file"), allow_redirects=False)
