"""What stands in `note`: what readers need, and what Zotero keeps there.

Zotero writes its field "Extra" into `note`: one `Key: value` a line, with CSL's variables among
them (zotero.org/support/kb/item_types_and_fields, "Citing Fields from Extra").
"""

import re
from typing import Any

from reportgen.bibliography import decode
from reportgen.bibliography.addresses import without_url
from reportgen.bibliography.entry_types import CSL
from reportgen.bibliography.library import Entry

_VARIABLES = {
    "authority": "authority",
    "collection title": "collection-title",
    "collection number": "collection-number",
    "container title": "container-title",
    "court": "authority",
    "docket number": "number",
    "event place": "event-place",
    "event title": "event-title",
    "genre": "genre",
    "issue": "issue",
    "jurisdiction": "jurisdiction",
    "medium": "medium",
    "number": "number",
    "number of volumes": "number-of-volumes",
    "page": "page",
    "place": "publisher-place",
    "public law number": "number",
    "publisher": "publisher",
    "publisher place": "publisher-place",
    "section": "section",
    "series": "collection-title",
    "status": "status",
    "version": "version",
    "volume": "volume",
}
_ASIDE = (
    "_eprint",
    "accessed",
    "backup publisher",
    "bibtex",
    "bibtex*",
    "citation key",
    "code",
    "doi",
    "eprint",
    "isbn",
    "issn",
    "library catalog",
    "num pages",
    "number of pages",
    "oclc",
    "original date",
    "page version id",
    "pmcid",
    "pmid",
    "read_status",
    "type",
    "version id",
    "zotero",
    "zscc",
)
"""Keys of lines that hold what no note prints, or what has its own field."""
_BARE = ("code number", "committee", "legislative body", "session")
"""Keys of lines whose value says by itself what it is, as `117th Congress` does."""
_KEYS = "|".join(re.escape(key).replace(r"\ ", "[ -]") for key in (*_VARIABLES, *_ASIDE, *_BARE))
_KEY = re.compile(rf"(?:^|(?<=[\s;]))\\?({_KEYS}|tex\.[\w*]+)\s*:(?!//)\s*", re.I)
_COUNTS = re.compile(r"0\d{4}|\d{1,6} citations?\b.*|\[object Object\]", re.I)
"""How often a work is cited, and a slip, as add-ons write them."""
_PAIR = re.compile(r"(?<=\w):(?=\S| )")
"""A colon that pandoc would take for a variable's, and the words before it for its name."""
_STOP = re.compile(r"[^\W\d_]{5,}\.$|[)\d]\.$")


def read(entry: Entry, out: dict[str, Any]) -> None:
    """Set an item's `note`, and the variables that Zotero's lines name and nothing else does."""
    kept = []
    for name in ("note", "addendum"):
        for line in re.split(r"\n|\\\\", entry.text(name)):
            words, pairs = _parts(line)
            for key, value in pairs:
                variable = _VARIABLES.get(key)
                if key in _BARE and value:
                    kept.append((name, value))
                if variable == "publisher" and out["type"].startswith("article"):
                    continue
                if variable and value:
                    out.setdefault(variable, decode.decode(value))
            if words and not _COUNTS.fullmatch(words.strip()):
                kept.append((name, words))
    texts = []
    for name in ("note", "addendum"):
        text = without_url(" ".join(words for field, words in kept if field == name))
        if text and not (_eprint(entry) and _eprint(entry) in text.lower()):
            texts.append(text)
    if texts:
        out["note"] = _PAIR.sub("\u2060:", ". ".join(_without_point(text) for text in texts), 1)


def kind(entry: Entry) -> str:
    """The CSL type that a line `Type: dataset` names; else empty."""
    for line in entry.text("note").splitlines():
        for key, value in _parts(line)[1]:
            if key == "type" and value.lower() in CSL:
                return value.lower()
    return ""


def _parts(line: str) -> tuple[str, list[tuple[str, str]]]:
    """The words before the first key of a line, and its keys with their values."""
    found = list(_KEY.finditer(line))
    if not found or line[: found[0].start()].strip(" ;"):
        return line.strip(), []
    ends = [*(key.start() for key in found[1:]), len(line)]
    pairs = [
        (key[1].lower().replace("-", " "), line[key.end() : end].strip(" ;"))
        for key, end in zip(found, ends, strict=True)
    ]
    return "", pairs


def _eprint(entry: Entry) -> str:
    return entry.text("eprint").lower()


def _without_point(text: str) -> str:
    """A remark without its full stop, which its note has; one of an abbreviation stays."""
    return text[:-1] if _STOP.search(text) else text
