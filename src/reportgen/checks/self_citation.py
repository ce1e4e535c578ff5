"""A work of the authors' own is cited in a copy for reviewers.

Where the front matter has `review:`, or the edition `review` is built, each work that one of the
authors has written or edited is named where it is first cited. `review: {self-citations: hide}`
prints such citations as `[author, 2024]` and leaves the works out of the list of references;
`self-citations: show` prints them without a word. Which of the two is right the journal says: a
work that is cited in the third person, among others, tells less than a gap.
"""

from collections.abc import Iterator

from reportgen.bibliography import Entry
from reportgen.bibliography.persons import csl_name
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.parse.name_forms import is_author


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    review = manuscript.front.review
    if not manuscript.anonymous or (review and review.self_citations != "note"):
        return
    own = {e.key: n for e in _entries.used(manuscript) if (n := _own_name(e, manuscript))}
    for cite in manuscript.cites:
        entry = manuscript.library.get(cite.key)
        if entry is None or (name := own.pop(entry.key, None)) is None:
            continue
        yield Diagnostic(
            "self-citation",
            Severity.NOTE,
            f"`{entry.key}` is a work of the author `{name}`",
            cite.span,
            help="cite it in the third person, or write `review: {self-citations: hide}`",
        )


def _own_name(entry: Entry, manuscript: Manuscript) -> str:
    """The name of an author of the manuscript among those of a work; empty where there is none."""
    authors = manuscript.front.authors
    if entry.data is not None:
        listed = [n for role in ("author", "editor") for n in entry.data.get(role, ())]
        return next((_whole(n) for n in listed if is_author(n, authors)), "")
    for name in (n for f in ("author", "editor") for n in entry.text(f).split(" and ")):
        found = csl_name(name.strip()) if name.strip() else None
        if found and is_author(found, authors):
            return _whole(found)
    return ""


def _whole(name: dict[str, str]) -> str:
    parts = (name.get("given"), name.get("non-dropping-particle"), name.get("family"))
    return name.get("literal") or " ".join(part for part in parts if part)
