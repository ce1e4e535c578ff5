"""An edited Word document -> changes of the sources that it was made of."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportgen import ooxml
    from reportgen.merge.edits import Changes
    from reportgen.parse import Manuscript
    from reportgen.resolve import Report


def changes_of(
    sent: "ooxml.Document", edited: "ooxml.Document", manuscript: "Manuscript", report: "Report"
) -> "Changes":
    """The edits of the sources that make `sent` read as `edited`, and what cannot be brought back.

    `manuscript` and `report` are those that `sent` was made of. Edits are of the manuscript's
    front matter, chapters and bibliographies, in the order of their places; none overlaps another.
    """
    raise NotImplementedError
