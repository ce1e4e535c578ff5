r"""A text as pandoc is handed it: what its reader would take for something else is marked.

Nothing moves to another line, so that the lines that pandoc names are those of the text.

- An accent behind a letter ends a key or a label for pandoc: names get Unicode's form NFC.
- `@key.` and `@key)` at the head of a line number an example list, which only `(@key)` is meant to:
  they become `@{key}.`.
- `[@roe][@poe]` is a link for pandoc: an empty comment parts the two.
- An inline note directly before `[` or `(` is no note: the same.
- Prices are no formulas (`tree.money`), and what opens `'90s` is an apostrophe.
- A year at the head of a line, `1953. It`, is no list (`list_markers`).
"""

import re
from collections.abc import Collection, Iterable, Iterator
from unicodedata import is_normalized

from reportgen.diagnostics.source import MARKS, nfc
from reportgen.pandoc import list_markers
from reportgen.pandoc.list_markers import Change
from reportgen.tree import scan

NAMES = re.compile(r"(?:@\{|@ref\(|\[\^|[@#])[^\s\]{}()\[,;|`]+")
"""What begins as keys, labels, references to them and notes do."""
PIECES = re.compile(rf"\w[{MARKS}]+|[\u1100-\u11ff]+")
"""A letter in several characters; others that NFC changes as well may be meant as they are."""
HEAD = r"^(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t]|\[\^[^\]\s]+\]:|:[ \t])*"
"""What the first word of a line may stand behind: quotes, items, definitions, notes."""
CITATION = re.compile(rf"{HEAD}(@)([\w-]+)(?=[.)](?:\s|\Z))", re.M)
JOINED = re.compile(r"(?<![\]!^\\])\[[^\[\]\n@]*@[^\[\]\n]*\](?=\[[^\[\]\n@]*@[^\[\]\n]*\])")
INDENTED = re.compile(r" {4}|\t")
RULE = re.compile(r"^[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$", re.M)
FLUSH = re.compile(r" {0,3}\S")
OPENS = re.compile(r" {0,3}(?:[-*+:~]|\d{1,3}[.)]|\[\^[^\]\s]+\]:|>|\(@[\w-]*\))(?:\s|$)")
"""What opens a block whose further lines are indented."""


def prepared(text: str) -> str:
    """The text with these changes."""
    if "$" in text:
        from reportgen.tree.money import escape_prices

        text = escape_prices(text)
    if "'" in text:
        from reportgen.tree.apostrophes import set_apostrophes

        text = set_apostrophes(text)
    plain = text.isascii() or is_normalized("NFC", text)
    if plain and not re.search(r"@|\^\[|^[^\w\n]*\w{1,9}[.)][ \t]", text, re.M):
        return text
    masked = scan.mask(text)
    markers, listed = list_markers.read(masked)
    changes = [*_citations(masked), *_joined(masked), *_notes(masked), *markers]
    changes = [change for change in changes if not _is_laid_out(masked, change[0], listed)]
    if not plain:
        changes += _names(text, masked)
    return _changed(text, changes)


def _is_laid_out(masked: str, offset: int, listed: Collection[int]) -> bool:
    """Whether an offset stands in what is read column by column: code, or a table under dashes."""
    start, end = masked.rfind("\n\n", 0, offset), masked.find("\n\n", offset)
    block = masked[max(start, 0) : end if end >= 0 else len(masked)]
    return RULE.search(block) is not None or _is_code(masked, offset, listed)


def _is_code(masked: str, offset: int, listed: Collection[int]) -> bool:
    """Whether a line is indented as code: the last line before it that is not opens no item.

    `listed` are the offsets of lines that begin items with letters.
    """
    start = masked.rfind("\n", 0, offset) + 1
    if not INDENTED.match(masked, start):
        return False
    while start:
        start = masked.rfind("\n", 0, start - 1) + 1
        if FLUSH.match(masked, start):
            return OPENS.match(masked, start) is None and start not in listed
    return True


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


def _joined(masked: str) -> Iterator[Change]:
    for found in JOINED.finditer(masked):
        yield found.end(), found.end(), "<!-- -->"


def _notes(masked: str) -> Iterator[Change]:
    for _, end in scan.inline_notes(masked):
        if masked[end : end + 1] in ("[", "("):
            yield end, end, "<!-- -->"
