"""Both texts of a conflict in a file, between the marks that git uses."""

from collections.abc import Sequence
from dataclasses import replace

from reportgen.merge.applied import edited
from reportgen.merge.edits import Edit
from reportgen.merge.three_way import Conflict


def marked(now: str, conflicts: Sequence[Conflict], name: str) -> list[Edit]:
    """Edits that put both texts of each conflict into a file, between the marks that git uses.

    Whole lines stand between marks (git-merge(1), "How conflicts are presented").
    """
    out: list[Edit] = []
    for lines in _by_lines(now, conflicts):
        start = now.rfind("\n", 0, lines[0].start) + 1
        stop = now.find("\n", max(lines[-1].end, start))
        end = len(now) if stop < 0 else stop
        theirs = edited(now, [_edit(c) for c in lines])
        grown = theirs[start : end + len(theirs) - len(now)]
        text = f"<<<<<<< now\n{now[start:end]}\n=======\n{grown}\n>>>>>>> {name}"
        first = lines[0].edits[0]
        out.append(replace(first, start=start, end=end, new=text, what="conflict"))
    return out


def _edit(conflict: Conflict) -> Edit:
    return Edit(conflict.path, conflict.start, conflict.end, conflict.editor)


def _by_lines(now: str, conflicts: Sequence[Conflict]) -> list[list[Conflict]]:
    """The conflicts of the same lines, together."""
    out: list[list[Conflict]] = []
    for conflict in sorted(conflicts, key=lambda c: c.start):
        if out and "\n" not in now[out[-1][-1].end : conflict.start]:
            out[-1].append(conflict)
        else:
            out.append([conflict])
    return out
