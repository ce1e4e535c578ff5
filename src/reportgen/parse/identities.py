"""Who wrote a manuscript, as it may be read in a text: names in every form, addresses, numbers.

A name is known in full, with initials, turned round, and in its own script; the family name alone
only where it is no word of the language and not the name of very many (`common_surnames.py`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from reportgen.parse.common_surnames import COMMON
from reportgen.parse.front_matter import Author, Front
from reportgen.parse.name_forms import folded, patterns, word_pattern

STATED = re.compile(r"author|contribut|acknowledg|fund|correspond|biograph|저자|기여|감사|지원")
"""The names of statements that say who wrote an article, or whom its authors thank."""


@dataclass(frozen=True)
class Identity:
    """Something that tells who wrote a text: `words` as the author gave it, `kind` what it is.

    `kind` is "name", "e-mail", "ORCID", "address" or "affiliation".
    """

    words: str
    kind: str
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Hit:
    """A place in a text, by the offsets of its characters, and what stands there."""

    start: int
    end: int
    identity: Identity


@dataclass(frozen=True)
class Identities:
    """All that tells who wrote a manuscript."""

    known: tuple[Identity, ...]

    @cached_property
    def people(self) -> "Identities":
        """The persons alone, without where they work."""
        return Identities(tuple(i for i in self.known if i.kind != "affiliation"))

    def find(self, text: str) -> Iterator[Hit]:
        """Where a text tells who wrote it, in order; of what overlaps the longest."""
        folded = _Folded(text)
        found = [
            Hit(*folded.place(*match.span()), identity)
            for identity in self.known
            for match in identity.pattern.finditer(folded.text)
        ]
        end = 0
        for hit in sorted(found, key=lambda hit: (hit.start, -hit.end)):
            if hit.start >= end:
                yield hit
                end = hit.end

    def in_name(self, name: str) -> Iterator[Hit]:
        """Where a file's name, a label or the like, in which capitals mean nothing, tells it."""
        yield from self.find(re.sub(r"[\W\d_]", " ", name).title())

    def tells(self, text: str | None) -> bool:
        """Whether a text tells who wrote it."""
        return bool(text) and next(self.find(text or ""), None) is not None


class _Folded:
    """A text without accents, and the way back to its places."""

    def __init__(self, text: str) -> None:
        self._starts, self._shifts = [0], [0]
        if text.isascii():
            self.text = text
            return
        out: list[str] = []
        last = length = 0
        for found in re.finditer(r"[^\x00-\x7f]", text):
            at = found.start()
            plain = folded(found[0])
            length += at - last
            out += text[last:at], plain
            length += len(plain)
            last = at + 1
            if len(plain) != 1:
                self._starts.append(length)
                self._shifts.append(last - length)
        self.text = "".join(out) + text[last:]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the text itself."""
        return self._back(start), max(self._back(end), self._back(start) + 1)

    def _back(self, offset: int) -> int:
        return offset + self._shifts[bisect_right(self._starts, offset) - 1]


def identities(front: Front) -> Identities:
    """What tells who wrote a manuscript, by its front matter."""
    found: dict[str, Identity] = {}
    for author in front.authors:
        for one in _of_author(author):
            found.setdefault(one.pattern.pattern, one)
    for place in front.affiliations:
        for one in _of_place(place.name, place.ror, place.url):
            found.setdefault(one.pattern.pattern, one)
    return Identities(tuple(found.values()))


def _of_author(author: Author) -> Iterator[Identity]:
    for name in filter(None, (author.name, author.name_native)):
        for pattern in patterns(name, author):
            yield Identity(name, "name", pattern)
    if author.email:
        yield Identity(author.email, "e-mail", word_pattern(re.escape(author.email), re.I))
    if author.orcid:
        digits = author.orcid.rpartition("/")[2].replace("-", "")
        yield Identity(author.orcid, "ORCID", word_pattern("-?".join(digits), re.I))
    if author.url:
        yield _address(author.url)


def _of_place(name: str, ror: str | None, url: str | None) -> Iterator[Identity]:
    words = folded(name)
    many = len(words.split()) > 1
    pattern = r"[\s\-]{1,4}".join(map(re.escape, words.split()))
    if many or words.casefold() not in COMMON:
        yield Identity(name, "affiliation", word_pattern(pattern, re.I if many else 0))
    if ror:
        yield Identity(ror, "affiliation", word_pattern(re.escape(ror.rpartition("/")[2])))
    if url:
        yield _address(url)


def _address(url: str) -> Identity:
    bare = re.sub(r"^https?://(?:www\.)?|/$", "", url)
    return Identity(url, "address", word_pattern(re.escape(bare), re.I))
