"""An edited Word document -> changes of the sources that it was made of."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen import ooxml
    from reportgen.merge.edits import Changes
    from reportgen.parse import Manuscript


def changes_of(
    sent: "ooxml.Document", edited: "ooxml.Document", manuscript: "Manuscript"
) -> "Changes":
    """The edits of the sources that make `sent` read as `edited`, and what cannot be brought back.

    `manuscript` is the one that `sent` was made of. Edits are of its front matter and chapters,
    file by file in the order of their places; none overlaps another.
    """
    raise NotImplementedError
