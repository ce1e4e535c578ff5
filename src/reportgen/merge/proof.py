"""The proof of a merge: what the edited sources print must read as the edited document does.

What of the edits does not come back is found paragraph by paragraph. An edit whose paragraph reads
neither as it was sent nor as it was edited is taken out, and all is printed again.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

from reportgen.alignment import changes
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.merge.edits import Edit
from reportgen.merge.mapped_text import TOKEN, normal
from reportgen.merge.readings import Line

ROUNDS = 8
"""How often the sources are printed again at most."""
SHOWN = 300
"""How many characters of a passage are shown."""


@dataclass(frozen=True)
class Difference:
    """A passage that reads otherwise: as it is printed now, and as the editor has it.

    `whole` says that nothing of the passage but changes of the editor's is missing; `words` are
    these. `apart` are the words of both in which they differ.
    """

    printed: str
    editor: str
    whole: bool
    words: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proof:
    """The edits that come back, those that were taken out, and what still reads otherwise.

    `faults` are the errors with which the edited sources did not print.
    """

    edits: tuple[Edit, ...]
    taken: tuple[Edit, ...] = ()
    differences: tuple[Difference, ...] = ()
    faults: tuple[Diagnostic, ...] = ()


Print = Callable[[Sequence[Edit], Bag], list[Line] | None]
"""Prints the sources with edits, and reads what is printed; None, with errors, where it fails."""


def prove(
    edits: Sequence[Edit],
    sent: list[Line],
    edited: list[Line],
    printed: Print,
    place: Callable[[Edit], Hashable] = lambda edit: edit,
) -> Proof:
    """Print the edited sources, and take out what does not come back.

    `place` tells the passage of an edit. After the first time all edits of a passage go together:
    one may make no sense without another.
    """
    left, taken = tuple(edits), tuple[Edit, ...]()
    faults: tuple[Diagnostic, ...] = ()
    for turn in range(ROUNDS):
        if not left:
            break
        bag = Bag()
        lines = printed(left, bag)
        if lines is None:
            faults = faults or bag.errors
            bad = _at_faults(left, bag) or left[: (len(left) + 1) // 2]
            if turn == ROUNDS - 2:
                bad = left
        else:
            found = differences(lines, sent, edited)
            wrong = [d for d in found if not d.whole]
            if not wrong:
                return Proof(left, taken, tuple(found), faults)
            bad = _suspects(left, wrong, turn)
        if turn:
            passages = {place(edit) for edit in bad}
            bad = tuple(edit for edit in left if place(edit) in passages)
        left = tuple(edit for edit in left if edit not in bad)
        taken += tuple(bad)
    if left:
        left, taken = (), taken + left
    return Proof((), taken, tuple(differences(sent, sent, edited)), faults)


def differences(printed: list[Line], sent: list[Line], edited: list[Line]) -> list[Difference]:
    """Where the printed document reads otherwise than the edited one."""
    keys = [line.key for line in edited]
    before = changes([line.key for line in sent], keys)
    left = changes([line.key for line in printed], keys)
    moved = [0, 0]
    out = []
    for group in _groups(before, left):
        start = min(k for _, (_, _, k, _) in group)
        end = max(n for _, (_, _, _, n) in group)
        firsts = [start - shift for shift in moved]
        for side, (i, j, k, n) in group:
            moved[side] += (n - k) - (j - i)
        lasts = [end - shift for shift in moved]
        if any(side for side, _ in group):
            theirs, ours = edited[start:end], printed[firsts[1] : lasts[1]]
            whole, missing = _between(sent[firsts[0] : lasts[0]], theirs, ours)
            apart = () if whole else _apart(ours, theirs)
            out.append(Difference(_text(ours), _text(theirs), whole, tuple(missing), apart))
    return out


Stretch = tuple[int, int, int, int]


def _groups(before: list[Stretch], left: list[Stretch]) -> list[list[tuple[int, Stretch]]]:
    """The changes since the sending and those that are left, together where they touch.

    They touch in the edited document, which both lead to.
    """
    marked = [(0, one) for one in before] + [(1, one) for one in left]
    out: list[list[tuple[int, Stretch]]] = []
    end = -1
    for side, one in sorted(marked, key=lambda m: (m[1][2], m[1][3])):
        if not out or one[2] > end:
            out.append([])
        out[-1].append((side, one))
        end = max(end, one[3])
    return out


def _between(sent: list[Line], edited: list[Line], printed: list[Line]) -> tuple[bool, list[str]]:
    """Whether what is printed is what was sent with some of the editor's changes, and the others.

    Their words are the editor's, or those that the editor took out.
    """
    old, new, now = _flat(sent), _flat(edited), _flat(printed)
    ours, theirs, keys = ([key for key, _ in tokens] for tokens in (old, new, now))
    reached: dict[int, tuple[str, ...]] = {0: ()}
    before = 0
    for i, j, k, n in [*changes(ours, theirs), (len(old), len(old), len(new), len(new))]:
        same, there = ours[before:i], dict[int, tuple[str, ...]]()
        for start, missing in reached.items():
            at = start + len(same)
            if keys[start:at] != same:
                continue
            lost = (*missing, _said(new[k:n]) or _said(old[i:j]))
            options = [(theirs[k:n], missing)] + ([(ours[i:j], lost)] if (i, k) != (j, n) else [])
            for option, said in options:
                end = at + len(option)
                if keys[at:end] == option and len(said) < len(there.get(end, (*said, ""))):
                    there[end] = said
        reached, before = there, j
    if len(now) in reached:
        return True, list(reached[len(now)])
    return False, [_said(new) or _said(old)]


def _apart(printed: list[Line], edited: list[Line]) -> tuple[str, ...]:
    """The words in which a passage differs from what the editor has."""
    now, new = _flat(printed), _flat(edited)
    out: list[str] = []
    for i, j, k, n in changes([key for key, _ in now], [key for key, _ in new]):
        out += [text for _, text in (*now[i:j], *new[k:n])]
    return tuple(dict.fromkeys(normal(text) for text in out if text.strip()))


def _flat(lines: list[Line]) -> list[tuple[Hashable, str]]:
    """The tokens of lines, with a mark at the end of each."""
    out: list[tuple[Hashable, str]] = []
    for line in lines:
        out += [((line.place, "begin"), ""), *zip(line.words, line.spoken, strict=True)]
        out.append((("end",), "\n"))
    return out


def _said(tokens: Iterable[tuple[Hashable, str]]) -> str:
    return "".join(text for _, text in tokens).strip()[:SHOWN]


def _text(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)[: 4 * SHOWN]


def _at_faults(edits: Sequence[Edit], bag: Bag) -> tuple[Edit, ...]:
    """The edits at the places of errors, which are those in the edited texts."""
    found = []
    for fault in bag.errors:
        if fault.span is None:
            continue
        shift = 0
        for edit in sorted(edits, key=lambda e: (e.start, e.end)):
            if edit.path != fault.span.source.name:
                continue
            start = edit.start + shift
            shift += len(edit.new) - (edit.end - edit.start)
            if start <= fault.span.end and fault.span.start <= start + len(edit.new):
                found.append(edit)
    return tuple(dict.fromkeys(found))


def _suspects(edits: Sequence[Edit], wrong: Sequence[Difference], turn: int) -> tuple[Edit, ...]:
    """The edits that a wrong passage may be owed to: those that share most words with it.

    Where none can be told, or taking them out did not help, it is half of them, then all.
    """
    if turn == ROUNDS - 2:
        return tuple(edits)
    found = []
    for difference in wrong:
        near = [e for e in edits if _shares(e, set(difference.apart), 1)]
        heard = set(_tokens(f"{difference.printed} {difference.editor}"))
        near = [e for e in near if not turn and _shares(e, heard, 0.8)]
        found += near or [e for e in edits if _shares(e, heard, 0.8)]
    return tuple(dict.fromkeys(found)) or tuple(edits[: (len(edits) + 1) // 2])


def _shares(edit: Edit, heard: Collection[str], least: float) -> bool:
    """Whether of an edit's words so many are among those: a part below 1, else a number."""
    words = _tokens(edit.new) or _tokens(edit.words)
    common = sum(word in heard for word in words)
    return common >= (least * len(words) if least < 1 else min(least, len(words)))


def _tokens(text: str) -> list[str]:
    return [normal(word) for word in TOKEN.findall(text) if not word.isspace()]
