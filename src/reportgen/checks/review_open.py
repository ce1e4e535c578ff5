"""A reviewer's comment has no answer.

The files of `reviews/` keep what reviewers said, see [reviews](reviews.md). A comment is open until
something is written behind its `answer`; `state: declined` needs one too, the reason. The place is
that of the passage as it stands now. Where the passage is gone, it is the comment's own in its
file, and where most of the passage's words went is named.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Source, Span
from reportgen.parse import Manuscript
from reportgen.reviews import ReviewComment, Round
from reportgen.reviews.reading import read
from reportgen.reviews.standing import Standing, Standings

WORDS = 8
"""How many words of a comment say which one it is."""


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    rounds = read(manuscript.sources, Bag())
    authors = [author.name for author in manuscript.front.authors]
    waiting = [(one, c) for one in rounds for c in one.comments if not c.answered(authors)]
    if not waiting:
        return
    front, end = manuscript.sources.front, manuscript.sources.end
    texts = [chapter.source for chapter in manuscript.chapters]
    standings = Standings([*texts, Source(front.name, front.text[:end])])
    for one, comment in waiting:
        yield _open(one, comment, standings.standing(comment))


def _open(one: Round, comment: ReviewComment, standing: Standing) -> Diagnostic:
    own = comment.span or one.source.span(0)
    who = f"`{comment.reviewer}`" if comment.reviewer else "a reviewer"
    message = f"the comment of {who} in round {one.number} has no answer: `{_begin(comment.text)}`"
    place: Span = standing.span or own
    notes = [Note("the comment stands here", own)] if standing.span else []
    if not standing.span and (comment.passage or comment.quote):
        message += "; its passage no longer exists"
        if standing.near:
            notes.append(Note("most of its words stand here now", standing.near))
    what = "reason" if comment.state == "declined" else "answer"
    return Diagnostic(
        "review-open",
        Severity.WARNING,
        message,
        place,
        help=f"write the {what} behind `answer:` in `{own.source.name}`, line {own.line}",
        notes=tuple(notes),
    )


def _begin(text: str) -> str:
    """The first words of a comment."""
    said = text.replace("`", "'").split()
    return " ".join(said[:WORDS]) + (" …" if said[WORDS:] else "")
