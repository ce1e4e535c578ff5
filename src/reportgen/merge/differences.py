"""Where a printed document reads otherwise than an edited one, passage by passage."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from reportgen.alignment import changes
from reportgen.merge.mapped_text import TOKEN, normal
from reportgen.merge.readings import Line

SHOWN = 300
"""How many characters of a passage are shown."""
Stretch = tuple[int, int, int, int]


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
    signs = (sign for text in out for sign in TOKEN.findall(text) if sign.strip())
    return tuple(dict.fromkeys(map(normal, signs)))


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
