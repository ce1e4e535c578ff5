"""The contributor roles of CRediT (ANSI/NISO Z39.104-2022) with their addresses.

Source: https://credit.niso.org/contributor-roles-defined/.
"""

import re
from difflib import get_close_matches

_BASE = "https://credit.niso.org/contributor-roles/"
_TERMS = (
    "Conceptualization", "Data curation", "Formal analysis", "Funding acquisition",
    "Investigation", "Methodology", "Project administration", "Resources", "Software",
    "Supervision", "Validation", "Visualization", "Writing – original draft",
    "Writing – review & editing",
)  # fmt: skip
_OTHERS = {
    "conceptualisation": "conceptualization", "visualisation": "visualization",
    "datacuration": "data-curation", "formalanalysis": "formal-analysis",
    "writing": "writing-original-draft", "original-draft": "writing-original-draft",
    "editing": "writing-review-editing", "review-editing": "writing-review-editing",
}  # fmt: skip
"""What else they are called: in British spelling, and as Quarto shortens them."""


def _slug(text: str) -> str:
    """As the addresses have it: `Writing – review & editing` is `writing-review-editing`."""
    words = re.sub(r"\band\b|&(amp;)?", " ", text.lower())
    return re.sub(r"[^a-z]+", "-", words).strip("-")


ROLES = {_slug(term): term for term in _TERMS}
"""The terms by the last part of their addresses."""


def credit_role(role: str) -> tuple[str, str] | None:
    """The term of CRediT that a role is, and its address; None where it is none.

    The term's own address, `Writing – review & editing`, `writing-review-editing` and `editing`
    are the same role.
    """
    slug = _slug(role.removeprefix(_BASE)) if len(role) < 200 else ""
    slug = _OTHERS.get(slug, slug)
    return (ROLES[slug], f"{_BASE}{slug}/") if slug in ROLES else None


def nearest(role: str) -> str:
    """The term that a role may have been meant for; empty where none is near."""
    near = get_close_matches(_slug(role[:100]), [*ROLES, *_OTHERS], 1, 0.75)
    return ROLES[_OTHERS.get(near[0], near[0])] if near else ""
