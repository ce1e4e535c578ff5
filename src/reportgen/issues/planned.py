"""What there is to build of an issue."""

from dataclasses import dataclass
from pathlib import Path

from reportgen.diagnostics.source import Span
from reportgen.issues.reading import Contents


@dataclass(frozen=True)
class Planned:
    """An article that is to be built.

    `path` is its real path, `name` what the issue calls it. `given` is what the issue says of it,
    by the paths of front matter's fields, without its pages; `place` is where the issue names it.
    `own_first` is the page on which it says itself that it begins, "" for none, and `own_place`
    where it says so. One that is `numbered` by itself has no pages.
    """

    path: Path
    name: str
    slug: str
    section: str
    place: Span
    given: tuple[tuple[str, str], ...] = ()
    own_first: str = ""
    own_place: Span | None = None
    numbered: bool = False
    doi: str = ""
    title: str = ""


@dataclass(frozen=True)
class IssuePlan:
    """An issue that is to be built; `front` and `back` are what stands around its articles."""

    contents: Contents
    articles: tuple[Planned, ...]
    front: tuple[Planned, ...] = ()
    back: tuple[Planned, ...] = ()
