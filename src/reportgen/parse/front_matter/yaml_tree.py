"""What YAML is read into: scalars, lists and mappings that know their places."""

from dataclasses import dataclass
from typing import TypeAlias

from reportgen.diagnostics.source import Span

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"


Node: TypeAlias = "Scalar | Items | Fields"


Step: TypeAlias = str | int


@dataclass(frozen=True)
class Scalar:
    """Text, as typed; None for `null`, `~` and nothing at all."""

    value: str | None
    span: Span


@dataclass(frozen=True)
class Items:
    """A list."""

    items: tuple["Node", ...]
    span: Span


@dataclass(frozen=True)
class Entry:
    """One `key: value`; `at` is the place of the key."""

    key: str
    at: Span
    value: "Node"


@dataclass(frozen=True)
class Fields:
    """A mapping in the order of the text; a key given twice stands in it twice."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> Entry | None:
        """The first entry of that name."""
        return next((e for e in self.entries if e.key == key), None)


@dataclass(frozen=True)
class Document:
    """The front matter's tree, and the keys whose text could not be read as YAML."""

    root: Fields
    lost: frozenset[str] = frozenset()
