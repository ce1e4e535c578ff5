"""Manuscript -> diagnostics. One check a file; a check's code is its file's name.

A check's module has `check(manuscript)`, which yields diagnostics, and a docstring that is its
page in the manual (`docs/codes.md`). `allow` in the front matter silences a code.
"""

from reportgen import plug
from reportgen.diag import Bag
from reportgen.parse import Manuscript


def names() -> tuple[str, ...]:
    """The codes of the checks there are."""
    return tuple(name.replace("_", "-") for name in plug.names(__name__))


def check(manuscript: Manuscript, bag: Bag) -> None:
    """Run every check."""
    for name in plug.names(__name__):
        bag.extend(plug.load(__name__, name).check(manuscript))
