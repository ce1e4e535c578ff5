"""The grammar of plainly typed BibTeX entries: most of a large library.

An entry is plain where it can be read in one way only: a key of ordinary characters, then fields,
each one value in braces or quotation marks, a number or a month. Whatever else an entry has in it
(`@`, `#`, a comment, a brace that is escaped or missing) leaves it to bibtexparser. The fields are
cut when somebody asks for them: of ten thousand entries an article cites a hundred.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography.bibtex_values import MONTHS

Cut = tuple[str, str, int, int, int]
"""A field's name and value, where the value starts and ends, and where the name starts."""


def _braced(depth: int) -> str:
    inner = rf"(?:{_braced(depth - 1)}{_TEXT})*+" if depth else ""
    return rf"\{{{_TEXT}{inner}\}}"


_TEXT = r"[^{}@]*+(?<!\\)"
_WORDS = r'[^"{}@]*+(?<!\\)'
_QUOTED = rf'"{_WORDS}(?:\{{{_WORDS}\}}{_WORDS})*+"'
_VALUE = rf"{_braced(3)}|{_QUOTED}|[0-9]++|(?i:{'|'.join(MONTHS)})"
_NAME = r"[A-Za-z][A-Za-z0-9_-]*+"
_FIELD = re.compile(rf"({_NAME})\s*+=\s*+({_VALUE})")
ENTRY = re.compile(
    r"@(?!(?i:comment|preamble|string))([A-Za-z]++)[ \t]*+\{\s*+([\w:./+-]++)\s*+,"
    rf"(?:\s*+{_NAME}\s*+=\s*+(?:{_VALUE})\s*+(?:,|(?=\}})))*+\s*+\}}(?!\s*+[,}}])"
)
"""A plain entry: its type and its key. What follows it must not look like a piece of it."""


def fields(text: str, start: int, end: int) -> Iterator[Cut]:
    """The fields of a plain entry, from behind its key to its end."""
    for found in _FIELD.finditer(text, start, end):
        value, at, stop = found[2], found.start(2), found.end()
        if value[0] in '{"':
            value, at, stop = value[1:-1], at + 1, stop - 1
        yield found[1].lower(), value, at, stop, found.start()
