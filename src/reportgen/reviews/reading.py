"""The files of `reviews/` -> rounds of comments, every fault reported at its place."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.diagnostics.source import Source, Span
from reportgen.parse.front_matter.yaml_nodes import compose, walk
from reportgen.parse.front_matter.yaml_tree import Fields, Items, Node, Scalar
from reportgen.project.load import Sources
from reportgen.reviews import STATES, Reply, ReviewComment, Round
from reportgen.reviews.round_files import names, number

CODE = "review-unreadable"
MOST = 20
"""The most rounds of a manuscript."""
COMMENTS = 1_000
"""The most comments and replies of a round."""
TEXTS = ("id", "reviewer", "date", "text", "quote", "passage", "place", "sent", "answer")
FIELDS = (*TEXTS, "state", "resolved", "reply-to")


def read(sources: Sources, bag: Bag) -> tuple[Round, ...]:
    """The rounds of comments on a manuscript; what cannot be used is left out and reported."""
    listed = names(sources.folder, sources.stem)
    rounds = []
    for name in listed[:MOST]:
        source = sources.text(sources.named(name), found := Bag())
        bag.extend(replace(d, severity=Severity.WARNING) for d in found)
        if source is not None:
            rounds.append(read_round(source, bag))
    if listed[MOST:]:
        place = Source(sources.named(listed[MOST]), "").span(0)
        _fault(bag, f"there are more than {MOST} rounds", place, "join some of them in one file")
    return tuple(rounds)


def read_round(source: Source, bag: Bag) -> Round:
    """One file of comments."""
    root, whole = _root(source, bag)
    for entry in root.entries:
        if entry.key != "comments":
            _unknown(entry.key, entry.at, ("comments",), bag)
    listed = root.get("comments")
    items: tuple[Node, ...] = ()
    if listed is not None and isinstance(listed.value, Items):
        items = listed.value.items
    elif listed is not None and not (isinstance(listed.value, Scalar) and not listed.value.value):
        _fault(bag, "`comments` is not a list", listed.at, "begin each comment with `- id:`")
    if items[COMMENTS:]:
        message = f"there are more than {COMMENTS} comments and replies in one file"
        _fault(bag, message, items[COMMENTS].span, "divide it into several rounds")
        items = items[:COMMENTS]
    read = [found for item in items if (found := _comment(item, bag)) is not None]
    return Round(number(source.name), source, _threads(read, bag), whole)


def _root(source: Source, bag: Bag) -> tuple[Fields, bool]:
    """The YAML of a file, and whether that is all of it; faults are said of the file."""
    found = Bag()
    document = compose(source, 0, len(source.text), found)
    for fault in found:
        message = fault.message.replace("the front matter", "the file")
        remedy = fault.help.replace('title: "..."', "comments:")
        mild = replace(fault, code=CODE, severity=Severity.WARNING)
        bag.add(replace(mild, message=message, help=remedy))
    return document.root, not document.lost


def _comment(item: Node, bag: Bag) -> tuple[ReviewComment, str] | None:
    """A comment, and the identifier of the one that it replies to; None where it is none."""
    if not isinstance(item, Fields):
        _fault(bag, "a comment is not made of fields", item.span, "write it as `- id: ...`")
        return None
    for key, count in Counter(entry.key for entry in item.entries).items():
        entry = item.get(key)
        assert entry is not None
        if key not in FIELDS:
            _unknown(key, entry.at, FIELDS, bag)
        elif count > 1:
            _fault(bag, f"`{key}` is given twice", entry.at, "keep one of them")
    texts: dict[str, Any] = {name: _text(item, name, bag) for name in TEXTS}
    if not texts["id"]:
        _fault(bag, "a comment has no `id`", item.span, "give it one that no other comment has")
        return None
    state = _text(item, "state", bag) or "open"
    if state not in STATES:
        entry = item.get("state")
        assert entry is not None
        remedy = f"write {', '.join(f'`{one}`' for one in STATES[:-1])} or `{STATES[-1]}`"
        _fault(bag, f"`{state}` is no state of a comment", entry.value.span, remedy)
        state = "open"
    resolved = _text(item, "resolved", bag).lower() in ("true", "yes")
    made = ReviewComment(**texts, state=state, resolved=resolved, span=item.span)
    return made, _text(item, "reply-to", bag)


def _text(item: Fields, name: str, bag: Bag) -> str:
    """The value of a field as text; empty where there is none."""
    for node, entry in walk(item, (name,)):
        if isinstance(node, Scalar):
            return (node.value or "").strip()
        place = entry.at if entry else item.span
        _fault(bag, f"`{name}` is not text", place, f'put the value between quotes: `{name}: ""`')
    return ""


def _threads(read: Sequence[tuple[ReviewComment, str]], bag: Bag) -> tuple[ReviewComment, ...]:
    """The comments in their order, each with the replies to it."""
    comments: dict[str, ReviewComment] = {}
    for comment, parent in read:
        if comment.id in comments:
            _fault(bag, f"two comments have the id `{comment.id}`", comment.span, "change one")
        elif not parent:
            comments[comment.id] = comment
    for comment, parent in read:
        if parent and parent not in comments:
            message = f"no comment in this file has the id `{parent}` that this one replies to"
            _fault(bag, message, comment.span, "write the id of the first comment of its thread")
        elif parent:
            reply = Reply(comment.id, comment.reviewer, comment.date, comment.text)
            first = comments[parent]
            comments[parent] = replace(first, replies=(*first.replies, reply))
    return tuple(comments.values())


def known(rounds: Sequence[Round]) -> Mapping[str, ReviewComment]:
    """Every comment by its identifier, the first of those with one."""
    found: dict[str, ReviewComment] = {}
    for one in rounds:
        for comment in one.comments:
            found.setdefault(comment.id, comment)
    return found


def _unknown(key: str, span: Span, among: Sequence[str], bag: Bag) -> None:
    near = Nearest(among)(key)
    remedy = f"did you mean `{near}`?" if near else f"take `{key}` out"
    _fault(bag, f"`{key}` is no field of a round of comments", span, remedy)


def _fault(bag: Bag, message: str, span: Span | None, remedy: str) -> None:
    bag.add(Diagnostic(CODE, Severity.WARNING, message, span, help=remedy))
