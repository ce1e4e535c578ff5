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
    from reportgen.merge import block_changes, note_changes, quoting
    from reportgen.merge.collected import Collected
    from reportgen.merge.edits import Changes
    from reportgen.merge.sent_document import sent_document

    joined = sent_document(sent, manuscript)
    curly = any("“" in block.text or "’" in block.text for block in sent.every_block())
    found = Collected(manuscript, curly, edited.revisions, references=joined.references)
    names = note_changes.change_notes(joined, edited, found)
    block_changes.change_blocks(joined, edited, names, found)
    quoting.quote(found, joined.order)
    edits = found.placed()
    return Changes(tuple(edits), tuple(found.refusals))
