"""A stretch of a note that may be a source, with its dates and brackets as single signs."""

import re
from dataclasses import dataclass, field

from reportgen.importer.notes import forms
from reportgen.importer.notes.marks import Line

DATE, BRACKETS = "[\ue500-\ue57f]", "[\ue600-\ue6ff]"
"""Patterns of the sign of a date with more than a year, and of a text in round brackets."""
YEAR = r"(?:1[4-9]|20)\d\d(?:[–/-]\d{2,4})?"
WHEN = rf"(?:{DATE}|(?:ca?\. ?|circa )?\[?{YEAR}[a-z]?\]?|n\.d\.?|forthcoming|in press)"
"""A date, a year, or what stands for one."""
_LONG_DATE = re.compile(rf"(?<![\w/]){forms.DATE}", re.I)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_LAW = re.compile(r"(?<=[\w.)])\([\w]{1,4}\)")
"""A subsection, `2778(a)(1)`."""


@dataclass(frozen=True)
class Segment:
    """Signs of a line; `folded` are the signs that dates and brackets stand for."""

    line: Line
    signs: str
    folded: dict[str, str] = field(default_factory=dict)

    def unfolded(self, signs: str) -> str:
        """Signs with dates and brackets written out."""
        while re.search(f"{DATE}|{BRACKETS}", signs):
            signs = re.sub(f"{DATE}|{BRACKETS}", lambda found: self.folded[found[0]], signs)
        return signs

    def value(self, signs: str) -> str:
        """Signs as the text of a field."""
        return self.line.value(self.unfolded(signs)).strip()

    def inner(self, sign: str) -> str:
        """What stands within brackets."""
        return self.folded[sign][1:-1].strip()

    def words(self, sign: str) -> str:
        """The words of a title or the address that a sign stands for."""
        return self.line.words(sign).strip()


def segment(line: Line, signs: str) -> Segment:
    """A stretch with its dates and its brackets folded."""
    folded: dict[str, str] = {}

    def date(found: re.Match[str]) -> str:
        if re.fullmatch(
            r"\W*\d{4}[a-z]?\W*(?:\d{4}|\d\d)?|n\.d\.?|forthcoming|in press|ca?\. ?.*|circa .*",
            found[0],
            re.I,
        ):
            return found[0]
        return _fold(0xE500, 0x80, found[0], folded)

    def brackets(found: re.Match[str]) -> str:
        return _fold(0xE600, 0x100, found[0], folded)

    text = _LONG_DATE.sub(date, signs)
    subsections = [(m.start(), m.end()) for m in _LAW.finditer(text)]
    held = set(subsections)
    while True:
        found = next((m for m in _BRACKETS.finditer(text) if m.span() not in held), None)
        if found is None or len(folded) > 200:
            break
        text = text[: found.start()] + brackets(found) + text[found.end() :]
        held = {m.span() for m in _LAW.finditer(text)}
    return Segment(line, text, folded)


def _fold(first: int, most: int, typed: str, folded: dict[str, str]) -> str:
    count = sum(first <= ord(sign) < first + most for sign in folded)
    if count >= most:
        return typed
    folded[chr(first + count)] = typed
    return chr(first + count)
