"""What comes of the comments of an edited document: places, edits, and the files of rounds."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen import ooxml
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.merge.comment_edits import inline
from reportgen.merge.comments import PlacedComment, placed, review_comments
from reportgen.merge.edits import Edit
from reportgen.project.load import Sources
from reportgen.reviews.writing import Recorded, record


@dataclass(frozen=True)
class CommentResults:
    """The comments with their places, the edits that write them into chapters, and their rounds.

    `edits` are by the names of files, of the texts as they are now.
    """

    placed: tuple[PlacedComment, ...] = ()
    edits: Mapping[str, tuple[Edit, ...]] = field(default_factory=dict)
    rounds: Recorded = field(default_factory=Recorded)


def comment_results(
    document: ooxml.Document, data: bytes, sources: Sources | None, within: bool, bag: Bag
) -> CommentResults:
    """What comes of the comments of a document, which `data` holds.

    `within` asks for edits of the chapters. A file of a round that cannot be read is reported.
    Raises `ooxml.Unreadable` as its reader does.
    """
    if not document.comments or sources is None:
        return CommentResults()
    found = tuple(placed(document, sources, ooxml.read(data, "none")))
    rounds = record(sources, review_comments(found, document.custom.get("reportgen.source", "")))
    for name in rounds.unreadable:
        bag.warning(
            "review-unreadable",
            f"no comment is kept in `{name}`, which cannot be read as it is written",
            Source(name, "").span(0),
            help="mend what `reportgen check` says of it, and merge again",
        )
    edits: dict[str, tuple[Edit, ...]] = {}
    for edit in inline(found, sources)[0] if within else ():
        edits[edit.path] = (*edits.get(edit.path, ()), edit)
    return CommentResults(found, edits, rounds)
