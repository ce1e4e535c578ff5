"""Where the marks of notes stand: behind the word and its punctuation, outside of links and quotes.

A citation in the text itself stands before the punctuation that a mark stands behind.
"""

import re
from typing import Any
from unicodedata import category

from reportgen.resolve import cited_sources, quotations
from reportgen.tree.nodes import Node, edit
from reportgen.tree.notes import ends_with_note

CLOSING = ".,;:!?"
"""The punctuation that a note's marker stands after (Chicago Manual of Style 14.26)."""
SPACES = ("Space", "SoftBreak")
NO_BREAK = ("\u00a0", "\u202f")
_BEFORE = re.compile(
    rf"[{re.escape(CLOSING)}]+”*|”[{re.escape(CLOSING)}]*|[’'](?:s\b)?[{re.escape(CLOSING)}]*"
)
"""What goes before a mark: punctuation, closing quotation marks, and the ending of a genitive."""
_LAST = re.compile(rf"[{re.escape(CLOSING)}]+$")
_LONGEST = 20
"""How far from its end a word is looked at, in characters."""
_ABBREVIATED = re.compile(r"(?:\b\w\.){2,}$|\.\.+$|…$")


def ends_with_marker(inlines: list[Node]) -> bool:
    """Whether the last of the inlines stands above the line: a note's marker or a superscript."""
    last = inlines[-1] if inlines else None
    return isinstance(last, dict) and (last.get("t") == "Superscript" or ends_with_note(last))


def drop_space_before_marker(out: list[Node], inlines: list[Node]) -> None:
    """No space before a marker."""
    if not _begins_raised(inlines):
        return
    while out and out[-1].get("t") in SPACES:
        out.pop()
    if out and out[-1].get("t") == "Str" and out[-1]["c"].endswith(NO_BREAK):
        _shorten(out, out[-1]["c"].rstrip("".join(NO_BREAK)))


def take_point(out: list[Node], inlines: list[Node], cite: Node) -> str:
    """Make room for a citation that is set in the text: a space before it.

    Gives the punctuation that it was typed behind, `text.[@key]`, which is to stand behind it.
    """
    mode = cite["c"][0][0]["citationMode"]["t"]
    if mode == "AuthorInText" or not inlines or not out or _begins_raised(inlines):
        return ""
    last = out[-1]
    if last.get("t") == "Quoted":
        inner, point = quotations.without_point(last)
        out[-1:] = [inner, {"t": "Space"}]
        return point
    if last.get("t") != "Str":
        if last.get("t") not in (*SPACES, "LineBreak"):
            out.append({"t": "Space"})
        return ""
    word = last["c"]
    if word[-1:] in NO_BREAK:
        _shorten(out, word.rstrip("".join(NO_BREAK)))
        out.append({"t": "Space"})
        return ""
    end = word[-_LONGEST:]
    found = None if _ABBREVIATED.search(end) else _LAST.search(end)
    if found:
        _shorten(out, word[: len(word) - len(found[0])])
    elif _opens(word):
        return ""
    if out and out[-1].get("t") not in SPACES:
        out.append({"t": "Space"})
    return found[0] if found else ""


def _opens(word: str) -> bool:
    """Whether what follows a word belongs to it: behind a bracket or quote that opens, or a dash.

    Marks that open a quotation in one language close it in another: »so«, „so“.
    """
    kind = category(word[-1]) if word else "Ps"
    return kind in ("Ps", "Pd") or word.endswith("/") or (kind == "Pi" and len(word) == 1)


def move_before_marker(out: list[Node], word: str, american: bool) -> None:
    """Add a word after a marker; the punctuation that it begins with goes before the marker.

    `american` says that it then goes inside quotation marks (Chicago Manual of Style 6.9).
    """
    found = _BEFORE.match(word) if ends_with_note(out[-1]) else None
    if found:
        out[:] = _with_words(out, found[0], american)
        word = word[found.end() :]
    if word:
        out.append({"t": "Str", "c": word})


def move_into_quotes(out: list[Node], word: str) -> str:
    """Put the point that a word begins with inside the quotes before it; gives what is left."""
    pointed = quotations.with_point(out[-1], word[:1]) if word[:1] in quotations.POINTS else None
    if pointed is None:
        return word
    out[-1] = pointed
    return word[1:]


def lift_last_notes(quoted: Node, inlines: list[Node]) -> list[Node]:
    """A quotation around the inlines; notes at its end stand behind it (Chicago Manual 14.26)."""
    inlines = _with_notes_apart(inlines)
    first = len(inlines)
    while first and inlines[first - 1].get("t") in ("Note", *SPACES):
        first -= 1
    notes = [node for node in inlines[first:] if node.get("t") == "Note"]
    if not notes or not first:
        return [{**quoted, "c": [quoted["c"][0], inlines]}]
    return [{**quoted, "c": [quoted["c"][0], inlines[:first]]}, *notes]


def _with_notes_apart(inlines: list[Node]) -> list[Node]:
    """Inlines whose last is no citation with a note at its end: the note stands behind it."""
    last = inlines[-1] if inlines else {}
    if last.get("t") != "Cite" or not ends_with_note(last) or len(last["c"][1]) < 2:
        return inlines
    citations, words = last["c"]
    if words[-1].get("t") != "Note":
        return inlines
    spoken = {**last, "c": [citations, words[:-1]]}
    return [*inlines[:-1], spoken, *cited_sources.around(words[-1:], citations)]


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


def _begins_raised(inlines: list[Node]) -> bool:
    """Whether inlines begin with a note's marker or a superscript, also inside of a citation."""
    first = inlines[0] if inlines else {}
    if first.get("t") in ("Cite", "Link"):
        return _begins_raised(first["c"][1])
    return first.get("t") in ("Note", "Superscript")


def _shorten(out: list[Node], word: str) -> None:
    """Leave this much of the last word; nothing of an empty one."""
    out[-1:] = [{"t": "Str", "c": word}] if word else []


def _with_words(inlines: list[Node], words: str, american: bool) -> list[Node]:
    """Inlines that end with notes, with words before these."""
    first = len(inlines)
    while first and inlines[first - 1].get("t") == "Note":
        first -= 1
    before, notes = inlines[:first], inlines[first:]
    if before and ends_with_note(before[-1]):
        cite = before[-1]
        inner = _with_words(cite["c"][1], words, american)
        return [*before[:-1], {**cite, "c": [cite["c"][0], inner]}, *notes]
    last = before[-1] if before else {"t": ""}
    if last.get("t") == "Str" and last["c"].endswith(words):
        return inlines
    if american and before and words[0] in quotations.POINTS:
        pointed = quotations.with_point(last, words[0])
        if pointed is not None:
            rest = [{"t": "Str", "c": words[1:]}] if words[1:] else []
            return [*before[:-1], pointed, *rest, *notes]
    return [*before, {"t": "Str", "c": words}, *notes]
