"""Footnotes and endnotes, paired with their markers by id (ISO/IEC 29500-1, 17.11)."""

from itertools import pairwise
from typing import Any

from reportgen.ooxml.elements import attribute, called
from reportgen.ooxml.model import Note
from reportgen.ooxml.package import Relations
from reportgen.ooxml.state import State, short
from reportgen.ooxml.story import Story
from reportgen.ooxml.tables import table

SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


def notes(state: State, parts: dict[str, tuple[Any, Relations]]) -> tuple[Note, ...]:
    """The notes whose markers were read, in the order of these; parts by "footnote", "endnote"."""
    elements: dict[tuple[str, str], tuple[Any, Relations]] = {}
    for kind, (root, relations) in parts.items():
        _collect(state, kind, root, relations, elements)
        _check_order(state, kind)
    found: list[Note] = []
    while left := list(state.called.items())[len(found) :]:  # notes may hold markers of others
        for key, name in left:
            kind, identifier = key
            if key not in elements:
                state.problem(f"a marker has no note: {kind} `{identifier}`")
                found.append(Note(name, kind, ()))
                continue
            element, relations = elements[key]
            found.append(Note(name, kind, Story(state, element, relations, name, table).read()))
    for key, (element, _) in elements.items():
        text = short(" ".join(e.text or "" for e in element.iter("{*}t")))
        if text and key not in state.called and key not in state.gone:
            state.problem(f"a note has no marker and is left out: `{text}`")
    return tuple(found)


def _collect(
    state: State, kind: str, root: Any, relations: Relations,
    elements: dict[tuple[str, str], tuple[Any, Relations]],
) -> None:  # fmt: skip
    for element in root:
        if called(element) != kind or attribute(element, "type") in SEPARATORS:
            continue
        identifier = attribute(element, "id")
        text = short(" ".join(e.text or "" for e in element.iter("{*}t")))
        if not identifier:
            state.problem(f"a {kind} has no id and is left out: `{text}`")
        elif (kind, identifier) in elements:
            state.problem(f"two {kind}s have the id `{identifier}`; left out is `{text}`")
        else:
            elements[kind, identifier] = (element, relations)


def _check_order(state: State, kind: str) -> None:
    """LibreOffice pairs markers with the notes sorted by id: others would be shifted there."""
    numbers = [identifier for one, identifier in state.called if one == kind]
    ids = [int(n) for n in numbers if n.lstrip("-").isdigit()]
    for before, after in pairwise(ids):
        if after < before:
            state.problem(
                f"the ids of {kind}s do not ascend: `{after}` behind `{before}`; LibreOffice may "
                "have paired them with other markers"
            )
            return
