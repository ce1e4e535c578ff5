"""A mark that opens something is not closed, and is printed as it is typed.

`**bold`, `*italic`, `^[a note`, `[a link`, `$$` before a formula, a fence of backticks, `<!--`. A
mark that is meant as a character has a backslash before it: `\\*`.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _passages
from reportgen.checks._passages import Passage
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_EMPHASIS = re.compile(
    r"(?<![\w*\\])\*{1,3}(?=[^\W\d]|[\"“‘'(\[])(?!p\s*[<=≤]|nix\b)"
    r"|(?<![\w*\\])\*{2,3}(?=\d)"
    r"|(?<![^\s\"“*])_{1,3}(?=[^\W\d_])(?![^\W_]*(?:\d|[_(]|\.\w))"
    r"|(?<![\w=\\])==(?=\w)"
)
_WIDE = re.compile(r"(?<!\S)\*{2,3}(?=[ \t]+(?!p\s*[<=≤])[^\s*][^*\n]*[ \t]\*{2,3}(?!\S))")
_FOOTMARK = re.compile(r"(?<=[^\W\d])\*(?![\w*])")
"""An asterisk behind a word, to which another before its explanation belongs."""
_TICK = re.compile(r"(?<![\w`\\])`(?=\w)(?![^`'\n]*')")
_STRIKE = re.compile(r"(?<![\\~])~~(?!~)")
_FORMULA = re.compile(r"(?<![\\$])\${2}(?!\$)")
_COMMENT = re.compile(r"<!--")
_BRACKET = re.compile(r"\\(?:\^\[|.)|(?P<open>\^?\[)|(?P<close>\])", re.S)
_INTERVAL = re.compile(r"\[[^\[\]()@\n]{0,40}\)")
_REVERSED = re.compile(r"\][^\[\]\n]{1,40}$")

_Mark = tuple[int, str, str]
"""The offset of a mark, the mark, and what to do about it."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for passage in _passages.passages(manuscript):
        marks = [*_emphasis(passage), *_brackets(passage), *_blocks(passage), *_strikes(passage)]
        for start, mark, remedy in sorted(marks):
            shown = f"`{mark}`"
            if "`" in mark:
                shown = "a backtick" if mark == "`" else "a fence of backticks"
            yield Diagnostic(
                "mark-unclosed",
                Severity.WARNING,
                f"{shown} is not closed",
                passage.span(start, start + len(mark)),
                help=remedy,
            )


def _emphasis(passage: Passage) -> Iterator[_Mark]:
    footmarks = next(passage.find(_FOOTMARK), None) is not None
    for found in passage.find(_EMPHASIS):
        mark = found[0]
        if not (mark == "*" and footmarks and _begins(passage, found.start())):
            escaped = "".join(f"\\{sign}" for sign in mark)
            yield found.start(), mark, f"close it with `{mark}`, or write `{escaped}`"
    for found in passage.find(_WIDE):
        yield found.start(), found[0], "take out the spaces between the marks and the words"
    for found in passage.find(_TICK):
        yield found.start(), found[0], "close the code with another backtick"


def _begins(passage: Passage, start: int) -> bool:
    """Whether an offset begins a line."""
    line = passage.literal.masked.rfind("\n", 0, start) + 1
    return not passage.literal.masked[line:start].strip(" \t>|-")


def _strikes(passage: Passage) -> Iterator[_Mark]:
    """Two tildes without two others: pandoc takes them for an empty subscript."""
    for lines in passage.paragraphs():
        end = lines[-1].start + len(lines[-1].text)
        found = [*_STRIKE.finditer(passage.literal.masked, lines[0].start, end)]
        following = passage.literal.masked[found[-1].end() :][:1] if found else ""
        if len(found) % 2 and following.isalnum():
            yield found[-1].start(), "~~", "close it with `~~`, or write `\\~\\~`"


def _blocks(passage: Passage) -> Iterator[_Mark]:
    fence = passage.literal.open_fence
    if fence is not None and passage.start <= fence:
        mark = passage.literal.text[fence : fence + 3]
        yield fence, mark, "end the code with a line of the same marks"
    for found in passage.find(_FORMULA):
        yield found.start(), "$$", "close the formula with `$$`, without a blank line in it"
    for found in passage.find(_COMMENT):
        yield found.start(), "<!--", "close the comment with `-->`"


def _brackets(passage: Passage) -> Iterator[_Mark]:
    """Brackets and notes that are open at their paragraph's end."""
    text = passage.literal.masked
    for lines in passage.paragraphs():
        start, end = lines[0].start, lines[-1].start + len(lines[-1].text)
        opened: list[re.Match[str]] = []
        for found in _BRACKET.finditer(text, start, end):
            if found["open"]:
                opened.append(found)
            elif found["close"] and opened:
                opened.pop()
        for found in opened:
            if passage.literal.is_literal(*found.span()) and not _is_interval(text, found, start):
                yield found.start(), found[0], f"close it with `]`, or write `\\{found[0]}`"


def _is_interval(text: str, found: re.Match[str], start: int) -> bool:
    """Whether a bracket is one of a half-open interval, `[0, 1)` or `]0, 1[`."""
    return bool(
        _INTERVAL.match(text, found.start()) or _REVERSED.search(text[start : found.start()])
    )
