"""Which entries may be of one work: what of an entry tells it from others."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.bibliography import Entry, Field
from reportgen.bibliography.wordlist import word_set
from reportgen.checks import _dates, _urls

_BRACKETED = re.compile(r"\[[^\[\]]*\]")
_ODD = re.compile(r"[\W_]+|\\[a-zA-Z]+")
PARTS = frozenset(
    word_set(
        """inbook incollection inproceedings conference inreference suppbook suppcollection
        bookinbook chapter paper-conference entry-encyclopedia entry-dictionary"""
    )
)


@dataclass(frozen=True)
class Work:
    """An entry, with its title and authors brought to a form that can be compared."""

    entry: Entry
    title: str
    names: str

    @cached_property
    def url(self) -> str:
        """Its own address, brought to one form."""
        own = next((f.value.strip() for f in self.entry.own if f.name == "url"), "")
        return _urls.same(own) if own else ""

    @property
    def address(self) -> Field | None:
        return self.entry.fields.get("url")

    @property
    def host(self) -> str:
        return self.url.partition("/")[0]

    @property
    def date(self) -> _dates.Parts:
        parts = _dates.issued(self.entry)[1].parts
        return parts[0] if parts else ()


def works(entries: Iterable[Entry]) -> Iterator[Work]:
    """The entries that are works of their own."""
    for entry in entries:
        if entry.type in ("xdata", "set"):
            continue
        own = {field.name: field.value for field in entry.own}
        title = f"{own.get('title', '')} {own.get('subtitle', '')}"
        house = entry.text("author", "editor", "organization", "institution", "publisher")
        yield Work(entry, folded(title), _names(house))


def folded(text: str) -> str:
    """A text without capitals, punctuation, blanks, markup and what stands in brackets."""
    return _ODD.sub("", _BRACKETED.sub("", text).casefold())


def _names(typed: str) -> str:
    """The last names, in any order of first and last."""
    people = typed.replace("\n", " ").split(" and ")
    last = [
        p.partition(",")[0] if "," in p else p.rpartition(" ")[2]
        for p in map(str.strip, people[:3])
    ]
    return "|".join(folded(name) for name in last)
