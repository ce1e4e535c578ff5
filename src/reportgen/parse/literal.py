"""What a text's marks came to: whether pandoc read them, or left them as characters in print.

A mark stands in the text between two words; where the tree has the same two words with the mark
between them, it is printed as it was typed.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from reportgen.tree import enclosed, scan
from reportgen.tree.money import dollars
from reportgen.tree.nodes import Node, attr

OPAQUE = "\ufffc"
"""Stands for what is no text: code, a formula, a citation, the border of a block."""
TOKEN = re.compile(rf"[^\W_]+|{OPAQUE}+")
ADDRESS = re.compile(
    r"<?\b(?:https?|ftp)://[^\s<>()\[\]{}]+(?:\([^\s()]*\)[^\s<>()\[\]{}]*)*>?"
    r"|<?(?<![\w.+-])[\w.+-]{1,100}@[\w-]+(?:\.[\w-]+)+>?"
)
OPEN_FENCE = re.compile(r"(?m:^)(?:`{3,}|~{3,})")
SMART = str.maketrans({"–": "--", "—": "---", "…": "...", "“": '"', "”": '"', "‘": "'", "’": "'"})
RUN = "[-.]"
RUNS = re.compile(r"-+|\.+")
"""Marks that are others when there are more of them: a hyphen in a dash, a point in an ellipsis."""
KEY = re.compile(r"@[^\s\[\]{}@]*$")
BORDER = re.compile(r"[\n\[\](){}|@^>#!=]")
"""What begins or ends something in a text that is no word in the tree."""
SPACE = re.compile(r"\s+")
NOTHING = ("Code", "CodeBlock", "Math", "RawInline", "RawBlock", "Cite", "HorizontalRule", "Image")


class LiteralText:
    """A text and the tree that it was read as.

    `masked` is the text with `OPAQUE` in the place of code, formulas, comments and addresses;
    offsets and lines are the same in both.
    """

    def __init__(self, text: str, blocks: list[Node]) -> None:
        self.text = text
        self._blocks = blocks

    @cached_property
    def coded(self) -> str:
        """The text with its code and comments masked, as far as they are closed."""
        text = self.text
        for stretches in (enclosed.fences, enclosed.comments, scan.code):
            text = scan.fill(text, stretches(text), OPAQUE)
        return text

    @cached_property
    def masked(self) -> str:
        text = scan.fill(self.coded, enclosed.latex(self.coded), OPAQUE)
        text = ADDRESS.sub(lambda found: scan.blank(found[0], OPAQUE), text)
        return scan.fill(text, dollars(text).formulas, OPAQUE)

    @cached_property
    def printed(self) -> str:
        """The words and marks of the tree, with `OPAQUE` between what does not adjoin."""
        out: list[str] = [OPAQUE]
        _collect(self._blocks, out)
        return "".join(out)

    @cached_property
    def open_fence(self) -> int | None:
        """Where a fence of code begins that nothing closes; what follows is code read as text."""
        for found in OPEN_FENCE.finditer(self.coded):
            # Pandoc reads tildes as an empty subscript, which leaves nothing to be found.
            if found[0][0] == "~" or self.is_literal(*found.span()):
                return found.start()
        return None

    def find(self, pattern: re.Pattern[str], group: int | str = 0) -> Iterator[re.Match[str]]:
        """The places at which a pattern's group, which may hold no letters, is literal."""
        for found in pattern.finditer(self.masked):
            if self.is_literal(found.start(group), found.end(group)):
                yield found

    def is_literal(self, start: int, end: int) -> bool:
        """Whether the marks between two offsets are printed as they are typed."""
        if self.text[max(start - 1, 0) : start] == "\\":
            return False
        mark = SPACE.sub("", self.text[start:end]).translate(SMART)
        run = re.compile(rf"(?<!{RUN}){re.escape(mark)}(?!{RUN})") if RUNS.fullmatch(mark) else None
        for key in self._keys(start, end, len(mark)):
            for gap in self._gaps.get(key, ()):
                if mark in gap and (run is None or run.search(gap)):
                    return True
        return False

    def is_printed(self, start: int, end: int) -> bool:
        """Whether the word between two offsets is one of the tree's, and no mark of a list."""
        word = self.masked[start:end]
        before, _ = self._keys(start, start, 0)[0]
        return any((one, word) in self._gaps for one in (before, OPAQUE))

    def _keys(self, start: int, end: int, length: int) -> list[tuple[str, str]]:
        """The words between which a mark may stand in the tree, the likeliest pair first."""
        i, j = bisect_right(self._ends, start) - 1, bisect_left(self._starts, end)
        before = after = OPAQUE
        begin, close = 0, len(self.text)
        if i >= 0:
            before, begin = _word(self.masked, self._starts[i], self._ends[i]), self._ends[i]
        if j < len(self._starts):
            after, close = _word(self.masked, self._starts[j], self._ends[j]), self._starts[j]
        keys = [(before, after)]
        key = i >= 0 and KEY.search(self.text, max(self._starts[i] - 80, 0), self._starts[i])
        if key or BORDER.search(self.text, begin, start):
            keys.append((OPAQUE, after))
        if BORDER.search(self.text, end, close):
            keys.append((before, OPAQUE))
        return [*keys, (OPAQUE, OPAQUE)] if length > 2 else keys

    @cached_property
    def _places(self) -> list[tuple[int, int]]:
        return [found.span() for found in TOKEN.finditer(self.masked)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self._places]

    @cached_property
    def _ends(self) -> list[int]:
        return [end for _, end in self._places]

    @cached_property
    def _gaps(self) -> dict[tuple[str, str], set[str]]:
        """What stands between two words of the tree: their marks, without spaces."""
        gaps: dict[tuple[str, str], set[str]] = {}
        before, after = OPAQUE, 0
        for found in TOKEN.finditer(self.printed):
            word = OPAQUE if found[0][0] == OPAQUE else found[0]
            gap = SPACE.sub("", self.printed[after : found.start()]).translate(SMART)
            gaps.setdefault((before, word), set()).add(gap)
            before, after = word, found.end()
        gap = SPACE.sub("", self.printed[after:]).translate(SMART)
        gaps.setdefault((before, OPAQUE), set()).add(gap)
        return gaps


def _word(masked: str, start: int, end: int) -> str:
    return OPAQUE if masked[start] == OPAQUE else masked[start:end]


def _collect(tree: Any, out: list[str]) -> None:
    if type(tree) is list:
        for item in tree:
            _collect(item, out)
    elif type(tree) is dict and "t" in tree:
        kind: str = tree["t"]
        content: Any = tree.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in NOTHING:
            out.append(OPAQUE)
        elif kind == "Quoted":
            mark = "'" if content[0]["t"] == "SingleQuote" else '"'
            out.append(mark)
            _collect(content[1], out)
            out.append(mark)
        elif kind in ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps"):
            _collect(content, out)
        elif kind == "Span" and not any(attr(tree)):
            _collect(content[1], out)
        else:
            out.append(OPAQUE)
            _collect(content, out)
            out.append(OPAQUE)
    elif type(tree) is dict:
        _collect([value for value in tree.values() if type(value) in (list, dict)], out)
