"""Sources in archives and in editions of documents, letters, interviews, software."""

import re
from typing import Any

from reportgen.bibliography import decode, names
from reportgen.bibliography.library import Entry

_EDITIONS = re.compile(r"\bForeign Relations of the United States\b|\bFRUS\b", re.I)
"""Editions whose documents are numbered (Chicago Manual of Style 17, 14.291)."""
_DOCUMENT = re.compile(r"(?:Documents?|Docs?\.|Nos?\.)\s*(?=\d)", re.I)
_GENERIC = frozenset(("afterword", "foreword", "introduction", "preface"))
_PLACES = ("box", "folder")
_BY = re.compile(
    r"^(?P<role>interviewed|interview|translated|trans\.|edited)(?: and edited)? by "
    r"(?P<names>[^\W\d_][^,;()\d]{3,80}?)(?:[,;] (?P<rest>.+))?$",
    re.I,
)
_HELD = ("document", "interview", "manuscript", "personal_communication")
_SHELVED = re.compile(r"(?:box|folder|reel|file|RG|record group)s?\b[^.;]*\d[^.;]*", re.I)
_ROLES = {"i": "interviewer", "t": "translator", "e": "editor"}
_VERSION = re.compile(r"^(?:v(?:ersion|er)?\.?\s*)(?=\d)", re.I)


def refine(entry: Entry, out: dict[str, Any]) -> None:
    """Put an item's numbers and places as notes cite them."""
    if located := decode.decode(entry.text("archivelocation", "archive_location")):
        out.setdefault("archive_location" if "archive" in out else "call-number", located)
    places = [f"{name} {decode.decode(entry.text(name))}" for name in _PLACES if entry.text(name)]
    named = out.get("call-number", "")
    if named and out["type"] in _HELD and "archive" not in out and not re.search(r"\d", named):
        out["archive"] = out.pop("call-number")
    if places:
        known = [out["call-number"]] if "call-number" in out else []
        out["call-number"] = ", ".join([*places, *known])
    _people(entry, out)
    if out["type"] in _HELD:
        _place(out)
    elif "original-date" in out and out.get("note", "").lower().rstrip(".") in ("reprint", "repr"):
        del out["note"]  # the dates say it
    if "version" in out:
        out["version"] = _VERSION.sub("", out["version"])
    if out["type"].startswith("article") and "chapter-number" in out:
        out.setdefault("section", out.pop("chapter-number"))
    number = out.get("number", "")
    book = decode.plain(entry.text("booktitle", "maintitle", "series"))
    if _EDITIONS.search(book) and number.isdigit():
        out["number"] = f"doc. {number}"
    elif _EDITIONS.search(book) and _DOCUMENT.match(out.get("chapter-number", "")):
        out["number"] = _DOCUMENT.sub("doc. ", out.pop("chapter-number"), count=1)
    if (
        out.get("number", "").startswith("doc.")
        and _DOCUMENT.sub("doc. ", out.get("note", ""), count=1) == out["number"]
    ):
        del out["note"]
    generic = out["type"] == "chapter" and out.get("genre", "").lower() in _GENERIC
    if generic and out.get("title", "").lower() in ("", out["genre"].lower()):
        out["title"] = out.pop("genre").capitalize()
    if out["type"] == "personal_communication" and out.get("genre", "").lower() == "letter":
        del out["genre"]
    _genre(out)
    if out["type"] == "patent" and entry.text("author") and entry.text("holder", "assignee"):
        holder = decode.plain(entry.text("holder", "assignee"))
        out.setdefault("publisher", holder.strip("{}"))


def _genre(out: dict[str, Any]) -> None:
    """Take out a genre that the words around it say."""
    genre = out.get("genre", "").lower()
    said = "interview" if "interviewer" in out else "report" if "number" not in out else ""
    if genre and genre == said and out["type"] in (said, "article-newspaper", "article-magazine"):
        del out["genre"]
    elif genre and out.get("publisher", "").lower() == genre:
        del out["publisher"]


def _people(entry: Entry, out: dict[str, Any]) -> None:
    """Give whom Zotero calls a collaborator their role, and those whom a remark names."""
    role = {"interview": "interviewer", "personal_communication": "recipient"}.get(out["type"], "")
    if role and role not in out and "contributor" in out:
        out[role] = out.pop("contributor")
    found = _BY.match(out.get("note", ""))
    if found and out["type"] not in ("article-journal", "review"):
        role = _ROLES[found["role"][0].lower()]
        if role not in out and (people := names.read(found["names"].strip())):
            out[role] = people
            del out["note"]
            if found["rest"]:
                out["note"] = found["rest"]


def _place(out: dict[str, Any]) -> None:
    """Put a place in an archive in order, from the smallest part: box, collection, archive."""
    held = "archive" in out or "call-number" in out or "archive_collection" in out
    if held and "collection-title" in out:
        out.setdefault("archive_collection", out.pop("collection-title"))
    if held and _SHELVED.fullmatch(out.get("note", "")):
        out["call-number"] = ", ".join(filter(None, (out.pop("note"), out.get("call-number", ""))))
