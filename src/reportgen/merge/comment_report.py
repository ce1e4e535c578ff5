"""Placed comments -> what a report and a terminal say of them."""

import re
from collections.abc import Iterable, Sequence

from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.merge.comments import PlacedComment
from reportgen.ooxml.model import Comment
from reportgen.reviews.writing import Recorded

CODE = "review-comment"
QUOTED = 12
"""How many words of what a comment stands on are shown."""
_BEGIN = re.compile(r"^(\s*\d*)([-+=.)])")
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|#~$@^])")


def markdown(comments: Sequence[PlacedComment]) -> str:
    """The section of a report in Markdown: each thread with its place; empty without comments."""
    if not comments:
        return ""
    nowhere = sum(one.span is None for one in comments)
    replies = sum(len(one.replies) for one in comments)
    counted = [_count(len(comments), "comment"), _count(replies, "reply") if replies else ""]
    counted.append(f"{nowhere} without a place in the sources" if nowhere else "")
    lines = ["## Comments", "", f"{', '.join(filter(None, counted))}."]
    for one in comments:
        span = one.span
        place = f"`{span.source.name}:{span.line}:{span.column}`" if span else "No place"
        on = f", on “{_escaped(_quoted(one))}”" if one.comment.quote.strip() else ""
        closed = " (closed in the document)" if one.comment.done else ""
        lines += ["", f"### {_escaped(_who(one.comment))}{closed}", "", f"{place}{on}", ""]
        lines += _said(one.comment)
        for reply in one.replies:
            lines += ["", f"{_escaped(_who(reply))}:", "", *_said(reply)]
    return "\n".join(lines) + "\n"


def diagnostics(comments: Iterable[PlacedComment]) -> list[Diagnostic]:
    """A note for each thread at its place, for a terminal."""
    out = []
    for one in comments:
        quote = _quoted(one).replace("`", "'")
        on = f", on `{quote}`" if quote else ""
        said = " ".join(one.comment.text.split()) or "no words"
        lost = "" if one.span else "; it has no place in the sources"
        out.append(
            Diagnostic(
                CODE,
                Severity.NOTE,
                f"comment of {_who(one.comment)}{on}: {said}{lost}",
                one.span,
                notes=tuple(Note(f"{_who(r)}: {' '.join(r.text.split())}") for r in one.replies),
            )
        )
    return out


def keeping(rounds: Recorded, applied: bool) -> str:
    """Where comments and replies are kept that are new, or how; empty without any."""
    if not rounds.added:
        return ""
    new = _count(rounds.added, "new comment")
    named = " and ".join(rounds.files)
    return f"{new} kept in {named}" if applied else f"{new}: `--apply` keeps them in {named}"


def _who(comment: Comment) -> str:
    """A comment's author and day."""
    return ", ".join(filter(None, (comment.author or "somebody", comment.date[:10])))


def _quoted(one: PlacedComment) -> str:
    """The first words of what a comment stands on."""
    words = one.comment.quote.split()
    return " ".join(words[:QUOTED]) + (" …" if words[QUOTED:] else "")


def _said(comment: Comment) -> list[str]:
    """The words of a comment as a quotation in Markdown, its lines as they are."""
    lines = comment.text.strip().splitlines() or [""]
    return [f"> {_escaped(line)}\\" if line and i < len(lines) - 1 else f"> {_escaped(line)}"
            for i, line in enumerate(lines)]  # fmt: skip


def _escaped(text: str) -> str:
    """Text whose signs mean nothing in Markdown."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return _BEGIN.sub(r"\1\\\2", _SIGNS.sub(r"\\\1", plain))


def _count(number: int, noun: str) -> str:
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
