"""What kinds of sources need beyond the table of fields, each building on those before."""

from typing import Any

from reportgen.bibliography import archival, conferences, days, eprints, legal, prefaces
from reportgen.bibliography.library import Entry


def refine(entry: Entry, out: dict[str, Any]) -> None:
    """Put the variables of a CSL-JSON item as citation styles look for them."""
    for kind in (eprints, legal, archival, prefaces, conferences, days):
        kind.refine(entry, out)
