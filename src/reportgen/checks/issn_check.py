"""The last character of an ISSN does not follow from the others.

It is a check digit (ISO 3297), so that a slip is seen: one of the eight characters is wrong, and
indexes would refuse the article or give it to another journal. A journal also has different
numbers for what is printed and for what is online.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.parse.front_matter.check_digits import issn_digit

_FIELDS = ("issn", "eissn", "pissn", "issn-l")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    for field in _FIELDS:
        for owner in ("journal", "venue", "citation"):
            span = front.span(owner, field)
            number = getattr(front.journal, field.replace("-", "_"))
            if not span or not number or number not in span.text.upper():
                continue
            digits = number.replace("-", "")
            if digits[-1] != issn_digit(digits[:-1]):
                yield Diagnostic(
                    "issn-check",
                    Severity.WARNING,
                    f"`{number}` is not an ISSN, as its last character does not match the others",
                    span,
                    help="copy it again from the journal's record at portal.issn.org",
                )
    journal = front.journal
    if journal.eissn and journal.eissn == journal.pissn:
        yield Diagnostic(
            "issn-check",
            Severity.WARNING,
            f"`eissn` and `pissn` are both `{journal.eissn}`",
            front.place("journal", "pissn"),
            help="leave out the one that the journal does not have",
        )
