"""Single values of a record that more than one field of the front matter decides."""

import re
from urllib.parse import quote, urljoin

from reportgen.editions import Edition
from reportgen.parse.front_matter import Front

_OPEN = re.compile(r"https?://creativecommons\.org/", re.IGNORECASE)


def file_addresses(edition: Edition) -> dict[str, str]:
    """The absolute addresses of an edition's files, by their formats.

    They lie in the folder of the article's address where `files-url` says nothing else; without
    both there are none.
    """
    front = edition.report.front
    base = _files_base(front)
    return {name: urljoin(base, quote(file)) for name, file in edition.files} if base else {}


def _files_base(front: Front) -> str:
    given: str = getattr(front, "files_url", None) or ""
    return given.removesuffix("/") + "/" if given else front.url or ""


def is_free(front: Front) -> bool:
    """Whether anybody may read the article: its licence is open, or the front matter says so."""
    access = getattr(front, "access", None)
    licence = front.license.url if front.license else None
    return access == "free" or (access is None and bool(licence and _OPEN.match(licence)))
