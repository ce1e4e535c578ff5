"""A character that LaTeX takes for a command stands bare.

reportgen prints `%`, `&`, `#` and `_` as they are. Other tools that read the bibliography cut the
line at `%` or stop at `&`, so write `\\%`, `\\&`, `\\#` and `\\_`; `check --fix` does. Addresses
and formulas between dollar signs are left alone; a dollar sign without its partner is reported.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

_ANY = re.compile(r"[%&#_$]")
_MATH = re.compile(
    r"\\[A-Za-z]*url\s*\{[^{}]*\}|https?://\S+|\$(?=\S)(?:[^$\\]|\\.)*(?<=\S)\$(?!\d)"
)
_BARE = re.compile(r"(?<!\\)(?:&(?!\w+;|#\d+;|#x)|[%_]|#(?!\d+;)|\$)")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.words(manuscript):
        if entry.data is not None or not _ANY.search(field.value):
            continue
        masked = _MATH.sub(lambda found: " " * len(found[0]), field.value)
        bare = list(_BARE.finditer(masked))
        dollar = next((found for found in bare if found[0] == "$"), None)
        if bare:
            at = (dollar or bare[0]).start()
            place = Span(field.source, field.start + at, field.start + at + 1)
            mends = [
                edit
                for found in bare
                for edit in _edits.part(entry, field, found.start(), found.start(), "\\")
            ]
            yield Diagnostic(
                "field-escape",
                Severity.NOTE,
                f"`{field.value[at]}` stands bare in `{field.name}`",
                place if field.typed else field.span,
                "LaTeX takes this for a command",
                f"write `\\{field.value[at]}`",
                fix=tuple(mends),
            )
