"""Which addresses a document may lead its reader to."""

import re
from html import unescape
from urllib.parse import unquote

SCHEMES = ("http", "https", "mailto")
WEB = re.compile(r"https?://[^\s/\\?#@][^\s\\]*", re.I)
HOST = re.compile(r"https?://[^/?#]*", re.I)
DOI = re.compile(r"https?://(?:dx\.)?doi\.org/", re.I)
FORBIDDEN = re.compile(r"[\[\]<>|^\"{}`]|%(?![0-9A-Fa-f]{2})|(?<=#)#")
FORBIDDEN_IN_DOI = re.compile(r"[\[\]<>|^\"{}`#]|%(?![0-9A-Fa-f]{2})")
MAIL = re.compile(r"mailto:[^\s?@<>\"\\]+@[^\s?@<>\"\\]+", re.I)
SEEN = re.compile(
    r"[\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
"""White space, control characters and what is not seen: browsers pass over some of them."""


def safe(url: str) -> str | None:
    """The address as it may stand in any output; None where it may run, read or send something.

    Allowed are https, http and mailto addresses, `doi:` (as a web address) and places in the
    same document, `#name`.
    """
    bare = SEEN.sub("", url)
    if bare.startswith("#"):
        return bare
    if bare[:4].lower() == "doi:":
        bare = "https://doi.org/" + bare[4:].lstrip("/")
    if scheme(bare) not in SCHEMES:
        return None
    if WEB.fullmatch(bare):
        return _encoded(bare)
    found = MAIL.match(bare)
    return found[0] if found else None


def _encoded(url: str) -> str:
    """An address with what no address may hold behind its host percent-encoded (RFC 3986, 2).

    A DOI has no fragment, so that `#` is part of it.
    """
    found = HOST.match(url)
    assert found is not None
    signs = FORBIDDEN_IN_DOI if DOI.match(url) else FORBIDDEN
    rest = signs.sub(lambda sign: f"%{ord(sign[0]):02X}", url[found.end() :])
    return found[0] + rest


def scheme(url: str) -> str:
    """What a browser might take for the scheme of an address, however it is disguised.

    Empty where there is none, as in a relative address.
    """
    for _ in range(3):
        url = unquote(unescape(SEEN.sub("", url)))
    found = re.match(r"([^/?#\\]*?):", SEEN.sub("", url))
    if found:
        return found[1].lower()
    return "file" if re.match(r"[/\\]{2}", url) else ""
