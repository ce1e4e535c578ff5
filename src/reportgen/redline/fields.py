"""What was changed in the front matter beside its texts: authors, days, the journal, rights."""

from collections.abc import Iterator
from typing import Any

from reportgen.alignment import changes
from reportgen.compare.inlines import WORDS
from reportgen.compare.known import DELETED, INSERTED
from reportgen.compare.listed import Change, Piece, shortened
from reportgen.parse.front_matter import Front

FIELDS = (
    "authors", "date", "received", "revised", "accepted", "article-type", "journal", "doi", "url",
    "license", "copyright", "funding", "restates",
)  # fmt: skip
"""The fields that a reader sees and that are no texts, by their names."""


def changed_fields(old: Front, new: Front) -> tuple[Change, ...]:
    """What was changed in each field."""
    out = []
    for name in FIELDS:
        before, after = (_said(getattr(one, name.replace("-", "_"), None)) for one in (old, new))
        if before != after:
            out.append(Change(0, "", tuple(shortened(list(_pieces(before, after)))), name))
    return tuple(out)


def _said(value: Any) -> str:
    """A value in words: a day as in ISO 8601, parts of a whole between semicolons."""
    if value is None or value is False:
        return ""
    if isinstance(value, str | int):
        return str(value)
    if hasattr(value, "iso"):
        return str(value.iso)
    if isinstance(value, tuple | list):
        return "; ".join(filter(None, map(_said, value)))
    named = value if isinstance(value, dict) else vars(value)
    parts = {key: _said(part) for key, part in named.items() if not key.startswith("_")}
    own = parts.get("name") or parts.get("text")
    if own:
        kept = ("affiliations", "email", "orcid", "roles", "url")
        return ", ".join([own, *(parts[key] for key in kept if parts.get(key))])
    return ", ".join(dict.fromkeys(filter(None, parts.values())))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    """The words of both."""
    here, there = WORDS.findall(old), WORDS.findall(new)
    at = 0
    found = changes(here, there, lambda word: not str(word).isalnum())
    for i1, i2, j1, j2 in [*found, (len(here), len(here), len(there), len(there))]:
        yield Piece("", "".join(there[at:j1]))
        yield Piece(DELETED, "".join(here[i1:i2]))
        yield Piece(INSERTED, "".join(there[j1:j2]))
        at = j2
