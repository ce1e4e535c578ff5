"""An article of a journal that deposits what it publishes has no section and no type.

PubMed Central and other archives want the heading under which an article stands in the contents,
such as `Articles` or `Reviews`. An issue gives it to its articles; one that is built alone says
`section: Articles`, or what `type` of article it is.
"""

from collections.abc import Iterator

from reportgen.checks._publication import deposited
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    if deposited(manuscript) and not (front.section or front.article_type or front.type):
        yield Diagnostic(
            "section-missing",
            Severity.NOTE,
            "nothing says under which heading of the contents the article stands",
            front.place("section"),
            help="add `section: Articles`, or the article's `type`",
        )
