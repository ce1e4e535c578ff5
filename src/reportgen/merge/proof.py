"""The proof of a merge: what the edited sources print must read as the edited document does.

What of the edits does not come back is found paragraph by paragraph. An edit whose paragraph reads
neither as it was sent nor as it was edited is taken out, and all is printed again.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.merge.differences import Difference, differences
from reportgen.merge.edits import Edit
from reportgen.merge.readings import Line
from reportgen.merge.suspects import at_faults, suspects

ROUNDS = 8
"""How often the sources are printed again at most."""


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
            bad = at_faults(left, bag) or left[: (len(left) + 1) // 2]
        else:
            found = differences(lines, sent, edited)
            wrong = [d for d in found if not d.whole]
            if not wrong:
                return Proof(left, taken, tuple(found), faults)
            bad = suspects(left, wrong, turn == 0)
        if turn == ROUNDS - 2:
            bad = left
        elif turn:
            passages = {place(edit) for edit in bad}
            bad = tuple(edit for edit in left if place(edit) in passages)
        left = tuple(edit for edit in left if edit not in bad)
        taken += tuple(bad)
    if left:
        left, taken = (), taken + left
    return Proof((), taken, tuple(differences(sent, sent, edited)), faults)
