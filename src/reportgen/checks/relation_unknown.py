"""A relation to another work is not one of Crossref's, or leads to no work.

`type` says what the article is to the other work, in the words of Crossref's schema of relations:
`isTranslationOf`, `isReviewOf`, `isCommentOn`, `isVersionOf`, `isBasedOn` and others. The work is
found by its `doi` or `url`. Relations that are not understood are left out of deposits.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript
from reportgen.parse.front_matter.publication_types import RELATIONS


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    for i, relation in enumerate(front.relations):
        place = front.place("relations", i, "type")
        yield from _typed(relation.type, place)
        if not (relation.doi or relation.url):
            yield Diagnostic(
                "relation-unknown",
                Severity.WARNING,
                "the relation leads to no work",
                front.place("relations", i),
                help="add the work's `doi` or `url`",
            )
    for i, one in enumerate(front.data):
        yield from _typed(one.relation, front.place("data", i, "relation"))


def _typed(name: str | None, place: Span | None) -> Iterator[Diagnostic]:
    if name in RELATIONS:
        return
    near = get_close_matches(name[:60], RELATIONS, 1) if name else []
    yield Diagnostic(
        "relation-unknown",
        Severity.WARNING,
        f"`{name}` is no relation that is known" if name else "the relation has no type",
        place,
        help=f"did you mean `{near[0]}`?" if near else "write one such as `isTranslationOf`",
    )
