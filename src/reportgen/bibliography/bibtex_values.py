"""The right side of a BibTeX field: braced, quoted and bare parts joined by `#`.

Nothing here recurses: braces may be nested as deep as they like.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LIMIT = 65_536
"""The longest value that `@string` names may expand to, in characters."""

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MARK = re.compile(r'(?<!\\)[{}"]')
_BRACE = re.compile(r"(?<!\\)[{}]")
_BARE = re.compile(r'[^\s#{}",=]+')
_SPACE = re.compile(r"\s*")


class Kind(StrEnum):
    BRACED = "braced"
    QUOTED = "quoted"
    BARE = "bare"
    JOIN = "join"
    EQUALS = "equals"
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a value; `start` and `end` take in its delimiters, `text` does not."""

    kind: Kind
    text: str
    start: int
    end: int


def parts(value: str) -> tuple[Part, ...]:
    """Cut a value into its parts. What belongs to none is a `STRAY` part to the end."""
    out: list[Part] = []
    at = 0
    while True:
        at = _end(_SPACE, value, at)
        if at >= len(value):
            return tuple(out)
        part = _part(value, at)
        out.append(part)
        at = part.end


def simple(value: str) -> bool:
    """Whether a value is plainly one braced text without braces inside, or a number."""
    return (value[:1] == "{" and value.find("}") == len(value) - 1) or value.isdigit()


def _part(value: str, at: int) -> Part:
    match value[at]:
        case "{":
            end = close(value, at)
            if end is not None:
                return Part(Kind.BRACED, value[at + 1 : end - 1], at, end)
        case '"':
            end = _unquote(value, at)
            if end is not None:
                return Part(Kind.QUOTED, value[at + 1 : end - 1], at, end)
        case "#":
            return Part(Kind.JOIN, "#", at, at + 1)
        case "=":
            return Part(Kind.EQUALS, "=", at, at + 1)
        case _:
            end = _end(_BARE, value, at)
            if end > at:
                return Part(Kind.BARE, value[at:end], at, end)
    return Part(Kind.STRAY, value[at:], at, len(value))


def close(text: str, at: int) -> int | None:
    """The offset behind the brace that closes the one at `at`."""
    depth = 0
    for mark in _BRACE.finditer(text, at):
        depth += 1 if mark[0] == "{" else -1
        if depth == 0:
            return mark.end()
    return None


def _unquote(text: str, at: int) -> int | None:
    depth = 0
    for mark in _MARK.finditer(text, at + 1):
        if mark[0] == '"' and depth <= 0:
            return mark.end()
        depth += {"{": 1, "}": -1, '"': 0}[mark[0]]
    return None


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


@dataclass(frozen=True, slots=True)
class Value:
    """A value put together; `inner` is where its text stands if it is one part, and `unknown` are
    the names that no `@string` defines."""

    text: str
    inner: tuple[int, int]
    unknown: tuple[str, ...] = ()
    cut: bool = False


def join(value: str, cut: tuple[Part, ...], macros: Mapping[str, str]) -> Value:
    """Put the parts of a value together, at most `LIMIT` characters of them."""
    out: list[str] = []
    unknown: list[str] = []
    room = max(LIMIT, len(value))
    for part in cut:
        if part.kind in (Kind.JOIN, Kind.EQUALS):
            continue
        text = part.text
        if part.kind is Kind.BARE and not text.isdigit():
            name = text.lower()
            if name in macros:
                text = macros[name]
            elif name not in MONTHS:
                unknown.append(text)
        if len(text) > room:
            return Value("".join(out), (0, len(value)), tuple(unknown), True)
        room -= len(text)
        out.append(text)
    inner = (0, len(value))
    if len(cut) == 1 and cut[0].kind in (Kind.BRACED, Kind.QUOTED):
        inner = (cut[0].start + 1, cut[0].end - 1)
    return Value("".join(out), inner, tuple(unknown))
