"""Two entries of one title have nearly the same address.

The addresses differ in a letter or two, or one is the beginning of the other: one of them is
mistyped, or the work was entered twice.
"""

from collections import Counter
from collections.abc import Iterator

from reportgen.checks import _dates, _entries, _urls, _works
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript

_MOST = 50


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    works = tuple(_works.works(_entries.used(manuscript)))
    titles = Counter((work.title, work.names) for work in works)
    alike: dict[tuple[str, str, str], list[_works.Work]] = {}
    for work in works:
        if titles[work.title, work.names] < 2 or not work.url or not work.title:
            continue
        twins = alike.setdefault((work.title, work.names, work.host), [])
        twin = next((twin for twin in twins if _near(twin, work)), None)
        if twin and twin.address and work.address:
            yield Diagnostic(
                "url-near",
                Severity.WARNING,
                f"the addresses of `{twin.entry.key}` and `{work.entry.key}` are nearly the same",
                work.address.span,
                help="follow both, and mend the one that is mistyped",
                notes=(Note(_urls.address(twin.address.value), twin.address.span),),
            )
        elif len(twins) < _MOST:
            twins.append(work)


def _near(first: _works.Work, second: _works.Work) -> bool:
    one, other = sorted((first.url, second.url), key=len)
    if one == other or _dates.before(first.date, second.date):
        return False
    if _dates.before(second.date, first.date):
        return False
    return (other.startswith(one) and "/" in one) or _within(one, other, 2)


def _within(short: str, long: str, most: int) -> bool:
    """Whether two texts differ in one stretch of at most `most` characters."""
    if len(long) - len(short) > most:
        return False
    start = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    end = 0
    while end < len(short) - start and short[-1 - end] == long[-1 - end]:
        end += 1
    return len(long) - start - end <= most
