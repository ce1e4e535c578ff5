"""What `eprint` holds: a number of arXiv, a place in an archive, an identifier of case law.

Zotero's BibLaTeX export writes its fields "Archive" and "Loc. in Archive" into `eprinttype` and
`eprint`. The European Case Law Identifier is that of the Council's conclusions 2011/C 127/01.
"""

import re
from typing import Any

from reportgen.bibliography import addresses, decode
from reportgen.bibliography.library import Entry

_HELD = ("document", "interview", "manuscript", "map", "personal_communication")
"""Types of what archives hold."""
_ECLI = re.compile(r"ECLI:[A-Z]{2}:\w{1,7}:\d{4}:[\w.]{1,25}")
_COMMENT = re.compile(r"Comments?\s*\u2060?:", re.I)
"""How Zotero begins what arXiv says of a paper's length and state."""


def refine(entry: Entry, out: dict[str, Any]) -> None:
    """Put an item's `eprint` where notes print it, and say once that a paper is arXiv's."""
    typed = decode.decode(entry.text("eprinttype", "archiveprefix"))
    eprint = decode.decode(entry.text("eprint"))
    if not eprint:
        return
    if typed.lower() == "arxiv":
        _arxiv(out)
    elif _ECLI.fullmatch(eprint) and out["type"] == "legal_case":
        out["number"] = ", ".join(filter(None, (out.get("number"), eprint)))
    elif typed and out["type"] in _HELD and not addresses.serves(typed) and "://" not in eprint:
        out.setdefault("archive", typed)
        out.setdefault("archive_location", eprint)


def _arxiv(out: dict[str, Any]) -> None:
    for name in ("archive", "publisher"):
        if out.get(name, "").lower() == "arxiv":
            del out[name]
    if _COMMENT.match(out.get("note", "")):
        del out["note"]
