"""Two entries seem to be one work.

They have the same DOI, the same address, or the same title, authors and date under different keys.
The notes would cite one source in two ways. Pages of one site that share a title but have their
own addresses are different sources; so are issues, volumes, editions and chapters.
"""

from collections.abc import Iterator

from reportgen.bibliography import Entry
from reportgen.checks import _dates, _entries, _urls, _works
from reportgen.checks._works import Work
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript

_DISTINCT = ("volume", "number", "issue", "edition", "pages", "chapter", "part", "eventtitle")
_SHORTEST = 12
_MOST = 50
"""How many entries of one title are compared with each other."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    works = tuple(_works.works(_entries.used(manuscript)))
    told: set[str] = set()
    for what, first, second in (*_codes(works), *_addresses(works), *_titles(works)):
        if second.entry.key in told:
            continue
        told.add(second.entry.key)
        yield Diagnostic(
            "work-duplicate",
            Severity.WARNING,
            f"`{second.entry.key}` and `{first.entry.key}` have the same {what}",
            second.entry.key_span,
            help="cite one of the two, or mend what was copied",
            notes=(Note("the other entry", first.entry.key_span),),
        )


def _codes(works: tuple[Work, ...]) -> Iterator[tuple[str, Work, Work]]:
    first: dict[str, Work] = {}
    for work in works:
        own = next((f.value for f in work.entry.own if f.name == "doi" and f.value.strip()), "")
        twin = first.setdefault(_urls.doi(own).lower(), work) if own else work
        if twin is not work:
            yield "DOI", twin, work


def _addresses(works: tuple[Work, ...]) -> Iterator[tuple[str, Work, Work]]:
    first: dict[str, Work] = {}
    for work in works:
        twin = first.setdefault(work.url, work) if "/" in work.url else work
        if twin is work:
            continue
        parts = work.entry.type in _works.PARTS and twin.entry.type in _works.PARTS
        if not (parts and work.title != twin.title):
            yield "address", twin, work


def _titles(works: tuple[Work, ...]) -> Iterator[tuple[str, Work, Work]]:
    alike: dict[tuple[str, str], list[Work]] = {}
    for work in works:
        if len(work.title) < _SHORTEST:
            continue
        twins = alike.setdefault((work.title, work.names), [])
        twin = next((twin for twin in twins if _same(twin, work)), None)
        if twin:
            yield "title, authors and date", twin, work
        elif len(twins) < _MOST:
            twins.append(work)


def _same(first: Work, second: Work) -> bool:
    """Whether two works of one title and one author are one."""
    if first.url and second.url and (first.host == second.host or not first.date):
        return False
    one, other = first.date, second.date
    if bool(one) is not bool(other) or _dates.before(one, other) or _dates.before(other, one):
        return False
    return not any(_differ(first.entry, second.entry, (name,)) for name in _DISTINCT) and not (
        _differ(first.entry, second.entry, ("booktitle", "journaltitle", "journal"))
        or _differ(first.entry, second.entry, ("doi",))
    )


def _differ(first: Entry, second: Entry, names: tuple[str, ...]) -> bool:
    """Whether both entries have a field, and not the same in it."""
    one, other = first.text(*names), second.text(*names)
    return bool(one and other) and _works.folded(one) != _works.folded(other)
