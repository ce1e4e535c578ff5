"""Words that were typed and are in no field, and words that are printed and were not typed."""

import re
from collections import Counter

from reportgen.bibliography import dates
from reportgen.bibliography.wordlist import word_set
from reportgen.importer.notes.comparison import words
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.proof import Candidate

_GRAMMAR = frozenset(
    word_set(
        """a al also and as at available bd by c ca ch chap comp comps d diss doi ed edition edn eds
        edited et f fig from hg https http id in iss issue n no nos number of on online or org os
        p page pages part pp pt retrieved accessed visited repr reprint rev second section sec ser
        the to tr trans translated url vol vols volume volumes with www pg first third dx"""
    )
)
"""Words by which citations tell the parts of a source, and which are in no field."""


def lost(typed: str, draft: Draft, candidate: Candidate) -> list[str]:
    """The words of what was typed that no field of the entry and no part of the citation has."""
    held = [*draft.fields.values(), candidate.locator, candidate.suffix]
    for names in draft.people.values():
        held += [f"{n.given} {n.family} {n.suffix} {n.literal}" for n in names]
    known = Counter(words(" ".join(held)))
    for name in ("date", "urldate", "origdate"):
        known.update(_spelt(draft.fields.get(name, "")))
    known.update(_genre(draft))
    missing = Counter(words(typed)) - known
    return [word for word in missing if word not in _GRAMMAR and word not in known]


def _spelt(date: str) -> list[str]:
    """A date as people write it."""
    out = []
    for year, month, day in re.findall(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", date):
        names = [name for name, number in dates.MONTHS.items() if month and number == int(month)]
        out += [year, year[2:], month.lstrip("0"), day.lstrip("0"), day, *names]
        out += [f"{year}년", f"{month.lstrip('0')}월", f"{day.lstrip('0')}일"]
    return out


def _genre(draft: Draft) -> list[str]:
    if draft.kind == "thesis":
        return ["phd", "ph", "d", "dissertation", "thesis", "master", "masters", "s", "diss"]
    return ["forthcoming", "press", "nd", "n"] if "date" in draft.fields else []


def added(typed: str, printed: str) -> list[str]:
    """The words of what is printed that were not typed, but for those of the grammar."""
    more = Counter(words(printed)) - Counter(words(typed))
    return [word for word in more if word not in _GRAMMAR]
