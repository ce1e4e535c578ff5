"""A source as it was read from what was typed, and its entry of BibTeX."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from reportgen.importer.notes import forms
from reportgen.registries import entry, latex
from reportgen.registries.manner import Manner
from reportgen.registries.work import Name, Work

ORDER = (
    "author", "title", "titleaddon", "bookauthor", "booktitle", "maintitle", "journaltitle",
    "issuetitle", "editor", "translator", "director", "interviewer", "recipient", "series",
    "volume", "volumes", "part", "number", "edition", "version", "type", "entrysubtype",
    "eventtitle", "venue", "chapter", "institution", "organization", "school", "publisher",
    "court", "location", "origdate", "date", "pubstate", "pages", "section", "box", "folder",
    "collection", "archive", "library", "doi", "url", "urldate", "note", "addendum", "langid",
)  # fmt: skip
"""The order of the fields of an entry."""
ARTICLE = entry.TYPES["article-journal"]
_TITLES = ("title", "booktitle", "maintitle", "eventtitle")
_HOUSES = ("institution", "organization", "publisher", "school")
_CODES = ("url", "doi", "urldate", "date", "origdate")


@dataclass(frozen=True)
class Draft:
    """A source: its entry type, its fields as plain texts (italics in `<i>`), its people by role.

    `locator` is the place within it that the note cites, `suffix` what the note says behind it.
    """

    kind: str
    fields: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, tuple[Name, ...]] = field(default_factory=dict)
    locator: str = ""
    suffix: str = ""

    def but(self, kind: str = "", **fields: str) -> "Draft":
        """The same with other fields; an empty one is taken out."""
        merged = {k: v for k, v in {**self.fields, **fields}.items() if v}
        return replace(self, kind=kind or self.kind, fields=merged)

    @property
    def work(self) -> Work:
        """What a key is made of."""
        f = self.fields
        makers = self.people.get("author") or self.people.get("editor") or ()
        house = next((f[n] for n in _HOUSES if n in f), "")
        title = re.sub("<[^<>]*>", "", f.get("title") or f.get("journaltitle", ""))
        if not makers and not (house and self.kind in ("online", "report")):
            words = [word for word in re.findall(r"[^\W_]+", title) if len(word) > 3 or word == "v"]
            makers = (Name(literal=" ".join(words[:2]) or "source"),)
        year = re.search(r"\d{4}", f.get("date", ""))
        return Work(
            kind={"online": "webpage"}.get(self.kind, self.kind),
            title=title,
            authors=makers,
            publisher=house,
            date=year[0] if year else "",
        )


def bibtex(draft: Draft, key: str, manner: Manner) -> str:
    """The entry of a draft, without a line end behind it."""
    language = draft.fields.get("langid", "")
    lines = []
    held = {*draft.people, *draft.fields}
    for name in (*(one for one in ORDER if one in held), *sorted(held.difference(ORDER))):
        if people := draft.people.get(name):
            lines.append(manner.field(name, entry.people(people)))
        elif value := draft.fields.get(name):
            lines.append(manner.field(name, _value(name, value, language)))
    comma = "," if manner.comma else ""
    return f"@{draft.kind}{{{key},\n" + ",\n".join(lines) + f"{comma}\n}}"


def _value(name: str, value: str, language: str) -> str:
    if name in _TITLES:
        return latex.title(value, language)
    if name == "url":
        return " ".join(map(latex.address, value.split()))
    if name == "doi":
        return latex.code(value)
    if name == "pages":
        return latex.escaped(forms.pages(value))
    if name in _CODES:
        return value
    return latex.house(value) if name in _HOUSES else latex.escaped(value)
