"""What a bibliography holds: fields, entries, and the library that finds an entry by its key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from reportgen.source import Source, Span

Item = Mapping[str, Any]
"""A CSL-JSON item. `Any` stands at this border alone: its values are strings, numbers, lists."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field as typed: outer delimiters off, `@string` names and `#` resolved.

    `span` is the text between the outer delimiters; where the value is put together from several
    parts it is the whole expression, and `typed` is false: such a value cannot be mended in place.
    """

    name: str
    value: str
    source: Source
    start: int
    end: int
    name_start: int
    """Offsets, since a big library has many fields and few of them are ever pointed at."""

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.end)

    @property
    def name_span(self) -> Span:
        return Span(self.source, self.name_start, self.name_start + len(self.name))

    @property
    def typed(self) -> bool:
        return self.value == self.span.text


@dataclass(frozen=True)
class Entry:
    """One work. `own` are the fields as they stand in the entry, repeated ones included; `fields`
    adds what `crossref` and `xdata` hand down, and of repeated ones has the first.

    `data` is the item of an entry that was written as CSL-JSON or YAML.
    """

    key: str
    type: str
    fields: Mapping[str, Field]
    own: tuple[Field, ...]
    span: Span
    key_span: Span
    data: Item | None = None

    @property
    def source(self) -> Source:
        return self.span.source

    def text(self, *names: str) -> str:
        """The value of the first of these fields that has one, as typed; else empty."""
        for name in names:
            found = self.fields.get(name)
            if found is not None and found.value.strip():
                return found.value.strip()
        return ""

    def inherited(self, name: str) -> bool:
        """Whether a field was handed down by another entry."""
        return name in self.fields and all(f.name != name for f in self.own)


@dataclass(frozen=True)
class Library:
    """Entries by key, in file order.

    `aliases` are the other keys that `ids` gives; `duplicates` are pairs of an entry and a later
    one with its key; `broken` are the keys of entries that could not be read, with their places.
    """

    entries: Mapping[str, Entry]
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    duplicates: tuple[tuple[Entry, Entry], ...] = ()
    broken: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, key: str) -> Entry | None:
        """The entry of a key or of another name for it."""
        return self.entries.get(self.aliases.get(key, key))

    def keys(self) -> Iterable[str]:
        """All keys that `get` answers, `ids` included."""
        return (*self.entries, *self.aliases)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def __len__(self) -> int:
        return len(self.entries)


@dataclass
class Builder:
    """Entries while they are being read."""

    entries: dict[str, Entry] = field(default_factory=dict)
    duplicates: list[tuple[Entry, Entry]] = field(default_factory=list)
    broken: dict[str, Span] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    budget: int = 8_000_000
    """How many characters all `@string` names together may still expand to."""

    def add(self, entry: Entry) -> None:
        first = self.entries.setdefault(entry.key, entry)
        if first is not entry:
            self.duplicates.append((first, entry))
