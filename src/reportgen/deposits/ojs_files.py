"""Files of an article in the native XML of Open Journal Systems: what it calls galleys."""

from base64 import b64encode
from collections.abc import Sequence
from types import MappingProxyType

from lxml import etree

from reportgen.deposits.archives import file_of
from reportgen.deposits.xml_text import append_text, child
from reportgen.metadata.issue import Article

GALLEYS = MappingProxyType(
    {
        ".pdf": ("PDF", "application/pdf"),
        ".html": ("HTML", "text/html"),
        ".epub": ("EPUB", "application/epub+zip"),
        ".jats.xml": ("XML", "text/xml"),
    }
)
"""The files that readers are offered, by their suffixes: what each is called, and its type."""


def submission_files(
    parent: etree._Element, article: Article, locale: str, first: int
) -> Sequence[tuple[str, int]]:
    """Put an article's files into it; label and number of each, counted from `first`."""
    made: list[tuple[str, int]] = []
    for suffix, (label, kind) in GALLEYS.items():
        data = file_of(article, suffix)
        if not data:
            continue
        number = first + len(made)
        name = f"{article.slug}{suffix}"
        one = child(
            parent, "submission_file", id=str(number), file_id=str(number), stage="proof",
            viewable="true", genre="Article Text",
        )  # fmt: skip
        child(one, "name", name, locale=locale)
        file = child(
            one, "file", id=str(number), filesize=str(len(data)),
            extension=suffix.rpartition(".")[2],
        )  # fmt: skip
        append_text(
            child(file, "embed", encoding="base64", mime_type=kind), b64encode(data).decode()
        )
        made.append((label, number))
    return made


def galleys(parent: etree._Element, files: Sequence[tuple[str, int]], locale: str) -> None:
    """Put what readers are offered into an article, in the order of the files."""
    for place, (label, number) in enumerate(files):
        made = child(parent, "article_galley", locale=locale, approved="true")
        child(made, "name", label, locale=locale)
        child(made, "seq", str(place))
        child(made, "submission_file_ref", id=str(number))
