"""What a build came to."""

from dataclasses import dataclass
from pathlib import Path

from reportgen.diag import Bag
from reportgen.limits import LIMITS, Limits


@dataclass(frozen=True)
class Built:
    """The faults that a build found, and the files that are there because of it."""

    bag: Bag
    files: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Request:
    """What a build was asked for; see `pipeline.build`.

    `given` are values of front matter that stand instead of the manuscript's own, by the path of
    their field: `(("journal.first-page", "17"),)` for an article in an issue.
    """

    path: Path
    to: tuple[str, ...] = ()
    edition: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    allow: tuple[str, ...] = ()
    epoch: int | None = None
    limits: Limits = LIMITS
    given: tuple[tuple[str, str], ...] = ()

    @property
    def root(self) -> Path:
        """The project's folder."""
        path = self.path.resolve()
        return path if path.is_dir() else path.parent

    @property
    def folder(self) -> Path:
        """Where the outputs go."""
        return (self.out or self.root / "build").resolve()
