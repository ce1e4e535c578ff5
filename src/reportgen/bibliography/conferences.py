"""Papers that were given at a meeting and are in no proceedings.

BibTeX has but one type for both; what was not published has neither a publisher, nor pages, nor an
editor (Chicago Manual of Style 17, 14.217).
"""

import re
from typing import Any

from reportgen.bibliography.library import Entry

_MEETING = re.compile(
    r"\b(?:annual|biennial|winter|spring|summer|general)\b.*\b(?:meeting|conference|convention"
    r"|congress|symposium)\b|\b(?:meeting|convention) of\b",
    re.I,
)
_PUBLISHED = ("publisher", "page", "editor", "volume", "DOI", "ISBN", "event-title")


def refine(entry: Entry, out: dict[str, Any]) -> None:
    """Make the book of a paper that was only read the meeting, and its place the meeting's."""
    book = str(out.get("container-title", ""))
    if out["type"] != "paper-conference" or entry.text("series") or out.keys() & {*_PUBLISHED}:
        return
    if not _MEETING.search(book) or re.search("proceedings|papers|volume", book, re.I):
        return
    out["event-title"] = out["event"] = out.pop("container-title")
    if "publisher-place" in out:
        out.setdefault("event-place", out.pop("publisher-place"))
