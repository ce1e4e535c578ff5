r"""A text as pandoc is handed it: what its reader would take for something else is marked.

Nothing moves to another line, so that the lines that pandoc names are those of the text.

- An accent behind a letter ends a key or a label for pandoc: names get Unicode's form NFC.
- `@key.` and `@key)` at the head of a line number an example list, which only `(@key)` is meant to:
  they become `@{key}.`.
- An inline note directly before `[` or `(` is no note: an empty comment parts the two.
- A year at the head of a line, `1953. It`, is a list that begins with 1953: the point is escaped.
"""

import re
from collections.abc import Iterable, Iterator
from unicodedata import is_normalized

from reportgen.diagnostics.source import MARKS, nfc
from reportgen.tree import scan

NAMES = re.compile(r"(?:@\{|@ref\(|\[\^|[@#])[^\s\]{}()\[,;|`]+")
"""What begins as keys, labels, references to them and notes do."""
PIECES = re.compile(rf"\w[{MARKS}]+|[\u1100-\u11ff]+")
"""A letter in several characters; others that NFC changes as well may be meant as they are."""
HEAD = r"^(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\s]+\]:|:[ \t])*"
"""What the first word of a line may stand behind: quotes, items, definitions, notes."""
CITATION = re.compile(rf"{HEAD}(@)([\w-]+)(?=[.)](?:\s|\Z))", re.M)
YEAR = re.compile(rf"{HEAD}([12]\d{{3}})(\.)(?=[ \t])", re.M)

INDENTED = re.compile(r" {4}|\t")
FLUSH = re.compile(r" {0,3}\S")
OPENS = re.compile(r" {0,3}(?:[-*+:~]|\(?\w{1,9}[.)]|\[\^[^\]\s]+\]:|>|\(@[\w-]*\))(?:\s|$)")
"""What opens a block whose further lines are indented."""

Change = tuple[int, int, str]
"""The offsets of a stretch, and what stands in its place."""


def prepared(text: str) -> str:
    """The text with these changes."""
    plain = text.isascii() or is_normalized("NFC", text)
    if plain and not re.search(r"@|\^\[|\d\.[ \t]", text):
        return text
    masked = scan.mask(text)
    changes = [*_citations(masked), *_notes(masked), *_years(masked)]
    changes = [change for change in changes if not _is_code(masked, change[0])]
    if not plain:
        changes += _names(text, masked)
    return _changed(text, changes)


def _is_code(masked: str, offset: int) -> bool:
    """Whether a line is indented as code: the last line before it that is not opens no item."""
    start = masked.rfind("\n", 0, offset) + 1
    if not INDENTED.match(masked, start):
        return False
    before = next((line for line in reversed(masked[:start].split("\n")) if FLUSH.match(line)), "")
    return OPENS.match(before) is None


def _changed(text: str, changes: Iterable[Change]) -> str:
    out, after = [], 0
    for start, end, new in sorted(changes):
        if start >= after:
            out += [text[after:start], new]
            after = end
    return "".join([*out, text[after:]])


def _names(text: str, masked: str) -> Iterator[Change]:
    for found in NAMES.finditer(masked):
        yield (*found.span(), PIECES.sub(lambda m: nfc(m[0]), text[found.start() : found.end()]))


def _citations(masked: str) -> Iterator[Change]:
    for found in CITATION.finditer(masked):
        yield found.start(1), found.end(2), f"@{{{nfc(found[2])}}}"


def _notes(masked: str) -> Iterator[Change]:
    for _, end in scan.inline_notes(masked):
        if masked[end : end + 1] in ("[", "("):
            yield end, end, "<!-- -->"


def _years(masked: str) -> Iterator[Change]:
    """The points behind years, except in lists that count on: 1953, 1954."""
    found = list(YEAR.finditer(masked))
    years = [int(one[1]) for one in found]
    for i, one in enumerate(found):
        before = years[i - 1] if i else 0
        after = years[i + 1] if i + 1 < len(found) else 0
        if years[i] - 1 != before and years[i] + 1 != after:
            yield (*one.span(2), "\\.")
