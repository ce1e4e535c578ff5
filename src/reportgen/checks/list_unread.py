"""Lines that look like the items of a list are read as one paragraph.

A list needs a blank line before it, a space behind each mark, and `-` or `1.` as marks. Else its
items run on as text. So do bullets that were pasted from a word processor (`•`, `o`, `–`), and
lines that begin with `(a)` or `1)`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from reportgen.checks import _passages
from reportgen.checks._passages import Line, Passage
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_KINDS = {
    "dash": r"[-+*](?=[ \t])",
    "number": r"(?:\d{1,3}|\#)\.(?=[ \t])",
    "joined": r"[-+](?=[^\W\d_])|\d{1,2}\.(?=[^\W\d_])",
    "letter": r"\((?:[A-Za-z]|\d{1,2}|[ivx]{2,5})\)(?=[ \t])"
    r"|(?:[A-Za-z]|\d{1,2}|[ivx]{2,5})\)(?=[ \t])|(?:[A-Za-z]|[ivx]{2,5})\.(?=[ \t])",
    "bullet": r"[•▪■◦●‣⁃∙►➢➤✓✔❖\uf0b7\uf0a7](?=\s*\S)",
    "pasted": r"(?:[·–—o]|--)(?=[ \t])",
}
_ITEM = re.compile(
    r"[ \t]*(?:" + "|".join(f"(?P<{k}>{p})" for k, p in _KINDS.items()) + r")[ \t]*(?=\S)"
)
_HELP = {
    "dash": "put a blank line before the first of them",
    "number": "put a blank line before the first of them",
    "joined": "put a space behind each mark, and a blank line before the first of them",
    "letter": "write `1.` for each mark, and put a blank line before the first of them; or put a "
    "blank line between them",
    "bullet": "write `-` for each mark, and put a blank line before the first of them",
    "pasted": "write `-` for each mark, and put a blank line before the first of them",
}
_ROMAN = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii")
_NAMED = ("number", "joined", "letter", "pasted")
"""Kinds whose marks have numbers or letters, which the tree of a list has not."""
_APART = ("bullet", "pasted")
"""Kinds whose items may be paragraphs of their own."""
_DIALOGUE = ("es", "fr", "it", "pl", "pt", "ru", "sv", "uk")
"""Languages in which what somebody says begins with a dash."""


@dataclass(frozen=True)
class _Item:
    """A line that looks like an item: its mark, the line before it in its paragraph, if any, and
    whether another item stands there, or one with lines of its own between.
    """

    kind: str
    mark: str
    start: int
    paragraph: int
    before: str | None
    adjoins: bool


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    spoken = (manuscript.front.lang or "")[:2] in _DIALOGUE
    for passage in _passages.chapters(manuscript):
        for items in _runs(passage):
            if _is_list(items) and not (spoken and items[0].mark in "–—"):
                yield _fault(items, passage)


def _fault(items: list[_Item], passage: Passage) -> Diagnostic:
    first, count = items[0], len(items)
    lines = f"{count} lines that begin like" if count > 1 else "a line that begins like"
    return Diagnostic(
        "list-unread",
        Severity.WARNING,
        f"{lines} `{first.mark}` {'are' if count > 1 else 'is'} no list",
        passage.span(first.start, first.start + len(first.mark)),
        help=_HELP[first.kind],
    )


def _runs(passage: Passage) -> Iterator[list[_Item]]:
    """The items of one kind that follow each other, with no other paragraph between them."""
    found: list[_Item | None] = []
    for paragraph, lines in enumerate(passage.paragraphs()):
        items = [_item(lines, i, passage, paragraph) for i in range(len(lines))]
        found += [None] if items[0] is None else []
        found += [item for item in items if item]
    for kind, group in groupby(found, _kind):
        if kind:
            yield [item for item in group if item]


def _kind(item: _Item | None) -> str:
    if item is None:
        return ""
    mark = re.sub(r"\w+", "n", item.mark) if item.mark != "o" else item.mark
    return f"{item.kind} {mark} {'' if item.kind in _APART else item.paragraph}"


def _item(lines: list[Line], i: int, passage: Passage, paragraph: int) -> _Item | None:
    found = _ITEM.match(lines[i].text)
    if not found or not found.lastgroup:
        return None
    mark, start = found[found.lastgroup], lines[i].start + found.start(found.lastgroup)
    skipped = next((k for k, sign in enumerate(mark) if not sign.isalnum()), 0)
    end = start + (skipped + (not mark.isalnum()) if re.search(r"\w", mark) else len(mark))
    if not passage.literal.is_literal(start + skipped, end):
        return None
    if found.lastgroup in _NAMED and not _printed(passage, start, mark):
        return None
    last = i - 1
    while last > 0 and lines[last].text[:1].isspace():
        last -= 1
    adjoins = i > 0 and _ITEM.match(lines[last].text) is not None
    before = lines[i - 1].text.rstrip() if i else None
    return _Item(found.lastgroup, mark, start, paragraph, before, adjoins)


def _printed(passage: Passage, start: int, mark: str) -> bool:
    """Whether the number or letter of a mark is printed."""
    found = re.search(r"[^\W_]+", mark)
    return found is None or passage.literal.is_printed(start + found.start(), start + found.end())


def _is_list(items: list[_Item]) -> bool:
    """Whether lines that look like items are meant as some, and not words that happen to wrap."""
    first, marks = items[0], [item.mark for item in items]
    led = first.before is not None and first.before.endswith((":", "："))
    several = len(items) > 1 and any(item.adjoins for item in items[1:])
    match first.kind:
        case "bullet":
            return True
        case "dash":
            return first.before is not None and (led or several)
        case "number":
            begins = marks[0] in ("1.", "#.") and led
            return first.before is not None and (begins or (several and _in_order(marks)))
        case "joined":
            return several and (marks[0] in "-+" or _in_order(marks))
        case "letter":
            initials = marks[0][:1].isupper() and first.before is not None and not led
            return several and _in_order(marks) and not initials
    wraps = first.before is not None and not led and first.mark != "o"
    return len(items) > 1 and not wraps and (first.mark != "—" or several)


def _in_order(marks: list[str]) -> bool:
    """Whether each mark follows the one before it, or is the same."""
    names = [mark.strip("().") for mark in marks]
    return all(_follows(one, other) for one, other in pairwise(names[:3]))


def _follows(one: str, other: str) -> bool:
    if one.isdecimal() and other.isdecimal():
        return int(other) - int(one) in (0, 1)
    if one in _ROMAN and other in _ROMAN and _ROMAN.index(other) == _ROMAN.index(one) + 1:
        return True
    if one == other:
        return one == "#"
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1
