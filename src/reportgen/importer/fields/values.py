"""What a field of a reference manager says."""

from dataclasses import dataclass

from reportgen.registries.work import Work


@dataclass(frozen=True)
class Cited:
    """A source as a field cites it.

    `id` is the manager's own for it, the same wherever the document cites the source. `label` is
    the CSL term of the locator (`page`, `chapter`; CSL 1.0.2, "Locators").
    """

    id: str
    work: Work
    locator: str = ""
    label: str = "page"
    prefix: str = ""
    suffix: str = ""
    suppressed: bool = False
    """Whether the author's name is left out: it stands in the text."""


@dataclass(frozen=True)
class Citation:
    """The sources of one field, in order, and what the document showed for it."""

    items: tuple[Cited, ...]
    printed: str
    manager: str
    missing: int = 0
    """How many sources the field names without saying what they are."""
