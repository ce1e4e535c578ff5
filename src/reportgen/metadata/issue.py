"""A journal's issue as a value: what its web site, its deposits and its bound file are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.metadata import Record
from reportgen.parse.front_matter import Journal
from reportgen.parse.front_matter.dates import Date


@dataclass(frozen=True)
class Article:
    """An article of an issue, built.

    `slug` is its folder's name among the outputs and in addresses. `files` are its outputs by
    their names, such as `article.pdf` and `brief.html`; `images` the pictures of its text, by
    the names that its JATS gives them. `first` and `last` are its pages, 0 where the journal
    counts articles.
    """

    slug: str
    record: Record
    brief: Record | None = None
    section: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    images: Mapping[str, bytes] = field(default_factory=dict)
    first: int = 0
    last: int = 0


@dataclass(frozen=True)
class Issue:
    """An issue, its articles in the order of its contents; texts are plain, "" where unknown.

    `journal` has the volume and the issue's number too. `url` is the issue's own address. `cover`
    is a picture, SVG or PNG, with `cover_alt` in its place for those who do not see it. `files`
    are the issue's own outputs by their names, such as `issue.pdf`.
    """

    journal: Journal
    title: str = ""
    date: Date | None = None
    lang: str = "en-US"
    doi: str = ""
    url: str = ""
    articles: tuple[Article, ...] = ()
    cover: bytes = b""
    cover_alt: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
