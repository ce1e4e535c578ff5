"""What all parts of a JATS document share while it is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.editions import Edition
from reportgen.jats import pictures
from reportgen.metadata.references import plain
from reportgen.resolve import Report

_NAME = re.compile(r"[^\w.-]")


def identifier(text: str, prefix: str = "id") -> str:
    """An XML name (XML 1.0, NCName) for an identifier of the manuscript."""
    plain = _NAME.sub("-", text)
    return plain if plain[:1].isalpha() or plain[:1] == "_" else f"{prefix}-{plain}"


def note_id(number: int) -> str:
    """The identifier of a note."""
    return f"fn-{number}"


@dataclass
class Context:
    """An edition, and what its document has so far.

    `names` are the files of its pictures; `references` and `titles` the identifiers and titles of
    cited works by their keys; `marked` the numbers of notes whose markers were written. `others`
    lead from identifiers of the manuscript to those of elements, `taken` are the latter, and
    `counted` is how many of a kind were given one that the manuscript does not have.
    """

    edition: Edition
    names: Mapping[str, tuple[str, ...]]
    references: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    marked: set[int] = field(default_factory=set)
    others: dict[str, str] = field(default_factory=dict)
    counted: dict[str, int] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, edition: Edition) -> "Context":
        made = cls(edition, pictures.names(edition))
        made.taken.update(note_id(note["n"]) for note in edition.notes)
        for item in edition.report.sources:
            made.references[str(item["id"])] = made.id(f"ref-{item['id']}", "ref")
            made.titles[str(item["id"])] = plain(item.get("title"))
        return made

    @property
    def report(self) -> Report:
        return self.edition.report

    @property
    def lang(self) -> str:
        return self.report.front.lang or "en-US"

    @property
    def words(self) -> Mapping[str, str]:
        return self.report.words

    def id(self, typed: str, kind: str) -> str:
        """The identifier of an element: the manuscript's, or one that is counted by its kind.

        What the manuscript calls by another one is led to it.
        """
        name = identifier(typed) if typed else ""
        while not name or name in self.taken:
            self.counted[kind] = self.counted.get(kind, 0) + 1
            name = f"{kind}-{self.counted[kind]}"
        self.taken.add(name)
        if typed:
            self.others.setdefault(typed, name)
        return name
