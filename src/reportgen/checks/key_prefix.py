"""A key reads like the label of a figure, a table or a section.

`@fig-1` is a cross-reference to everyone who reads the manuscript, and to other tools. Give the
entry a key that begins otherwise.
"""

from collections.abc import Iterator

from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.parse.cross_references import LABEL_KEY


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry in _entries.used(manuscript):
        found = LABEL_KEY.match(entry.key)
        if found:
            yield Diagnostic(
                "key-prefix",
                Severity.WARNING,
                f"the key `{entry.key}` reads like a cross-reference",
                entry.key_span,
                help=f"give it a key that does not begin with `{entry.key[: found.end(1) + 1]}`",
            )
