"""The last two digits of a ROR identifier do not follow from the others.

They are check digits (ISO 7064, MOD 97-10), so that a slip is seen. Such an identifier is left out
of an affiliation, as it may be another institution's; of a grant's funder it is reported alone.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.parse.front_matter.check_digits import ror_digits

_ROR = re.compile(r"(?:https?://)?(?:www\.)?ror\.org/(0[a-z0-9]{6})([a-z0-9]{2})/?", re.I | re.A)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    for i, funding in enumerate(front.funders):
        for j, award in enumerate(funding.awards):
            typed = (award.funder_id or "").strip()
            if "ror.org" not in typed.lower():
                continue
            found = _ROR.fullmatch(typed)
            if found is None or found[2] != ror_digits(found[1].lower()):
                yield Diagnostic(
                    "ror-check",
                    Severity.WARNING,
                    f"`{typed}` is not a ROR identifier",
                    front.place("funding", i, "awards", j, "funder-id"),
                    help="copy it again from the funder's page at ror.org",
                )
