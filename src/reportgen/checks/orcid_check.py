"""An ORCID is not the author's: its check digit is wrong, or somebody else has it too.

The last character of an ORCID follows from the others (ISO 7064, MOD 11-2). One that does not is a
slip, and is left out, as it may be another person's. Two authors never have the same ORCID, and
ORCIDs are given out of two blocks of numbers only.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

# ORCID, "Structure of the ORCID Identifier".
_BLOCKS = ((15_000_000, 35_000_000), (900_000_000_000, 900_100_000_000))
"""The first and the last number of each block, without their check digits."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    seen: dict[str, tuple[str, Span | None]] = {}
    for i, author in enumerate(front.authors):
        if not author.orcid:
            continue
        span = front.place("authors", i, "orcid")
        number = int(author.orcid.replace("-", "")[:-1])
        if not any(first <= number <= last for first, last in _BLOCKS):
            yield Diagnostic(
                "orcid-check",
                Severity.WARNING,
                f"`{author.orcid}` is no ORCID that is given to persons",
                span,
                help="copy it again from the author's page at orcid.org",
            )
        name, first = seen.setdefault(author.orcid, (author.name, span))
        if name != author.name:
            yield Diagnostic(
                "orcid-check",
                Severity.WARNING,
                f"`{author.name}` has the same ORCID as `{name}`",
                span,
                help="copy each from its author's page at orcid.org",
                notes=(Note("given here too", first),) if first else (),
            )
