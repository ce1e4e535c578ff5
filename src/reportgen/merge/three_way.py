"""Edits of a text as it was sent -> edits of the text as it is now, word by word.

A paragraph is one line of Markdown, so that a merge by lines would call all of it a conflict.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from reportgen.alignment import changes
from reportgen.merge.applied import edited
from reportgen.merge.edits import Edit

TOKEN = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]")
Stretch = tuple[int, int, str]
"""The start and the end of a stretch of the text that was sent, and what stands there instead."""


@dataclass(frozen=True)
class Conflict:
    """A stretch of a file, as it is now, that both the author and an editor changed.

    `sent`, `now` and `editor` are its three texts; `edits` are the editor's that it is about.
    """

    path: str
    start: int
    end: int
    sent: str
    now: str
    editor: str
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Joined:
    """Edits of the text as it is now, those whose change is there already, and the conflicts."""

    edits: tuple[Edit, ...] = ()
    there: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def join(sent: str, now: str, edits: Sequence[Edit]) -> Joined:
    """The edits of `sent`, all of one file, as edits of `now`."""
    if sent == now or not edits:
        return Joined(tuple(edits))
    ours = _stretches(sent, now)
    then = edited(sent, edits)
    made = _made(sent, now, then)
    theirs = _stretches(sent, then)
    out: list[Edit] = []
    whole: list[Edit] = []
    there: list[Edit] = []
    conflicts: list[Conflict] = []
    for own, other in _groups(ours, theirs):
        if not other:
            continue
        start = min(s for s, _, _ in (*own, *other))
        end = max(e for _, e, _ in (*own, *other))
        about = _about(edits, start, end)
        if any(first <= start and end <= last for first, last in made):
            there += about
            continue
        left, right = _shifted(ours, start), _shifted(ours, end, within=own)
        mine, new = _with(sent, own, start, end), _with(sent, other, start, end)
        first = replace(about[0], start=left, end=right, new=new)
        if not own:
            out.append(first)
            whole += [edit for edit in about if _is_free(edit, ours)]
        elif mine == new:
            there += about
        else:
            conflicts.append(
                Conflict(first.path, left, right, sent[start:end], mine, new, tuple(about))
            )
    moved = [
        replace(edit, start=_shifted(ours, edit.start), end=_shifted(ours, edit.end))
        for edit in dict.fromkeys(whole)
    ]
    kept = moved if edited(now, moved) == edited(now, out) else out
    return Joined(tuple(kept), tuple(dict.fromkeys(there)), tuple(conflicts))


def _is_free(edit: Edit, ours: list[Stretch]) -> bool:
    """Whether the author changed nothing within an edit, so that it may stay as it is."""
    return not any(start <= edit.end and edit.start <= end for start, end, _ in ours)


def _stretches(old: str, new: str, wide: bool = False) -> list[Stretch]:
    """What differs between two texts, in whole words; `wide` ones have no blanks between them."""
    ours, theirs = TOKEN.findall(old), TOKEN.findall(new)
    at = list(accumulate(map(len, ours), initial=0))
    found = changes(ours, theirs, (lambda token: str(token).isspace()) if wide else None)
    return [(at[i], at[j], "".join(theirs[k:n])) for i, j, k, n in found]


def _made(sent: str, now: str, then: str) -> list[tuple[int, int]]:
    """The stretches of what was sent where the editor's changes stand in the text already."""
    found = []
    for own, other in _groups(_stretches(sent, now, wide=True), _stretches(sent, then, wide=True)):
        if own and other:
            start = min(s for s, _, _ in (*own, *other))
            end = max(e for _, e, _ in (*own, *other))
            mine, new = _with(sent, own, start, end), _with(sent, other, start, end)
            if _is_there(sent[start:end], mine, new):
                found.append((start, end))
    return found


def _is_there(sent: str, mine: str, new: str) -> bool:
    """Whether a stretch has the editor's changes already, and others of the author's beside."""
    at = 0
    theirs: list[tuple[int, int]] = []
    for start, end, come in _stretches(sent, new):
        at += start
        theirs.append((at, at + len(come)))
        at += len(come) - end
    return not any(
        (start < last and first < end) or (start <= first == last <= end)
        for start, end, _ in _stretches(new, mine)
        for first, last in theirs
    )


def _groups(
    ours: list[Stretch], theirs: list[Stretch]
) -> list[tuple[list[Stretch], list[Stretch]]]:
    """The changes of both that touch each other, together; the others by themselves."""
    marked = sorted([(s, 0) for s in ours] + [(s, 1) for s in theirs], key=lambda one: one[0][:2])
    groups: list[tuple[list[Stretch], list[Stretch]]] = []
    start = end = -1
    for stretch, side in marked:
        # Two insertions at one place touch; changes of neighbouring words do not.
        touches = stretch[0] < end or stretch[0] == stretch[1] == start == end
        if not groups or not touches:
            groups.append(([], []))
            start, end = stretch[:2]
        groups[-1][side].append(stretch)
        end = max(end, stretch[1])
    return groups


def _about(edits: Sequence[Edit], start: int, end: int) -> list[Edit]:
    """The edits that a stretch is about; a shifted insertion is the one nearest to it."""
    found = [e for e in edits if e.start <= end and start <= e.end]
    return found or [min(edits, key=lambda e: min(abs(e.start - start), abs(e.end - end)))]


def _with(sent: str, stretches: list[Stretch], start: int, end: int) -> str:
    """A stretch of a text with changes in it."""
    out, at = [], start
    for first, last, new in stretches:
        out += [sent[at:first], new]
        at = last
    return "".join([*out, sent[at:end]])


def _shifted(ours: list[Stretch], offset: int, within: Sequence[Stretch] = ()) -> int:
    """Where an offset of the text that was sent is now, behind the changes in `within`."""
    moved = offset
    for stretch in ours:
        start, end, new = stretch
        before = start < offset and end <= offset
        if before or stretch in within:
            moved += len(new) - (end - start)
    return moved
