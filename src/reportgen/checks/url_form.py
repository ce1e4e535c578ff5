"""An address is malformed.

It has no `https://`, a scheme that there is not (`htpp://`), no host, a blank inside, or a percent
sign without its two digits. Nobody can follow it.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import decode
from reportgen.checks import _entries, _urls
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_FINE = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#][^\s<>\"{}|\\^`%\[\]]*)?", re.I)
_SEVERAL = re.compile(r"[\s;,]+(?:and\s+)?(?=https?://)")
_SCHEME = re.compile(r"[a-z][a-z+.-]*:", re.IGNORECASE)
_HOST = re.compile(
    r"(?:[^@/]+@)?(?:[\w-]+(?:\.[\w-]+)+|localhost|\[[0-9a-f:.]+\])\.?(?::\d+)?", re.I
)
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.URLS):
        if _FINE.fullmatch(field.value):
            continue
        for typed in _SEVERAL.split(field.value.strip()):
            fault = _fault(typed)
            if fault:
                yield Diagnostic(
                    "url-form",
                    Severity.WARNING,
                    f"the address of `{entry.key}` {fault}",
                    field.span,
                    help="copy the whole address from the browser, `https://` included",
                )


def _fault(typed: str) -> str:
    address = decode.address(typed)
    parts = _urls.split(address)
    if parts is None:
        return "has brackets that do not match"
    scheme = _SCHEME.match(address)
    if "://" not in address and not (scheme and scheme[0].lower() in ("urn:", "mailto:", "doi:")):
        near = re.match(r"h?t+p*s?\b:?/*", address, re.IGNORECASE)
        return "has a damaged `https://`" if near else "has no `https://`"
    if parts.scheme.lower() not in ("http", "https", "ftp", "sftp", "urn", "mailto", "doi"):
        return f"begins with `{parts.scheme}:`, which nobody can follow"
    if re.match(r"https?://https?:?//", address, re.IGNORECASE):
        return "has `https://` twice"
    if parts.scheme.lower() in ("http", "https", "ftp") and not _HOST.fullmatch(parts.netloc):
        return f"has no host: `{parts.netloc}`" if parts.netloc else "has no host"
    if re.search(r"\S[ \t]+\S", typed) and not re.search(r"\\url|\n", typed):
        return "has a blank inside"
    found = _PERCENT.search(address)
    return f"has a `%` without its two digits: `{address[found.start() :][:3]}`" if found else ""
