"""Where things stand in a site: paths from its root, and how one page leads to another.

A path has its parts between slashes, none before the first: `issues/12-2/index.html`. Links are
relative and name files, so that a copy of the site on a disk works as one on a server does.
"""

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import quote, unquote, urlsplit

PLAIN = re.compile(r"(?!\.)[\w.~-]{1,120}")
"""A part of a path that means the same in an address and on any disk."""

FILE = re.compile(
    r"(?i).*\.(?:html?|css|js|xml|json|txt|pdf|epub|docx|svg|png|jpe?g|ris|bib|cff|zip)|_redirects"
)
"""What a file is called, and so no folder: a site has both below its root."""


def base_address(address: str) -> str:
    """The address of a site's root, with a slash at its end; "" where it is no web address."""
    parts = urlsplit(address.strip())
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return ""
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def within(address: str, base: str) -> str | None:
    """The path below a site's root that an address leads to; None where it leads elsewhere.

    It leads elsewhere, too, where it has a folder of a file's name.
    """
    if not base or not address.startswith(base):
        return None
    path = unquote(urlsplit(address[len(base) :]).path)
    parts = path.removesuffix("/").split("/")
    folders = parts if path.endswith("/") else parts[:-1]
    if any(FILE.fullmatch(part) for part in folders):
        return None
    return path if all(PLAIN.fullmatch(part) for part in parts) else None


def folder_of(address: str, base: str) -> str | None:
    """The folder whose page an address leads to; None where that is no page of a folder."""
    path = within(address, base)
    if path is None:
        return None
    folder = path.removesuffix("index.html").removesuffix("/")
    last = folder.rpartition("/")[2]
    return folder if folder and not FILE.fullmatch(last) else None


def name(text: str) -> str:
    """A text as a part of a path and as a fragment: its letters and figures, between hyphens."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_")[:80].strip("-_") or "x"


def free(wanted: str, taken: Collection[str]) -> str:
    """A name that is not taken yet: the one that is wanted, else with a number behind it."""
    found, number = wanted, 1
    while found.casefold() in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def up(path: str) -> str:
    """The way from a page to the root of the site: `../../` for `issues/12-2/index.html`."""
    return "../" * path.count("/")


def linked(path: str) -> str:
    """A path as it stands in an address (RFC 3986)."""
    return quote(path, safe="/~#")


def absolute(base: str, path: str) -> str:
    """The address of a page, without the name that servers fill in; "" where no base is known."""
    if not base:
        return ""
    return base + linked(path.removesuffix("index.html") if _index(path) else path)


def _index(path: str) -> bool:
    return path.rpartition("/")[2] == "index.html"
