"""A role of an author is none of CRediT's, though it looks like one or stands among them.

Journals and indexes take the fourteen roles of CRediT (ANSI/NISO Z39.104-2022), such as
`conceptualization`, `data curation` or `writing – original draft`. Other roles are printed, and do
not reach them. Authors whose roles are all in words of their own are left alone.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.parse.front_matter.credit_roles import credit_role, nearest


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    some = any(author.credit_roles for author in front.authors)
    for i, author in enumerate(front.authors):
        for j, role in enumerate(author.roles):
            near = "" if credit_role(role) else nearest(role)
            if credit_role(role) or not (some or near):
                continue
            yield Diagnostic(
                "credit-unknown",
                Severity.WARNING if near else Severity.NOTE,
                f"`{role}` is no role of CRediT",
                front.span("authors", i, "roles", j) or front.place("authors", i, "roles"),
                help=f"did you mean `{near}`?" if near else "say it in `contribution`",
            )
