"""The letter of responses: what reviewers said, what is answered, and how the passage reads now."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from reportgen.diagnostics import Bag
from reportgen.editions import Edition, EditionSpec
from reportgen.resolve import Report
from reportgen.resolve.printed_passages import PrintedPassages
from reportgen.reviews import ReviewComment, Round
from reportgen.tree.nodes import Node, div, para, plain, span, string
from reportgen.tree.selection import Selection

EDITION = EditionSpec(Selection("response", whole=False), template="response", default=False)


def shows(report: Report) -> bool:
    return bool(report.rounds)


def make(report: Report, bag: Bag) -> Edition | None:
    """The letter; None where a file of comments cannot be read, since one would be missing."""
    if report.review_faults:
        first = report.review_faults[0]
        bag.error(
            "review-unreadable",
            f"a comment would be missing in the letter: {first.message}",
            first.span,
            first.help,
        )
        return None
    words = report.words
    passages = PrintedPassages(report)
    authors = [author.name for author in report.front.authors]
    blocks: list[Node] = []
    for one in report.rounds:
        blocks += _round(one, report, passages, authors)
    title = f"{words['response']}: {report.front.title}"
    own = report.prose.get("title")
    printed = own[0]["c"] if own else string(report.front.title)
    heading = [*string(f"{words['response']}:"), {"t": "Space"}, *printed]
    front = report.front.model_copy(update={"brief": None, "title": title})
    shown = replace(report, front=front, prose={"title": [plain(heading)]}, bibliography=[])
    return Edition(
        EDITION,
        shown,
        blocks or [para(string(words["response-none"]))],
        title=title,
        date=report.front.date,
        summary=(),
    )


def _round(
    one: Round, report: Report, passages: PrintedPassages, authors: Sequence[str]
) -> Iterator[Node]:
    """The comments of a round, reviewer after reviewer in the order of their first comments."""
    words = report.words
    yield _heading(1, words["response-round"].format(one.number))
    order = list(dict.fromkeys(comment.reviewer for comment in one.comments))
    listed = sorted(one.comments, key=lambda comment: order.index(comment.reviewer))
    for reviewer, comments in groupby(listed, key=lambda comment: comment.reviewer):
        yield _heading(2, reviewer or words["response-reviewer"])
        for number, comment in enumerate(comments, 1):
            yield _heading(3, words["response-comment"].format(number))
            yield from _comment(comment, report, passages, authors)


def _comment(
    comment: ReviewComment, report: Report, passages: PrintedPassages, authors: Sequence[str]
) -> Iterator[Node]:
    words, answer = report.words, comment.answered(authors)
    found = passages.find(comment)
    if comment.quote:
        quote = words["response-quote"].format(" ".join(comment.quote.split()))
        place = f" ({found.section})" if found and found.section else ""
        yield div([para(string(f"{quote}{place}"))], "response-quote")
    said = _paragraphs(comment.text)
    for reply in comment.replies:
        if reply.text.strip() != answer:
            first, *rest = _paragraphs(reply.text) or [para([])]
            head = span(string(f"{reply.reviewer or words['response-reviewer']}:"), "run-in")
            said += [para([head, {"t": "Space"}, *first["c"]]), *rest]
    yield div([{"t": "BlockQuote", "c": said}], "response-comment")
    label = words["response-declined" if comment.state == "declined" else "response-answer"]
    label = f"{label}." if answer else words["response-open"]
    first, *rest = _paragraphs(answer) or [para([])]
    begun = [span(string(label), "run-in"), *([{"t": "Space"}] if answer else [])]
    yield div([para([*begun, *first["c"]]), *rest], "response-answer")
    if found is not None:
        yield div([para(string(words["response-passage"]))], "response-label")
        yield div([{"t": "BlockQuote", "c": list(found.blocks)}], "response-passage")
    elif comment.passage or comment.quote:
        yield div([para(string(words["response-gone"]))], "response-label")


def _heading(level: int, words: str) -> Node:
    return {"t": "Header", "c": [level, ["", ["unnumbered"], []], string(words)]}


def _paragraphs(value: str) -> list[Node]:
    """Plain text as paragraphs, which blank lines part."""
    parts = [" ".join(part.split()) for part in value.strip().split("\n\n")]
    return [para(string(part)) for part in parts if part]
