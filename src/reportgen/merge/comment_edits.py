"""Placed comments -> HTML comments in the chapters, each behind the sentence that it stands in.

A comment on a heading, a caption, a picture or a table stands in a paragraph of its own behind it.
"""

import re
from collections.abc import Sequence

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.merge.comments import PlacedComment
from reportgen.merge.edits import Edit
from reportgen.ooxml.model import Comment
from reportgen.project.load import Sources
from reportgen.tree import scan

_BLOCK_END = re.compile(r"\n[ \t>]*(?=\n|:::|\Z)|\Z")
_SENTENCE_END = re.compile(r"[.!?。…]+[\"'”’»)\]*_]*(?=\s|\^\[|\[\^|\[[^\]\n]*@|\Z)")
_ENDED = re.compile(r"[.!?。…][\"'”’»)*_]*\Z")
_BEHIND = re.compile(r"\[\^[^\]\s]+\]|\[[^\]\n]*@[^\]\n]*\]")
"""The marker of a note, or a citation, which belongs to the sentence before it."""
_TABLE = re.compile(r"[ \t>]*(?:\||\+[-=:])|(?:.*\n)*?[ \t>]*[-=]{2}[-= \t]*(?:\n|\Z)")
"""The beginning of a table, or a block with a line of hyphens, as tables and headings have."""
_CAPTION = re.compile(r"[ \t>]*(?:Table)?:[ \t]")
_OWN = re.compile(r"[ \t>]*(?:#{1,6}[ \t]|!\[)")
"""The beginning of a heading or a picture."""
_BLANK = re.compile(r"(?:\n[ \t>]*)+\n")


def inline(
    comments: Sequence[PlacedComment], sources: Sources
) -> tuple[list[Edit], list[PlacedComment]]:
    """An edit for each comment in a chapter, and the comments that have no place for one.

    These stand in the front matter, in code, or nowhere. What is in its file already has no edit.
    """
    texts: dict[str, Source | None] = {}
    edits, left = [], []
    for one in comments:
        at, new = None, written(one)
        if one.span is not None:
            name = one.span.source.name
            if name not in texts:
                texts[name] = sources.text(name, Bag())
            file = texts[name]
            if file and new in file.text:
                continue
            offset = file.offset(one.span.line, one.span.column) if file else 0
            if file and not (name == sources.front.name and offset < sources.end):
                at = place(file.text, offset)
        if at is None or one.span is None:
            left.append(one)
            continue
        offset, apart = at
        said = one.comment
        edits.append(
            Edit(
                one.span.source.name, offset, offset, apart + new,
                said.author, said.date, said.text, "comment",
            )
        )  # fmt: skip
    return edits, left


def place(text: str, offset: int) -> tuple[int, str] | None:
    """Where a comment on what stands at an offset goes, and what is between; None within code."""
    masked = scan.mask(text)
    if masked[offset : offset + 1] != text[offset : offset + 1] or _is_code(masked, text, offset):
        return None
    line = text.rfind("\n", 0, offset) + 1
    ending = _BLOCK_END.search(text, offset)
    end = ending.start() if ending else len(text)
    start = _block_start(text, line)
    if _OWN.match(text, line) or _kind(text, start, end):
        return _exhibit_end(text, start, end), "\n\n"
    notes = sorted(scan.inline_notes(masked))
    at = min((begin for begin, close in notes if begin <= offset < close), default=offset)
    if _ENDED.search(text, max(0, at - 9), at) and (behind := _behind(masked, at, notes)) > at:
        return behind, ""
    while found := _SENTENCE_END.search(masked, at, end):
        around = [close for start, close in notes if start < found.end() < close]
        if around:
            at = max(around)
            continue
        return _behind(masked, found.end(), notes), ""
    return end, ""


def written(one: PlacedComment) -> str:
    """A thread as an HTML comment, which no word of it ends."""
    said = " | ".join(_said(comment) for comment in (one.comment, *one.replies))
    while "--" in said:
        said = said.replace("--", "- -")
    return f"<!-- {said.rstrip('-')} -->"


def _said(comment: Comment) -> str:
    who = ", ".join(filter(None, (comment.author, comment.date[:10]))) or "comment"
    words = "".join(letter if letter.isprintable() else " " for letter in comment.text)
    return f"{who}: {' '.join(words.split())}"


def _behind(masked: str, at: int, notes: Sequence[tuple[int, int]]) -> int:
    """Behind the notes and citations that follow the end of a sentence."""
    while True:
        close = next((end for start, end in notes if start == at), None)
        marker = _BEHIND.match(masked, at)
        if close is None and marker is None:
            return at
        at = close if close is not None else marker.end() if marker else at


def _exhibit_end(text: str, start: int, end: int) -> int:
    """The end of a block, or of the caption or the table behind it that belongs to it."""
    kind, gap = _kind(text, start, end), _BLANK.match(text, end)
    if kind and gap:
        ending = _BLOCK_END.search(text, gap.end())
        after = ending.start() if ending else len(text)
        if _kind(text, gap.end(), after) not in ("", kind):
            return after
    return end


def _kind(text: str, start: int, end: int) -> str:
    """Whether a block is a table or a caption of one; empty for another."""
    block = text[start:end]
    if _CAPTION.match(block):
        return "caption"
    return "table" if _TABLE.match(block) else ""


def _block_start(text: str, line: int) -> int:
    """The beginning of the block that a line is in."""
    blank = [found.end() for found in re.finditer(r"\n[ \t>]*\n", text[:line])]
    return blank[-1] if blank else 0


def _is_code(masked: str, text: str, offset: int) -> bool:
    """Whether the line of an offset is blanked out: code, or a comment."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return bool(text[start:end].strip()) and not masked[start:end].strip()
