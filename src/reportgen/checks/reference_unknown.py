"""A cross-reference names a label that nothing has.

Labels are given as `{#fig-name}` behind a figure, `{#tbl-name}` behind a table's caption and
`{#sec-name}` behind a heading. What a chunk of code makes has its label, if it shows something.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript, Reference


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    known = {label.name for label in manuscript.labels}
    nearest = Nearest(known)
    for reference in manuscript.references:
        if reference.name not in known:
            if made := manuscript.sources.made.get(reference.name):
                yield _hidden(reference, made)
                continue
            near = nearest(reference.name)
            yield Diagnostic(
                "reference-unknown",
                Severity.ERROR,
                f"nothing has the label `{reference.name}`",
                reference.span,
                "not a label of this document",
                f"did you mean `@{near}`?" if near else f"add `{{#{reference.name}}}` to it",
            )


def _hidden(reference: Reference, chunk: Span) -> Diagnostic:
    return Diagnostic(
        "reference-unknown",
        Severity.ERROR,
        f"`{reference.name}` is made by the chunk in line {chunk.line}, which shows nothing",
        reference.span,
        help="show the chunk's result, or refer to something else",
        notes=(Note("the chunk", chunk),),
    )
