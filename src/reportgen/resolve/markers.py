"""Where the marks of notes stand: behind the word and its punctuation, outside of links."""

import re
from typing import Any

from reportgen.tree.nodes import Node, edit
from reportgen.tree.notes import ends_with_note

CLOSING = ".,;:!?"
"""The punctuation that a note's marker stands after (Chicago Manual of Style 14.26)."""
SPACES = ("Space", "SoftBreak")
_BEFORE = re.compile(rf"[{re.escape(CLOSING)}]+|[’'](?:s\b)?[{re.escape(CLOSING)}]*")
"""What goes before a mark: punctuation, and the ending of a genitive."""


def ends_with_marker(inlines: list[Node]) -> bool:
    """Whether the last of the inlines stands above the line: a note's marker or a superscript."""
    last = inlines[-1] if inlines else None
    return isinstance(last, dict) and (last.get("t") == "Superscript" or ends_with_note(last))


def drop_space_before_marker(out: list[Node], inlines: list[Node]) -> None:
    """No space before a marker."""
    if inlines and inlines[0].get("t") in ("Note", "Superscript"):
        while out and out[-1].get("t") in SPACES:
            out.pop()


def move_before_marker(out: list[Node], word: str) -> None:
    """Add a word after a marker; the punctuation that it begins with goes before the marker."""
    found = _BEFORE.match(word) if ends_with_note(out[-1]) else None
    if found:
        out[:] = _with_words(out, found[0])
        word = word[found.end() :]
    if word:
        out.append({"t": "Str", "c": word})


def lift_notes(link: Node, inlines: list[Node]) -> list[Node]:
    """A link around the inlines, and the notes in them behind it: a mark is a link of its own."""
    notes: list[Node] = []

    def take(node: Node) -> None:
        notes.append(node)

    kept: list[Any] = edit(inlines, take, {"Note"})
    while notes and kept and kept[-1].get("t") in SPACES:
        kept.pop()
    attributes, _, target = link["c"]
    return [{**link, "c": [attributes, kept, target]}, *notes]


def _with_words(inlines: list[Node], words: str) -> list[Node]:
    """Inlines that end with notes, with words before these."""
    first = len(inlines)
    while first and inlines[first - 1].get("t") == "Note":
        first -= 1
    before, notes = inlines[:first], inlines[first:]
    if before and ends_with_note(before[-1]):
        cite = before[-1]
        inner = _with_words(cite["c"][1], words)
        return [*before[:-1], {**cite, "c": [cite["c"][0], inner]}, *notes]
    last = before[-1] if before else {"t": ""}
    if last.get("t") == "Str" and last["c"].endswith(words):
        return inlines
    return [*before, {"t": "Str", "c": words}, *notes]
