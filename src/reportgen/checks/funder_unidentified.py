"""A funder has no identifier, in a journal that deposits what it publishes.

Names of funders are written in many ways; funders find what they paid for by the identifier.
`funder-id` takes the funder's address at ror.org, or its DOI in the Crossref Funder Registry.
"""

from collections.abc import Iterator

from reportgen.checks._publication import deposited
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    if not deposited(manuscript):
        return
    front = manuscript.front
    for i, funding in enumerate(front.funders):
        for j, award in enumerate(funding.awards):
            if award.source and not award.funder_id:
                yield Diagnostic(
                    "funder-unidentified",
                    Severity.NOTE,
                    f"the funder `{award.source}` has no identifier",
                    front.place("funding", i, "awards", j, "source"),
                    help="add `funder-id: https://ror.org/...`",
                )
