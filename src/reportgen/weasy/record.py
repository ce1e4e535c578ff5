"""The metadata of a PDF, and the files that it carries."""

from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(frozen=True)
class Record:
    """The metadata of a document; `date` is never the clock's.

    `publication` holds names of PRISM 3.0 and their values, such as ("volume", "12").
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    description: str = ""
    keywords: tuple[str, ...] = ()
    lang: str = ""
    rights: str = ""
    license: str = ""
    """The address of the licence."""
    publisher: str = ""
    doi: str = ""
    date: datetime = datetime(1970, 1, 1, tzinfo=UTC)
    publication: tuple[tuple[str, str], ...] = ()
    first: int = 1
    """The number of the first page."""
    roman: bool = False
    """Whether pages are numbered i, ii, iii."""


@dataclass(frozen=True)
class File:
    """A file that a PDF carries (ISO 19005-3, 6.8); `kind` is its AFRelationship."""

    name: str
    data: bytes = field(repr=False)
    media: str = "application/octet-stream"
    about: str = ""
    kind: str = "Source"
