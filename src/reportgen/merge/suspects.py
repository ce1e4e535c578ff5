"""The edits that may be why a document does not read as it was edited."""

from collections.abc import Collection, Sequence

from reportgen.diagnostics import Bag
from reportgen.merge.differences import Difference
from reportgen.merge.edits import Edit
from reportgen.merge.mapped_text import TOKEN, normal


def at_faults(edits: Sequence[Edit], bag: Bag) -> tuple[Edit, ...]:
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


def suspects(edits: Sequence[Edit], wrong: Sequence[Difference], first: bool) -> tuple[Edit, ...]:
    """The edits that a wrong passage may be owed to: those that share most words with it.

    The `first` time it is those with a word that differs; where none can be told, half of them.
    """
    found = []
    for difference in wrong:
        near = [e for e in edits if _shares(e, set(difference.apart), 1)]
        heard = set(_tokens(f"{difference.printed} {difference.editor}"))
        near = [e for e in near if first and _shares(e, heard, 0.8)]
        found += near or [e for e in edits if _shares(e, heard, 0.8)]
    return tuple(dict.fromkeys(found)) or tuple(edits[: (len(edits) + 1) // 2])


def _shares(edit: Edit, heard: Collection[str], least: float) -> bool:
    """Whether of an edit's words so many are among those: a part below 1, else a number."""
    words = _tokens(edit.new) or _tokens(edit.words)
    common = sum(word in heard for word in words)
    return common >= (least * len(words) if least < 1 else min(least, len(words)))


def _tokens(text: str) -> list[str]:
    return [normal(word) for word in TOKEN.findall(text) if not word.isspace()]
