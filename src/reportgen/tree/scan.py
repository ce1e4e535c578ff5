"""Where things stand in a text: candidates only, since pandoc alone says what they are.

Code and comments are masked with spaces first, so that every offset stays where it was.
"""

import re
from collections.abc import Iterable, Iterator

from reportgen.diagnostics.source import MARKS, nfc

FENCE = re.compile(
    r"^([ ]{0,3})(`{3,}+|~{3,}+)[^\n]*\n.*?(?:^[ ]{0,3}\2[`~]*[ ]*$|\Z)", re.M | re.S
)
TICKS = re.compile(r"`+|\n[ \t]*\n")
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
CITE = re.compile(
    r"(?<![\w@/.])@(?:\{(?P<braced>[^{}\n]+)\}|"
    rf"(?P<key>[\w][\w{MARKS}:.#$%&\-+?<>~/]*))"
)
TWO = re.compile(r"[.#$%&\-+?<>~][:.#$%&\-+?<>~/]|[:/][:.#$%&\-+?<>~]")
"""Two marks that end a key; `://` does not."""
END = re.compile(rf"[^\w{MARKS}]+$")
NOTE = re.compile(r"\^\[|\[\^[^\]\s]{1,200}\](?!:)")
DEFINED = re.compile(r"^[ \t>]*\[\^([^\]\s]+)\]:", re.M)
BRACKETS = re.compile(r"\\.|\^?\[|\]|\n[ \t]*(?=\n)")
NESTS = re.compile(
    r"\\.|(?P<open>\[)|(?P<close>\])|(?P<blank>\n[ \t]*(?=\n))|"
    r"^(?P<marks>[ \t]*(?:(?:>|[-*+]|\d{1,9}[.)])[ \t]*)+)|"
    r"^[ \t>]*(?P<div>:{3,}(?P<named>[ \t]*[\w{])?)",
    re.M,
)
"""What opens and closes brackets, and what a line of a quote, a list or a Div begins with."""
DIV = re.compile(
    r"^[ \t>]*(?P<fence>:{3,}[ \t]*(?:\{(?P<braced>[^}\n]*)\}|(?P<bare>[\w-]+)))[ \t:]*$", re.M
)


def mask(text: str, filler: str = " ") -> str:
    """The text with code and comments blanked out with a character, line ends kept."""
    text = mask_blocks(text, filler)
    return fill(text, code(text), filler)


def fill(text: str, stretches: Iterable[tuple[int, int]], filler: str) -> str:
    """The text with a character in the place of all but line ends within some stretches."""
    out, after = [], 0
    for start, end in stretches:
        out += [text[after:start], blank(text[start:end], filler)]
        after = end
    return "".join([*out, text[after:]])


def mask_blocks(text: str, filler: str = " ") -> str:
    """The text with blocks of code and comments blanked out, as `mask` does."""
    for pattern in (FENCE, COMMENT):
        text = pattern.sub(lambda m: blank(m.group(), filler), text)
    return text


def blank(text: str, filler: str = " ") -> str:
    """As many of a character as a text has, line ends kept."""
    return re.sub(r"[^\n]", filler, text)


def code(text: str) -> Iterator[tuple[int, int]]:
    """The offsets of code in a line: from some backticks to the next as many in its paragraph."""
    marks = [(m.group(), m.start(), m.end()) for m in TICKS.finditer(text)]
    following: list[int] = [0] * len(marks)
    ahead: dict[str, int] = {}
    for i in range(len(marks) - 1, -1, -1):
        if marks[i][0][0] == "\n":
            ahead.clear()
        else:
            following[i] = ahead.get(marks[i][0], 0)
            ahead[marks[i][0]] = i
    i = 0
    while i < len(marks):
        if closing := following[i]:
            yield marks[i][1], marks[closing][2]
            i = closing
        i += 1


def cites(masked: str) -> Iterator[tuple[str, int, int]]:
    """What may be a citation: its key, in Unicode's form NFC, and the offsets of `@key`.

    As in pandoc, punctuation inside a key counts only between letters or digits.
    """
    for found in CITE.finditer(masked):
        if found["braced"]:
            yield nfc(found["braced"]), found.start(), found.end()
            continue
        key = re.sub(END, "", TWO.split(found["key"])[0])
        yield nfc(key), found.start(), found.start() + 1 + len(key)


def notes(masked: str) -> Iterator[tuple[int, int]]:
    """The offsets of what may be a note's marker: `^[` or `[^name]`."""
    for found in NOTE.finditer(masked):
        yield found.start(), found.end()


def defined_notes(masked: str) -> frozenset[str]:
    """The names of the notes that may be defined: `[^name]: …` at the head of a line."""
    return frozenset(found[1] for found in DEFINED.finditer(masked))


def inline_notes(masked: str) -> Iterator[tuple[int, int]]:
    """The offsets of what may be an inline note, from `^[` to behind its `]` in its paragraph.

    Inner ones come before the one around them; one that is not closed is not among them.
    """
    opened: list[int] = []
    for found in BRACKETS.finditer(masked):
        if found[0] in ("^[", "["):
            opened.append(found.start() if found[0] == "^[" else -1)
        elif found[0] == "]" and opened:
            start = opened.pop()
            if start >= 0:
                yield start, found.end()
        elif found[0][0] == "\n":
            opened.clear()


def divs(masked: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """What may open a fenced Div: its classes and the offsets of its line."""
    for found in DIV.finditer(masked):
        braced = re.sub(r'"[^"]*"', "", found["braced"] or "")
        names = [found["bare"]] if found["bare"] else re.findall(r"(?<=\.)[\w-]+", braced)
        yield tuple(names), found.start("fence"), found.end("fence")


def deep(masked: str, brackets: int, levels: int) -> int | None:
    """The offset where brackets, or quotes, lists and Divs, nest deeper than so much, if any."""
    depth = divs = 0
    for found in NESTS.finditer(masked):
        if found["open"]:
            depth += 1
        elif found["close"]:
            depth = max(0, depth - 1)
        elif found["blank"] is not None:
            depth = 0
        elif found["div"]:
            divs = divs + 1 if found["named"] else max(0, divs - 1)
        elif found["marks"]:
            marks = found["marks"]
            indent = len(marks.expandtabs(4)) - len(marks.expandtabs(4).lstrip())
            if len(re.findall(r"[^ \t\d]", marks)) + indent // 4 > levels and not RULE.match(marks):
                return found.start()
        if depth > brackets or divs > levels:
            return found.start()
    return None


RULE = re.compile(r"[ ]{0,3}(?:(?:-[ \t]*)+|(?:\*[ \t]*)+|\+[-+]+[ \t]*)$")
"""A line across the page or across a table drawn with lines, which is no list of lists."""
