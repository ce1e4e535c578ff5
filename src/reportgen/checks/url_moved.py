"""The site of an address has moved, is gone, or only forwards.

A short list of hosts is known: shortened addresses (`bit.ly`, `goo.gl`) die with the service that
forwards them, and some sites have closed or moved as a whole. Nothing is looked up on the network.
Several sources of one host are reported together.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import Entry, Field
from reportgen.bibliography.wordlist import word_set
from reportgen.checks import _dates, _entries, _urls
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript

_SHORT = frozenset(
    word_set(
        """bit.ly goo.gl tinyurl.com t.co ow.ly is.gd buff.ly tiny.cc lnkd.in rebrand.ly cutt.ly
        shorturl.at me2.do han.gl url.kr vo.la dlvr.it trib.al tiny.one rb.gy"""
    )
)
_GONE = frozenset(
    word_set(
        """plus.google.com geocities.com code.google.com posterous.com storify.com vine.co
        webcitation.org"""
    )
)
_ADMINISTRATION = re.compile(
    r"whitehouse\.gov/(?:briefing-room|ostp/news-updates|wp-content/uploads/202[1-4])/"
)
_HANDOVER = (2025, 1, 20)
_ARCHIVE = "bidenwhitehouse.archives.gov"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    today = _dates.parts(manuscript.front.date)
    found: dict[tuple[str, str], list[tuple[Entry, Field]]] = {}
    for entry, field in _entries.fields(manuscript, "url"):
        fault = _fault(field.value, today) if not entry.text("archiveurl") else None
        if fault:
            found.setdefault(fault, []).append((entry, field))
    for (what, remedy), places in found.items():
        (entry, field), *others = places
        subject = f"{len(places)} addresses" if others else f"the address of `{entry.key}`"
        yield Diagnostic(
            "url-moved",
            Severity.NOTE,
            f"{subject} {what if not others else what.replace('leads', 'lead')}",
            field.span,
            help=remedy,
            notes=tuple(Note(f"`{other.key}`", place.span) for other, place in others),
        )


def _fault(typed: str, today: _dates.Parts) -> tuple[str, str] | None:
    host = _urls.host(typed)
    if host in _SHORT:
        return f"leads through `{host}`", "give the address that it forwards to"
    if host in _GONE:
        return f"leads to `{host}`, which has closed", "add an `archiveurl`"
    if _ADMINISTRATION.match(_urls.same(typed)) and _dates.before(_HANDOVER, today):
        remedy = f"put `{_ARCHIVE}` in the place of the host, or add an `archiveurl`"
        return "leads to pages that were archived in January 2025", remedy
    return None
