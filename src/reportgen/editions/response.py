"""The letter of responses: what reviewers said, what is answered, and how the passage reads now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from reportgen.diagnostics import Bag
from reportgen.editions import Edition, EditionSpec
from reportgen.parse.front_matter import Author
from reportgen.parse.identities import Identities, identities
from reportgen.resolve import Report
from reportgen.resolve.printed_passages import PrintedPassages
from reportgen.reviews import ReviewComment, Round
from reportgen.tree.nodes import Node, div, line_of, para, plain, span, string
from reportgen.tree.selection import Selection

EDITION = EditionSpec(Selection("response", whole=False), template="response", default=False)

NAMELESS = {"affiliations": (), "copyright": None, "doi": None, "url": None, "funders": ()}
"""What else says who wrote a work, where reviewers are not to know."""
ANSWER = "response-answer"
"""The class of an answer."""


def shows(report: Report) -> bool:
    return bool(report.rounds)


def make(report: Report, bag: Bag) -> Edition | None:
    """The letter; None where a file of comments cannot be read, since one would be missing.

    Where the front matter has `review`, its authors stay unnamed, as in the copy for reviewers.
    """
    if report.review_faults:
        first = report.review_faults[0]
        bag.error(
            "review-unreadable",
            f"something would be missing in the letter: {first.message}",
            first.span,
            first.help,
        )
        return None
    words = report.words
    known = identities(report.front) if report.front.review is not None else None
    authors = tuple(author.name for author in report.front.authors)
    date = report.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    letter = _Letter(words, PrintedPassages(report), authors, date, known)
    blocks: list[Node] = []
    for one in report.rounds:
        blocks += letter.round(one)
    title = f"{words['response']}: {report.front.title}"
    own = report.prose.get("title")
    printed = line_of(own) if own else string(report.front.title)
    heading = [*string(f"{words['response']}:"), {"t": "Space"}, *printed]
    front = report.front.model_copy(update={"brief": None, "title": title})
    if known is not None:
        front = front.model_copy(update={**NAMELESS, "authors": (Author(name=words["anonymous"]),)})
    shown = replace(
        report, front=front, prose={"title": [plain(heading)]}, bibliography=[], attached={}
    )
    return Edition(
        EDITION,
        shown,
        blocks or [para(string(words["response-none"]))],
        title=title,
        date=report.front.date,
        summary=(),
        withheld=known,
    )


@dataclass(frozen=True)
class _Letter:
    """What a letter is written from; `date` is its own, `known` is who is not to be named in it."""

    words: Mapping[str, str]
    passages: PrintedPassages
    authors: tuple[str, ...]
    date: str
    known: Identities | None

    def round(self, one: Round) -> Iterator[Node]:
        """The comments of a round, reviewer by reviewer in the order of their first comments."""
        yield _heading(1, self.words["response-round"].format(one.number))
        order = list(dict.fromkeys(comment.reviewer for comment in one.comments))
        listed = sorted(one.comments, key=lambda comment: order.index(comment.reviewer))
        for reviewer, comments in groupby(listed, key=lambda comment: comment.reviewer):
            yield _heading(2, self._name(reviewer))
            for number, comment in enumerate(comments, 1):
                yield _heading(3, self.words["response-comment"].format(number))
                yield from self._comment(comment)

    def _comment(self, comment: ReviewComment) -> Iterator[Node]:
        words, answer = self.words, comment.answered(self.authors)
        found = self.passages.find(comment)
        if comment.quote:
            quote = words["response-quote"].format(" ".join(comment.quote.split()))
            place = f" ({found.section})" if found and found.section else ""
            yield div([para(string(f"{quote}{place}"))], "response-quote")
        said = _paragraphs(comment.text)
        for reply in comment.replies:
            if reply.text.strip() != answer:
                said += _headed(f"{self._name(reply.reviewer)}:", reply.text)
        quoted = div([{"t": "BlockQuote", "c": said}], "response-comment")
        thread = self._thread(comment, answer)
        yield quoted if found is not None else {**quoted, "thread": thread}
        label = words["response-declined" if comment.state == "declined" else "response-answer"]
        yield div(_headed(f"{label}." if answer else words["response-open"], answer), ANSWER)
        if found is not None:
            yield div([para(string(words["response-passage"]))], "response-label")
            passage = div([{"t": "BlockQuote", "c": list(found.blocks)}], "response-passage")
            yield {**passage, "thread": thread}
        elif comment.passage or comment.quote:
            yield div([para(string(words["response-gone"]))], "response-label")

    def _thread(self, comment: ReviewComment, answer: str) -> list[list[str]]:
        """The comment with its replies and the answer, for documents that can have comments."""
        said = [[self._name(comment.reviewer), comment.date, comment.text]]
        said += [[self._name(reply.reviewer), reply.date, reply.text] for reply in comment.replies]
        if comment.answer.strip():
            said.append([self._name(", ".join(self.authors)), self.date, answer])
        return said

    def _name(self, name: str) -> str:
        """Who said something, as the letter may name them."""
        if self.known is not None and self.known.tells(name):
            return self.words["anonymous"]
        return name or self.words["response-reviewer"]


def _headed(head: str, value: str) -> list[Node]:
    """Plain text as paragraphs, the first with a head."""
    begun = [span(string(head), "run-in")]
    first, *rest = _paragraphs(value) or [para([])]
    return [para([*begun, *([{"t": "Space"}] if first["c"] else []), *first["c"]]), *rest]


def _heading(level: int, words: str) -> Node:
    return {"t": "Header", "c": [level, ["", ["unnumbered"], []], string(words)]}


def _paragraphs(value: str) -> list[Node]:
    """Plain text as paragraphs, which blank lines part."""
    parts = [" ".join(part.split()) for part in value.strip().split("\n\n")]
    return [para(string(part)) for part in parts if part]
