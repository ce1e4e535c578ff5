"""Zip archives of deposits, and the files of an article that go into them."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from reportgen import editions
from reportgen.metadata.issue import Article

DAY = (1980, 1, 1, 0, 0, 0)
"""The date of every entry: the first that a zip archive can hold, so that bytes depend on none."""
XML, PDF = ".jats.xml", ".pdf"
"""The suffixes of the files that archives take."""


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive of files by their names, in their order: the same bytes for the same files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            made.writestr(entry, data)
    return out.getvalue()


def file_of(article: Article, suffix: str) -> bytes:
    """The file of the whole article with a suffix; no bytes where there is none."""
    whole = editions.stem("", editions.selections()[0].edition)
    return article.files.get(f"{whole}{suffix}", b"")
