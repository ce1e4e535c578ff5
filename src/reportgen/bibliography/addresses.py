"""The addresses that an entry gives, in whichever field they stand."""

import re
from typing import Any

from reportgen.bibliography import decode
from reportgen.bibliography.library import Entry

_URL = re.compile(r"(?:https?|ftp)://[^\s{}]+")


_ACCESS = re.compile(r"^\W*(?:(?:last\s+)?(?:accessed|retrieved|visited)|online|web)\b.*$", re.I)


_ARCHIVES = {
    "arxiv": "https://arxiv.org/abs/",
    "jstor": "https://www.jstor.org/stable/",
    "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "googlebooks": "https://books.google.com/books?id=",
    "hdl": "https://hdl.handle.net/",
    "ssrn": "https://ssrn.com/abstract=",
}


def bare_code(variable: str, typed: str) -> str:
    """A DOI, ISBN, ... without the address or the name that people put before it."""
    code = decode.address(typed)
    code = re.sub(r"^https?://(?:dx\.|www\.)?[\w.]*(?:doi\.org|nih\.gov)/(?:\w+/)?", "", code)
    return re.sub(rf"^{variable}:?\s*", "", code, flags=re.IGNORECASE)


def web_addresses(entry: Entry) -> tuple[str, ...]:
    """The addresses of a work: in `url`, or put into another field."""
    for name in ("url", "howpublished", "note", "addendum"):
        typed = entry.text(name)
        if name == "url" and typed:
            return tuple(a for a in map(decode.address, _addressed(typed)) if a) or ("",)
        found = _URL.search(re.sub(r"\\([_&%#$~])", r"\1", typed))
        if found:
            return (decode.address(found[0].rstrip(".,;)")),)
    return ("",)


def _addressed(typed: str) -> list[str]:
    """Several addresses in one field, parted by a space or a semicolon."""
    parts = re.split(r"(?<![\s;,])[\s;,]++(?:and\s++)?(?=<?(?:\\url\{)?https?://)", typed)
    if len(parts) > 8:
        return [typed]
    return [part for part in parts if "://" in part] or parts


def serves(kind: str) -> bool:
    """Whether an `eprinttype` is a service on the web, which an address leads to."""
    return kind.lower() in _ARCHIVES


def identifiers(entry: Entry, out: dict[str, Any]) -> dict[str, str]:
    first, *more = web_addresses(entry)
    first = "" if first and bare_code("DOI", first) == out.get("DOI") else first
    kind = (entry.text("eprinttype", "archiveprefix") or "").lower()
    eprint = decode.address(entry.text("eprint"))
    found: dict[str, str] = {}
    if eprint and kind == "pubmed":
        found["PMID"] = eprint
    if eprint and not first and "DOI" not in out:
        first = eprint if eprint.startswith("http") else _ARCHIVES.get(kind, "") + eprint
        first = first if "://" in first else ""
    if eprint and kind == "arxiv":
        found["number"] = eprint if eprint.lower().startswith("arxiv") else f"arXiv:{eprint}"
    if first:
        found["URL"] = first
    if more:
        found["references"] = ">; <".join(more)
    archived = decode.address(entry.text("archiveurl"))
    if archived:
        found["archive_location"] = f'<span class="nocase">{archived}</span>'
    return found


def without_url(typed: str) -> str:
    """A text without the address in it, and without what only leads up to one."""
    if "://" in typed:
        typed = re.sub(r"\\(?:url|href|nolinkurl)\s*\{[^{}]*\}|https?://[^\s{}]+", "", typed)
        typed = typed.rstrip(" \t\r\n\u00a0:,;.")
        typed = re.sub(r"(?:available\s+(?:at|from)|url|see|at|from)$", "", typed, flags=re.I)
    return "" if _ACCESS.match(typed) else decode.decode(typed).strip(" ,;")
