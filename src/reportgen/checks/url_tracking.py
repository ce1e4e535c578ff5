"""An address says who followed it.

Parameters such as `utm_source`, `fbclid` or `gclid` count visitors and lead nowhere else. They
make an address long and tell readers where its author has been. `check --fix` takes them out.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries, _urls
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

_QUERY = re.compile(r"\?(?P<query>[^#?\s]*)(?=#|$)")
_PIECES = re.compile(r"\\?&(?:amp;)?")
_TRACKING = re.compile(rf"{_urls.TRACKING.pattern}(?:=.*)?", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.URLS):
        end = len(field.value.rstrip(".,;> \n\t"))
        query = _QUERY.search(field.value, 0, end) if "?" in field.value else None
        pieces = _PIECES.split(query["query"]) if query else []
        telling = [piece for piece in pieces if _TRACKING.fullmatch(piece)]
        if not query or not telling:
            continue
        joint = "\\&" if "\\&" in field.value else "&"
        kept = joint.join(piece for piece in pieces if piece not in telling)
        start = field.value.index(telling[0], query.start())
        place = Span(field.source, field.start + start, field.start + start + len(telling[0]))
        name = telling[0].partition("=")[0].replace("\\", "")
        yield Diagnostic(
            "url-tracking",
            Severity.WARNING,
            f"the address of `{entry.key}` tracks its readers: `{name}`",
            place if field.typed else field.span,
            help="take the parameter out",
            fix=_edits.part(entry, field, query.start(), query.end(), f"?{kept}" if kept else ""),
        )
