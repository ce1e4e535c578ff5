"""Addresses: taken apart, and brought to one form so that two can be compared."""

import re
from urllib.parse import SplitResult, urlsplit

from reportgen.bibliography import decode

TRACKING = re.compile(
    r"(?:utm\\?_[\w\\-]*|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|msclkid|yclid|twclid|igshid|igsh"
    r"|mc\\?_[ce]id|mkt\\?_tok|\\?_ga|\\?_gl|\\?_hsenc|\\?_hsmi|hsCtaTracking|vero\\?_id|oly\\?_enc\\?_id"
    r"|ref\\?_src|ref\\?_url|cmpid|ICID|s\\?_cid|xtor|wt\.mc\\?_id|trk|guccounter|guce\\?_\w+)"
)
"""The names of parameters that only tell who followed a link."""

_PARAMETER = re.compile(
    rf"(?:(?<=\?)|\\?&){TRACKING.pattern}(?:=[^&#\\]*)?(?=\\?&|#|$)", re.IGNORECASE
)
_PLAIN = re.compile(r"[^\\{}<>\s\x00-\x1f]+")
DOI = re.compile(r"10\.\d{4,9}/\S+")
_START = re.compile(r"https?://(?:www\d?\.)?", re.IGNORECASE)
_RESOLVER = re.compile(r"^https?://(?:dx\.|www\.)?doi\.org/+", re.IGNORECASE)


def address(typed: str) -> str:
    """An address as it is meant, LaTeX undone."""
    return typed if _PLAIN.fullmatch(typed) else decode.address(typed)


def split(address: str) -> SplitResult | None:
    """An address in its parts; None where it has none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def same(typed: str) -> str:
    """An address without what does not change where it leads: to be compared, not followed."""
    plain = address(typed)
    if "?" in plain:
        plain = _PARAMETER.sub("", plain).replace("?&", "?")
    plain = _START.sub("", plain.rstrip(".,;>")).rstrip("?&#")
    host, slash, rest = plain.partition("/")
    return host.lower() + slash + rest.rstrip("/")


def host(typed: str) -> str:
    """The host of an address, without `www.`."""
    plain = _START.sub("", address(typed), count=1).lower()
    return plain.partition("/")[0].partition("?")[0].partition(":")[0]


def resolved(typed: str) -> str:
    """The DOI that an address of doi.org leads to; empty for any other."""
    plain = address(typed)
    return _RESOLVER.sub("", plain) if _RESOLVER.match(plain) else ""


def doi(typed: str) -> str:
    """A DOI without what people put before and behind it."""
    bare = resolved(typed) or address(typed)
    return re.sub(r"^doi:?\s*", "", bare, flags=re.IGNORECASE).rstrip(".,;")
