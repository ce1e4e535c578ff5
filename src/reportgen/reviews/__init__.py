"""What reviewers said of a manuscript, and what was answered: `reviews/round-1.yaml` and on.

A file a round. Comments are added behind those that are there; what an author wrote into a file is
never changed.
"""

from collections.abc import Collection
from dataclasses import dataclass

from reportgen.diagnostics.source import Source, Span, nfc

FOLDER = "reviews"
"""The folder of the rounds, beside the document."""
STATES = ("open", "answered", "declined")


@dataclass(frozen=True)
class Reply:
    """A reply in the thread of a comment. Dates are ISO 8601, or empty."""

    id: str
    reviewer: str
    date: str
    text: str


@dataclass(frozen=True)
class ReviewComment:
    """A comment, and what the authors answer.

    `id` is the same for the same comment whenever a document is read again. `quote` are the words
    that it stands on, `passage` those of their paragraph as it was sent, `place` where they stood
    (`file:line:column`, or empty), `sent` the hash of the sources of the document that was sent.
    `resolved` says that the thread was closed in the document. `span` is the comment's own place in
    the file of its round, None before it is in one.
    """

    id: str
    reviewer: str
    date: str
    text: str
    quote: str = ""
    passage: str = ""
    place: str = ""
    sent: str = ""
    replies: tuple[Reply, ...] = ()
    resolved: bool = False
    state: str = "open"
    answer: str = ""
    span: Span | None = None

    def answered(self, authors: Collection[str]) -> str:
        """What the authors, of these names, answer; empty while nothing is: no state is an answer.

        It is what stands in the file, else the last reply of one of them in the thread.
        """
        names = {_plain(name) for name in authors}
        own = [reply.text for reply in self.replies if _plain(reply.reviewer) in names]
        return self.answer.strip() or (own[-1].strip() if own else "")


def _plain(name: str) -> str:
    return " ".join(nfc(name).casefold().split())


@dataclass(frozen=True)
class Round:
    """One file of comments: `source` is its text under its name in the project.

    It is `whole` where all of it could be read as YAML.
    """

    number: int
    source: Source
    comments: tuple[ReviewComment, ...]
    whole: bool = True
