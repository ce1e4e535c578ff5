"""What a bibliography holds: fields, entries, and the library that finds an entry by its key."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any

from reportgen.bibliography import fastpath
from reportgen.diagnostics.source import Source, Span, nfc
from reportgen.limits import LIMITS, Limits

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
    """One work, where it stands, and where its key does; the key is in Unicode's form NFC.

    `cut` are the fields that were cut when the entry was read; a plain entry's are cut when they
    are asked for. `complete` are its fields with those that `crossref` and `xdata` hand down,
    where they do. `data` is the item of an entry that was written as CSL-JSON or YAML.
    """

    key: str
    type: str
    source: Source
    start: int
    end: int
    key_start: int
    key_end: int
    cut: tuple[Field, ...] | None = None
    complete: Mapping[str, Field] | None = None
    data: Item | None = None

    @property
    def span(self) -> Span:
        return Span(self.source, self.start, self.end)

    @property
    def key_span(self) -> Span:
        return Span(self.source, self.key_start, self.key_end)

    @cached_property
    def own(self) -> tuple[Field, ...]:
        """The fields as they stand in the entry, repeated ones included."""
        if self.cut is not None:
            return self.cut
        source = self.source
        return tuple(
            Field(name, value, source, start, end, name_start)
            for name, value, start, end, name_start in fastpath.fields(
                source.text, self.key_end, self.end
            )
        )

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The fields by name: the first of repeated ones, and what is handed down."""
        if self.complete is not None:
            return self.complete
        return _first(self.own)

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


def _first(own: tuple[Field, ...]) -> Mapping[str, Field]:
    fields: dict[str, Field] = {}
    for one in own:
        fields.setdefault(one.name, one)
    return MappingProxyType(fields)


@dataclass(frozen=True)
class Library:
    """Entries by key, in file order.

    `aliases` are the other keys that `ids` gives; `duplicates` are pairs of an entry and a later
    one with its key; `broken` are the keys of entries that could not be read, with their places;
    `whole` is false where reading stopped before the end, which was reported.
    """

    entries: Mapping[str, Entry]
    aliases: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    duplicates: tuple[tuple[Entry, Entry], ...] = ()
    broken: Mapping[str, Span] = field(default_factory=lambda: MappingProxyType({}))
    whole: bool = True

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """How many entries stand before each key's."""
        return {key: i for i, key in enumerate(self.entries)}

    def get(self, key: str) -> Entry | None:
        """The entry of a key, in whichever Unicode form, or of another name for it."""
        key = nfc(key)
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
    """Entries while they are being read; `count` takes in those that could not be."""

    limits: Limits = LIMITS
    before: int = 0
    """How many faults there were before anything was read."""
    stopped: bool = False
    """Whether there were too many to go on."""
    count: int = 0
    entries: dict[str, Entry] = field(default_factory=dict)
    duplicates: list[tuple[Entry, Entry]] = field(default_factory=list)
    broken: dict[str, Span] = field(default_factory=dict)
    macros: dict[str, str] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)
    """The names that no `@string` defines: each is reported once."""
    budget: int = 8_000_000
    """How many characters all `@string` names together may still expand to."""

    def add(self, entry: Entry) -> None:
        if not entry.key.isascii():
            entry = replace(entry, key=nfc(entry.key))
        first = self.entries.setdefault(entry.key, entry)
        if first is not entry:
            self.duplicates.append((first, entry))
