"""Theorems and their kin: which there are, how labels begin, and what they are called.

Sources: bookdown, 2.2.2 "Theorems and proofs"; Quarto, "Theorems and Proofs".
"""

from collections.abc import Mapping

CLASS = "theorem"
"""The class of the Div that any of them is; its kind is the second class."""
HEAD = "theorem-head"
"""The class of the Span at its head, which holds its own title, if it has one."""
PREFIXES: Mapping[str, str] = {
    "thm": "theorem", "lem": "lemma", "cor": "corollary", "prp": "proposition",
    "cnj": "conjecture", "def": "definition", "exm": "example", "exr": "exercise",
    "hyp": "hypothesis", "alg": "algorithm", "rem": "remark", "sol": "solution",
}  # fmt: skip
LABELS: Mapping[str, str] = {kind: prefix for prefix, kind in PREFIXES.items()}
LISTING = "listing"
"""The kind of a block of code under a label, which stands beside the theorems here."""
UNNUMBERED = ("proof", "remark", "solution")
"""Kinds that have a number only where a label asks for one."""

_KINDS = (*LABELS, "proof")


def kind(classes: list[str]) -> str:
    """The kind that a Div's classes say; "" where it is none of them."""
    one = classes[1] if classes[:1] == [CLASS] and len(classes) == 2 else ""
    return one if one in _KINDS or one == LISTING else ""


def numbered(identifier: str, name: str) -> bool:
    """Whether one of this kind with this label has a number."""
    return name not in UNNUMBERED or identifier[:3] in PREFIXES


def known(name: str) -> bool:
    """Whether a word names a kind."""
    return name in _KINDS
