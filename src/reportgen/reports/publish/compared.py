"""What the files of an article say, each beside the others.

Two values that differ are a fault that names both files and both values; which of the two is right
cannot be told from the files.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reportgen.reports.publish.facts import NUMBER, Facts, agree, is_retracted

ONLINE, LOST = "online date", "lost places"
OWN = frozenset({ONLINE, LOST})
"""Facts that have rules of their own."""
LONGEST = 120
"""How much of a value is shown, in characters."""


@dataclass(frozen=True)
class Statement:
    """What a file, or a part of it, says of an article."""

    file: str
    part: str
    facts: Facts

    @property
    def source(self) -> str:
        return f"{self.file} ({self.part})" if self.part else self.file


def differences(statements: Sequence[Statement]) -> Iterator[str]:
    """Every fact on which two files differ, and rules that no article may break."""
    names = dict.fromkeys(name for one in statements for name in one.facts)
    for name in (name for name in names if name not in OWN):
        yield from _of_fact(name, [one for one in statements if name in one.facts])
    yield from _online(statements)
    for one in statements:
        for place in one.facts.get(LOST, ()):
            yield f"links: {one.source} leads to {_quoted((place,))}, which is not in it"
    yield from _pages(statements)
    yield from _retracted(statements)


def _of_fact(name: str, stating: Sequence[Statement]) -> Iterator[str]:
    if not any(one.facts[name] for one in stating):
        return

    def followed(one: Statement) -> int:
        return sum(agree(name, one.facts[name], other.facts[name]) for other in stating)

    common = max((one for one in stating if one.facts[name]), key=followed)
    for one in stating:
        if not agree(name, common.facts[name], one.facts[name]):
            ours, theirs = _shown(common.facts[name], one.facts[name])
            yield f"{name}: {common.source} says {ours}, {one.source} says {theirs}"


def _online(statements: Sequence[Statement]) -> Iterator[str]:
    """Whether another file has the day on which a deposit says that the article went online.

    It may be another day than that of the issue, which most files give alone.
    """
    for one in statements:
        others = [
            (other, value)
            for other in statements
            for name in (ONLINE, "date")
            if other is not one and (value := other.facts.get(name))
        ]
        said = one.facts.get(ONLINE, ())
        if said and others and not any(agree(ONLINE, said, value) for _, value in others):
            other, value = others[0]
            said_so, says = _shown(said, value)
            yield f"{ONLINE}: {one.source} says {said_so}, {other.source} says {says}"


def _shown(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
    """Two values where they begin to differ: of a sequence, the first items that do."""
    if len(one) > 1 or len(other) > 1:
        pairs = zip(one, other, strict=False)
        at = next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
        heads = [f"{len(values)} values, the {_nth(at)} " for values in (one, other)]
        return heads[0] + _quoted(one[at : at + 1]), heads[1] + _quoted(other[at : at + 1])
    a, b = "".join(one), "".join(other)
    at = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), 0)
    at = 0 if max(len(a), len(b)) <= LONGEST else max(at - 20, 0)
    return _quoted((a[at:],) if a else ()), _quoted((b[at:],) if b else ())


def _nth(at: int) -> str:
    """`1st`, `2nd` and so on, counted from 0."""
    at += 1
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{at}{'th' if at % 100 in (11, 12, 13) else ends.get(at % 10, 'th')}"


def _quoted(values: tuple[str, ...]) -> str:
    if not values:
        return "nothing"
    text = values[0]
    return f"`{text[:LONGEST]}…`" if len(text) > LONGEST else f"`{text}`"


def _pages(statements: Iterable[Statement]) -> Iterator[str]:
    """Whether the range of pages has as many as the file has."""
    for one in statements:
        known = [one.facts.get(n, ()) for n in ("pages", "first page", "last page")]
        numbers = [value[0] for value in known if value and NUMBER.fullmatch(value[0])]
        if len(numbers) == 3:
            count, first, last = map(int, numbers)
            if count != last - first + 1:
                yield f"pages: {one.source} has {count}, and says that it has {first} to {last}"


def _retracted(statements: Iterable[Statement]) -> Iterator[str]:
    """Whether the article is retracted in all files or in none."""
    titled = [one for one in statements if one.facts.get("title")]
    said = [one for one in titled if is_retracted(one.facts["title"][0])]
    for one in titled:
        if said and one not in said:
            yield (
                f"retraction: {said[0].source} says that the article was retracted, "
                f"{one.source} does not"
            )
