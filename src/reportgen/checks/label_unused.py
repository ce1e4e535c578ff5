"""The text nowhere refers to a figure or a table.

Journals ask that every figure and table is mentioned: `@fig-talent shows ...`. What the brief
shows counts too.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    used = {reference.name for reference in manuscript.references}
    for label in manuscript.labels:
        if label.kind in ("figure", "table") and label.name not in used and label.span:
            yield Diagnostic(
                "label-unused",
                Severity.NOTE,
                f"the text nowhere refers to `{label.name}`",
                label.span,
                help=f"mention it with `@{label.name}`",
            )
