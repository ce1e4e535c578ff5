"""A source of law, of a state, of an archive or of software lacks what finds it in any style.

A case needs its reporter or its docket number; a statute, a bill or an order a number or where it
is printed; a treaty its series; a patent or a standard its number; what lies in an archive the
archive; a report of a series of numbered ones its number; a volume of documents the volume; a work
under a version its version or address. An address or a DOI finds anything. What other types need
is `entry-incomplete`'s.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen import bibliography
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_PRINTED = ("number", "container-title", "chapter-number", "note", "status")
_HELD = (
    *("archive", "archive_collection", "archive_location", "call-number", "collection-title"),
    *("container-title", "publisher", "note", "number", "event-title"),
)
_NEEDED: Mapping[str, tuple[tuple[str, ...], str, str]] = {
    "legal_case": (("number", "container-title", "note"), "reporter or docket number", "number"),
    "bill": (_PRINTED, "number", "number"),
    "legislation": (_PRINTED, "number, or the collection that it is printed in", "number"),
    "regulation": (_PRINTED, "number, or the collection that it is printed in", "number"),
    "treaty": (
        (*_PRINTED, "publisher", "archive"),
        "series or number that it is published under",
        "journaltitle",
    ),
    "hearing": ((*_PRINTED, "publisher", "event-title", "author"), "committee", "institution"),
    "patent": (("number",), "number", "number"),
    "standard": (("number",), "number", "number"),
    "manuscript": (_HELD, "archive or collection that holds it", "library"),
    "personal_communication": (_HELD, "archive or edition that holds it", "library"),
    "software": (("version", "publisher", "note"), "version, publisher or address", "version"),
    "dataset": (("version", "publisher", "note"), "version, publisher or address", "version"),
}
"""By CSL type: variables of which one is enough, what they are, and the field to add."""
_WORDS = {"legal_case": "case", "personal_communication": "letter", "legislation": "law"}
_ADDRESSES = ("url", "doi", "pmid", "archiveurl")
_ANYWHERE = ("URL", "DOI", "PMID", "archive_location", "references")
_NUMBERED = re.compile(
    r"\b(?:Congressional Research Service|Government Accountability Office|GAO)\b"
)
_SERIES = re.compile(r"\b(?:working|discussion|technical) paper\b", re.I)
_DOCUMENTS = re.compile(r"^Foreign Relations of the United States\b", re.I)
_VOLUME = re.compile(r"\bvol(?:ume|\.)? ?[\dIVXL]+", re.I)
_TAG = re.compile(r"<[^<>]*>")
_PERSONAL = re.compile(r"e-?mail|personal|conversation|message|call|\bauthors?\b", re.I)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry in _entries.used(manuscript):
        if entry.data is not None or entry.type in ("xdata", "set"):
            continue
        if entry.text(*_ADDRESSES) or any(len(f.value) > _entries.LONGEST for f in entry.own):
            continue
        item = bibliography.item(entry, manuscript.library)
        if found := lacking(item):
            kind, what, field = found
            yield Diagnostic(
                "source-incomplete",
                Severity.WARNING,
                f"the {kind} `{entry.key}` lacks its {what}",
                entry.key_span,
                help=f"add `{field} = {{...}}`, or a `url`",
            )


def lacking(item: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """What kind of source an item is, what it lacks to be found, and the field to add it in."""
    kind = str(item["type"])
    if any(name in item for name in _ANYWHERE):
        return None
    title = _TAG.sub("", str(item.get("title", "")))
    if kind == "report" and "number" not in item and "note" not in item:
        behind = f"{item.get('publisher', '')} {_names(item)}"
        if _NUMBERED.search(behind) or _SERIES.search(str(item.get("genre", ""))):
            return "report", "number", "number"
    if _DOCUMENTS.search(str(item.get("container-title", ""))) or _DOCUMENTS.search(title):
        whole = f"{title} {item.get('container-title', '')}"
        if not item.keys() & {"volume", "number", "page"} and not _VOLUME.search(whole):
            return "volume of documents", "volume", "volume"
    if kind not in _NEEDED:
        return None
    names, what, field = _NEEDED[kind]
    if any(name in item for name in names) or _found_by_title(kind, title):
        return None
    if kind == "personal_communication" and _PERSONAL.search(
        f"{item.get('genre', '')} {_names(item)}"
    ):
        return None
    return _WORDS.get(kind, kind), what, field


def _found_by_title(kind: str, title: str) -> bool:
    """Whether a title holds the number: `ISO 31000:2018`, an order's number, an Act's year."""
    if kind == "legal_case":
        return bool(re.search(r"\d+ [A-Z][\w. ]* \d+|\b(?:No\.|Case) ?\S*\d|\[\d{4}\] \S+", title))
    return kind not in ("manuscript", "personal_communication", "dataset", "software") and bool(
        re.search(r"\d{2}", title)
    )


def _names(item: Mapping[str, Any]) -> str:
    people = [*item.get("author", ()), *item.get("recipient", ())]
    return " ".join(str(name.get("literal", name.get("family", ""))) for name in people)
