"""A correction, a retraction or another notice does not say which article it is about.

A notice is an article of its own: its `type` is `correction`, `retraction`,
`expression-of-concern` or `addendum`, and `relates` names the other article by its DOI. Indexes
join the two by it. The other article is the journal's, so that its DOI has the journal's prefix,
and never the notice itself.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript
from reportgen.parse.front_matter.publication_types import NOTICES


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    target = front.relates
    if front.type in NOTICES and not (target and target.doi):
        remedy = "add `relates: {doi: ...}`"
        yield _fault(f"the {_kind(front.type)} names no article", front.place("relates"), remedy)
    if target and front.type not in NOTICES:
        known = " or ".join(f"`{one}`" for one in NOTICES)
        message = "the article is about another one, and its type is none of a notice"
        yield _fault(message, front.place("relates"), f"add `type:` with {known}")
    for doi, path in (
        (target.doi if target else None, ("relates", "doi")),
        (front.retraction.doi if front.retraction else None, ("retraction", "doi")),
    ):
        if doi and front.doi and doi.lower() == front.doi.lower():
            message = f"`{doi}` is the article's own DOI, not that of the other one"
            yield _fault(message, front.place(*path), "write the other article's DOI")
    prefix = front.journal.prefix
    if target and target.doi and prefix and not target.doi.startswith(f"{prefix}/"):
        message = f"`{target.doi}` is no article of the journal, whose DOIs begin with `{prefix}`"
        yield _fault(message, front.place("relates", "doi"), "mend the DOI")


def _kind(name: str | None) -> str:
    return (name or "").replace("-", " ")


def _fault(message: str, place: Span | None, remedy: str) -> Diagnostic:
    return Diagnostic("notice-target", Severity.WARNING, message, place, help=remedy)
