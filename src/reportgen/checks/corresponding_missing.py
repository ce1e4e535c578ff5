"""Nobody is named whom readers can write to, in a journal that deposits its articles.

Indexes ask for one corresponding author with an e-mail address. Mark an author as
`corresponding: true` and give the `email`. Editorials, news and notices need none.
"""

from collections.abc import Iterator

from reportgen.checks._publication import deposited, signed
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    authors = manuscript.front.authors
    if not deposited(manuscript) or not signed(manuscript) or not authors:
        return
    marked = [i for i, author in enumerate(authors) if author.corresponding]
    if any(authors[i].email for i in marked or range(len(authors))):
        return
    at = marked[0] if marked else 0
    said = f"the corresponding author `{authors[at].name}` has no e-mail address"
    yield Diagnostic(
        "corresponding-missing",
        Severity.NOTE,
        said if marked else "no author has an e-mail address to write to",
        manuscript.front.place("authors", at),
        help="add `email: ...`" + ("" if marked else " and `corresponding: true`"),
    )
