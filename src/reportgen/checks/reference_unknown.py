"""A cross-reference names a label that nothing has.

Labels are given as `{#fig-name}` behind a figure, `{#tbl-name}` behind a table's caption and
`{#sec-name}` behind a heading.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    known = {label.name for label in manuscript.labels}
    nearest = Nearest(known)
    for reference in manuscript.references:
        if reference.name not in known:
            near = nearest(reference.name)
            yield Diagnostic(
                "reference-unknown",
                Severity.ERROR,
                f"nothing has the label `{reference.name}`",
                reference.span,
                "not a label of this document",
                f"did you mean `@{near}`?" if near else f"add `{{#{reference.name}}}` to it",
            )
