"""The day of a source whose date has none, from a remark.

BibTeX has no `day`, and Zotero's BibTeX export keeps month and year alone; people type the whole
date behind what they say of the source: `howpublished = {Speech, March 5, 1983}`.
"""

import re
from typing import Any

from reportgen.bibliography import dates
from reportgen.bibliography.library import Entry

_DATED = (
    *("document", "hearing", "interview", "manuscript", "patent", "personal_communication"),
    *("post", "post-weblog", "speech", "webpage"),
)
"""Types whose notes print the day."""
_FULL = re.compile(
    r"(?:^|, )((?:[A-Z][a-z]{2,8}\.? \d{1,2},|\d{1,2} [A-Z][a-z]{2,8}\.?) \d{4})(?=$|[,;])"
)


def refine(_entry: Entry, out: dict[str, Any]) -> None:
    """Set the day of an item's date, and take the date out of the remark, where both agree."""
    date = out.get("issued", {})
    issued = date.get("date-parts", [])
    known = date.keys() == {"date-parts"} and len(issued) == 1 and len(issued[0]) < 3
    if not known or out["type"] not in _DATED:
        return
    for name in ("publisher", "note"):
        found = _FULL.search(out.get(name, ""))
        day: dict[str, Any] = (dates.read(found[1]).csl if found else None) or {}
        parts = day.get("date-parts", [[]])[0]
        if not found or len(parts) != 3 or parts[: len(issued[0])] != issued[0]:
            continue
        out["issued"] = day
        kept = out[name][: found.start()] + out[name][found.end() :]
        out[name] = kept.strip(" ,;")
        if not out[name]:
            del out[name]
        return
