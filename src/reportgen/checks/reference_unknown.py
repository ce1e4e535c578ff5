"""A cross-reference names a label that nothing has.

Labels are given as `{#fig-name}` behind a figure, `{#tbl-name}` behind a table's caption and
`{#sec-name}` behind a heading.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from reportgen.diag import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    known = {label.name for label in manuscript.labels}
    for reference in manuscript.references:
        if reference.name not in known:
            near = get_close_matches(reference.name, known, 1)
            yield Diagnostic(
                "reference-unknown",
                Severity.ERROR,
                f"nothing has the label `{reference.name}`",
                reference.span,
                "not a label of this document",
                f"did you mean `@{near[0]}`?" if near else f"add `{{#{reference.name}}}` to it",
            )
