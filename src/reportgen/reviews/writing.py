"""New comments -> the files of rounds as they are to be.

What is in a file stays as it is, byte for byte: comments, and replies in threads that are there,
are added at its end.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.project.load import Sources
from reportgen.reviews import FOLDER, Reply, ReviewComment, Round
from reportgen.reviews.reading import known, read, read_round
from reportgen.reviews.round_files import names

HEAD = """\
# What reviewers said, and what is answered. Write what you answer behind `answer:`, on one line
# or below it as `answer: |` with indented lines, and set `state` to `answered` or `declined`.
comments:
"""
_UNQUOTED = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[a-z][a-z0-9_./:-]*[a-z0-9]", re.I)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BLOCK = re.compile(r"[^\s#][^\n]*(?:\n(?:[^\s][^\n]*)?)*")


@dataclass(frozen=True)
class Recorded:
    """The texts of files that change, by their names in the project.

    `added` counts the comments and replies that are new; `unreadable` names the files that have to
    be mended before anything is added.
    """

    files: dict[str, str]
    added: int = 0
    unreadable: tuple[str, ...] = ()


def record(sources: Sources, comments: Sequence[ReviewComment]) -> Recorded:
    """The rounds with those of the comments and replies that no round has.

    Comments on what was sent before go into the round of that sending, others into a new one. An
    answer in a comment that is new is kept; where there is one in its file, that stays.
    """
    bag = Bag()
    rounds = read(sources, bag)
    if bag.found:
        named = (d.span.source.name for d in bag if d.span)
        return Recorded({}, unreadable=tuple(dict.fromkeys(named)))
    texts = {one.source.name: one.source.text for one in rounds}
    there = known(rounds)
    new: dict[str, list[str]] = {}
    for comment in comments:
        old = there.get(comment.id)
        name = _home(comment, rounds, sources)
        written: list[str] = []
        if old is None:
            written = [_comment(comment), *(_reply(r, comment.id) for r in comment.replies)]
        else:
            name = old.span.source.name if old.span else name
            ids = {reply.id for reply in old.replies}
            written = [_reply(r, old.id) for r in comment.replies if r.id not in ids]
        if written:
            new.setdefault(name, []).extend(written)
    files = {name: _extended(texts.get(name, ""), parts) for name, parts in new.items()}
    spoilt = tuple(name for name in files if not _reads(name, files[name], len(new[name]), texts))
    if spoilt:
        return Recorded({}, unreadable=spoilt)
    return Recorded(files, sum(map(len, new.values())))


def _home(comment: ReviewComment, rounds: Sequence[Round], sources: Sources) -> str:
    """The name of the file that a new comment belongs in."""
    for one in reversed(rounds):
        if any(comment.sent == other.sent for other in one.comments):
            return one.source.name
    number = max((one.number for one in rounds), default=0) + 1
    stem = f"{sources.stem}-" if sources.stem else ""
    taken = set(names(sources.folder, sources.stem))
    while (name := f"{FOLDER}/{stem}round-{number}.yaml") in taken:
        number += 1
    return sources.named(name)


def _extended(text: str, parts: Iterable[str]) -> str:
    """A file with more comments at its end."""
    if not text.strip():
        text = HEAD
    return f"{text if text.endswith(chr(10)) else text + chr(10)}{''.join(parts)}"


def _reads(name: str, text: str, added: int, before: dict[str, str]) -> bool:
    """Whether a file reads as it did, with so many comments and replies more."""
    counts = []
    for version in (before.get(name, HEAD), text):
        bag = Bag()
        found = read_round(Source(name, version), bag)
        counts.append(len(found.comments) + sum(len(c.replies) for c in found.comments))
        if bag.found:
            return False
    return counts[1] == counts[0] + added


def _comment(comment: ReviewComment) -> str:
    fields = [
        ("id", comment.id),
        ("reviewer", comment.reviewer),
        ("date", comment.date),
        ("place", comment.place),
        ("sent", comment.sent),
        ("quote", comment.quote),
        ("passage", comment.passage),
        ("resolved", "true" if comment.resolved else ""),
        ("text", comment.text),
        ("state", comment.state),
    ]
    return _entry([*(pair for pair in fields if pair[1]), ("answer", comment.answer)])


def _reply(reply: Reply, parent: str) -> str:
    said = [("reviewer", reply.reviewer), ("date", reply.date), ("text", reply.text)]
    return _entry([("id", reply.id), ("reply-to", parent), *(pair for pair in said if pair[1])])


def _entry(fields: Sequence[tuple[str, str]]) -> str:
    """An item of the list, its fields in this order."""
    scalars = {name: value if name == "resolved" else _scalar(value) for name, value in fields}
    lines = [f"{name}: {scalar}".rstrip() for name, scalar in scalars.items()]
    return f"- {lines[0]}\n" + "".join(f"  {line}\n" for line in lines[1:])


def _scalar(value: str) -> str:
    """Text as a scalar of YAML 1.2 (chapter 7) that reads as the text again.

    Lines are written as lines where they can be, all else between double quotes.
    """
    value = _clean(value)
    if not value or _UNQUOTED.fullmatch(value):
        return value
    trailing = any(line != line.rstrip() for line in value.split("\n"))
    if "\n" in value and _BLOCK.fullmatch(value) and not trailing and "\t" not in value:
        return "|-\n" + "\n".join(f"    {line}" if line else "" for line in value.split("\n"))
    return json.dumps(value, ensure_ascii=False)


def _clean(value: str) -> str:
    """Text with ends of lines as line feeds, without what YAML cannot hold as it stands."""
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    return _UNPRINTABLE.sub(
        lambda m: "\n" if m[0] in "\x0b\x0c\x85\u2028\u2029" else "\ufffd", value
    )
