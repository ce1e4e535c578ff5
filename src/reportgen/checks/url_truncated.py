"""An address has lost its end.

It stops at the page that shows any document (`.../view.do`) without saying which one, or with
the dots of a shortened text. Readers arrive at an error page. The heading `?newsId=156624094` part
is lost where an address is copied from some sites; open the page and copy it again.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _entries, _urls
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_PAGE = re.compile(
    r"(?:\w*view(?:er)?|\w*read|\w*detail|\w*article|show|display|\w*content|download|filedown\w*)"
    r"(?:\.(?:do|jsp|jspx|aspx?|cfm|cgi|nhn|es|action|\w*PressRelease\w*))",
    re.IGNORECASE,
)
_BOARDS = ("bbs", "board", "brd", "cop", "cms")
_DOTS = re.compile(r"\.{3,}|…|%E2%80%A6", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.URLS):
        address = _urls.address(field.value)
        parts = _urls.split(address)
        if parts is None:
            continue
        last = parts.path.rpartition("/")[2]
        pathless = not parts.query and not parts.fragment
        shortened = _DOTS.search(address) is not None
        if shortened or (pathless and (_PAGE.fullmatch(last) or _bare(parts.path))):
            yield Diagnostic(
                "url-truncated",
                Severity.WARNING,
                f"the address of `{entry.key}` "
                + ("is shortened" if shortened else "does not say which document it shows"),
                field.span,
                help="open the page and copy its whole address",
            )


def _bare(path: str) -> bool:
    """Whether a path leads to the page of a board that shows any document: `/bbs/news/view`."""
    *folders, last = path.lower().split("/")
    for folder in reversed(folders[1:] if last == "view" else ()):
        if folder in _BOARDS:
            return True
        if not re.fullmatch(r"\w+", folder):
            return False
    return False
