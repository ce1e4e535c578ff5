"""New comments -> the files of rounds as they are to be.

What is in a file stays as it is, byte for byte: comments, and replies in threads that are there,
are added at its end.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

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
_UNQUOTED = re.compile(
    r"(?!(?:true|false|yes|no|on|off|null|y|n)$)[a-z][a-z0-9_./-]*(?:[: ][a-z0-9_./-]+)*", re.I
)
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_BLOCK = re.compile(r"[^\s#][^\n]*(?:\n(?:[^\s][^\n]*)?)*")


@dataclass(frozen=True)
class Recorded:
    """The bytes of each file that changes, before and after, by its name in the project.

    A file that is not there yet has none before. `added` counts the comments and replies that are
    new; `unreadable` names the files that have to be mended before anything is added.
    """

    files: Mapping[str, tuple[bytes, bytes]] = field(default_factory=dict)
    added: int = 0
    unreadable: tuple[str, ...] = ()


def record(sources: Sources, comments: Sequence[ReviewComment]) -> Recorded:
    """The rounds with those of the comments and replies that no round has.

    Comments on what was sent before go into the round of that sending, others into a new one. An
    answer in a comment that is new is kept; where there is one in its file, that stays.
    """
    rounds = read(sources, Bag())
    whole = {one.source.name for one in rounds if one.whole}
    listed = [sources.named(name) for name in names(sources.folder, sources.stem)]
    if broken := tuple(name for name in listed if name not in whole):
        return Recorded(unreadable=broken)
    there = known(rounds)
    new: dict[str, list[str]] = {}
    for comment in comments:
        old = there.get(comment.id)
        name = _home(comment, rounds, sources)
        if old is None:
            written = [_comment(comment), *(_reply(r, comment.id) for r in comment.replies)]
        else:
            name = old.span.source.name if old.span else name
            ids = {reply.id for reply in old.replies}
            written = [_reply(r, old.id) for r in comment.replies if r.id not in ids]
        if written:
            new.setdefault(name, []).extend(written)
    files = {}
    for name, parts in new.items():
        before = sources.data(name) or b""
        files[name] = (before, _extended(before, parts))
    spoilt = tuple(n for n, (old, late) in files.items() if not _reads(n, old, late, len(new[n])))
    if spoilt:
        return Recorded(unreadable=spoilt)
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


def _extended(before: bytes, parts: Iterable[str]) -> bytes:
    """A file with more comments at its end, whose lines end as those before."""
    text = "".join([*([] if before.strip() else [HEAD]), *parts])
    gap = "" if not before or before.endswith((b"\n", b"\r")) else "\n"
    added = f"{gap}{text}".encode()
    return before + (added.replace(b"\n", b"\r\n") if b"\r\n" in before else added)


def _reads(name: str, before: bytes, late: bytes, added: int) -> bool:
    """Whether a file reads as it did, with so many comments and replies more."""
    counts, faults = [], []
    for version in (before, late):
        text = version.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        bag = Bag()
        found = read_round(Source(name, text), bag)
        counts.append(len(found.comments) + sum(len(c.replies) for c in found.comments))
        faults.append([(fault.code, fault.message) for fault in bag])
    return counts[1] == counts[0] + added and faults[0] == faults[1]


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
