"""A file of reviewers' comments cannot be used as it is written.

`reviews/round-1.yaml` and its like hold comments and their answers, see [reviews](reviews.md): the
file is not YAML, a comment has no `id`, a field is not known. What can be read is used, the article
is built as it is; the letter of responses is not, since something would be missing in it.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.parse import Manuscript
from reportgen.reviews.reading import read


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    bag = Bag()
    read(manuscript.sources, bag)
    for d in bag:
        yield Diagnostic(
            "review-unreadable", d.severity, d.message, d.span, d.label, d.help, d.notes
        )
