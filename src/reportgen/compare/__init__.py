"""Two Reports -> one whose tree says what was inserted and deleted.

Inlines that were have a Span around them, blocks that cannot have one say it themselves, by
`change`: "ins" or "del". What a reader would call one change stands in a Div or a Span of the class
`changed`, whose identifier is `redline-` and its number.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count

from reportgen.compare.blocks import CHANGED, Blocks, Item, likeness
from reportgen.compare.known import Known, known
from reportgen.compare.listed import numbered
from reportgen.compare.sequences import aligned
from reportgen.resolve import Report
from reportgen.resolve.cited_sources import unwrapped
from reportgen.resolve.number import number_notes, unique_identifiers
from reportgen.sanitize.image import Image
from reportgen.tree.nodes import Node, edit, span, string, walk
from reportgen.tree.selection import Selection

TITLES = ("title", "subtitle")
"""The fields of the front matter that are a line of their own, formatted or not."""


def compare(old: Report, new: Report, work: Selection | None) -> Report:
    """The new report with what was changed in it since the old one.

    `work` says which notes are numbered, as in `resolve`; they ascend in the order of their
    markers, those that were deleted among them.
    """
    before, after = _plain(old), _plain(new)
    found = known(before, after, _notes(before, after))
    merge = Blocks(found)
    prose = {**_titles(before, after, merge), **_keywords(before, after, merge)}
    for name in dict.fromkeys((*after.prose, *before.prose)):
        a, b = before.prose.get(name, []), after.prose.get(name, [])
        if name not in prose and not name.startswith("keyword-") and (a or b):
            prose[name] = merge.merged(a, b)
    blocks = merge.merged(before.blocks, after.blocks)
    if work is not None:
        blocks = number_notes(edit(blocks, _without_number, {"Note"}), work)
    listed = merge.merged(before.bibliography, after.bibliography)
    numbers = count(1)
    return replace(
        new,
        prose=numbered(prose, numbers),
        blocks=unique_identifiers(numbered(blocks, numbers)),
        bibliography=numbered(listed, numbers),
        images={**_earlier(before, found), **new.images},
        math={**old.math, **new.math},
    )


def _plain(report: Report) -> Report:
    """A report without what its tree says of sources."""
    return replace(
        report,
        blocks=unwrapped(report.blocks),
        prose=unwrapped(dict(report.prose)),
        bibliography=unwrapped(report.bibliography),
    )


def _notes(old: Report, new: Report) -> dict[int, int]:
    """The new number of each old note that is still there."""
    blank = known(old, new, {})
    here, there = (
        [node for node in walk(report.blocks) if node["t"] == "Note" and node.get("n")]
        for report in (old, new)
    )
    items = [Item(note["c"], blank, True) for note in here]
    others = [Item(note["c"], blank, False) for note in there]
    return {
        here[i]["n"]: there[j]["n"]
        for i, j in aligned(items, others, likeness)
        if i is not None and j is not None
    }


def _without_number(node: Node) -> Node:
    return {key: value for key, value in node.items() if key != "n"}


def _line(report: Report, name: str, plain: str | None) -> list[Node]:
    """A line of the front matter as inlines."""
    found = report.prose.get(name)
    return found[0]["c"] if found else string(plain or "")


def _titles(old: Report, new: Report, merge: Blocks) -> dict[str, list[Node]]:
    """Title and subtitle, where they were changed."""
    out = {}
    for name in TITLES:
        before = _line(old, name, getattr(old.front, name))
        after = _line(new, name, getattr(new.front, name))
        if before != after:
            out[name] = _spanned(merge.inlines([before], [after]))
    return out


def _keywords(old: Report, new: Report, merge: Blocks) -> dict[str, list[Node]]:
    """The keywords; those that went stand behind the one before them, or before the first."""
    before = [_line(old, f"keyword-{i}", word) for i, word in enumerate(old.front.keywords)]
    after = [_line(new, f"keyword-{i}", word) for i, word in enumerate(new.front.keywords)]
    here = [Item([{"t": "Plain", "c": words}], merge.known, True) for words in before]
    there = [Item([{"t": "Plain", "c": words}], merge.known, False) for words in after]
    comma = string(new.words["comma"])
    out: dict[str, list[Node]] = {}
    last: int | None = None
    waiting: list[Node] = []
    for i, j in aligned(here, there, likeness):
        if j is None and i is not None:
            gone = [*comma, *before[i]] if last is not None else [*before[i], *comma]
            more = merge.inlines([gone], [[]])
            if last is None:
                waiting += more
            else:
                known_words = out.get(f"keyword-{last}", [{"t": "Plain", "c": after[last]}])
                out[f"keyword-{last}"] = _spanned([*known_words[0]["c"], *more])
        elif j is not None:
            words = after[j] if i is not None and here[i] == there[j] else merge.inlines(
                [before[i] if i is not None else []], [after[j]]
            )  # fmt: skip
            made = [*waiting, *words]
            if made != after[j]:
                out[f"keyword-{j}"] = _spanned(made)
            elif f"keyword-{j}" in new.prose:
                out[f"keyword-{j}"] = list(new.prose[f"keyword-{j}"])
            last, waiting = j, []
    return out


def _spanned(inlines: list[Node]) -> list[Node]:
    """A line that was changed, as the only block of its field."""
    inner = [n for one in inlines for n in (one["c"][1] if "redline" in one else [one])]
    return [{"t": "Plain", "c": [{**span(inner, CHANGED), "redline": 0}]}]


def _earlier(old: Report, found: Known) -> Mapping[str, Image]:
    """The old pictures by their names in both reports together."""
    return {
        found.earlier(name): replace(image, name=found.earlier(name))
        for name, image in old.images.items()
    }
