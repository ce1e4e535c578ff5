"""Where things stand in a text: candidates only, since pandoc alone says what they are.

Code and comments are masked with spaces first, so that every offset stays where it was.
"""

import re
from collections.abc import Iterator

FENCE = re.compile(r"^([ ]{0,3})(`{3,}|~{3,})[^\n]*\n.*?(?:^[ ]{0,3}\2[`~]*[ ]*$|\Z)", re.M | re.S)
CODE = re.compile(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)*?(?<!`)\1(?!`)", re.S)
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
CITE = re.compile(r"(?<![\w@/.])@(?:\{(?P<braced>[^{}\n]+)\}|(?P<key>[\w][\w:.#$%&\-+?<>~/]*))")
NOTE = re.compile(r"\^\[|\[\^[^\]\s]+\](?!:)")
DEEPEST = 200
"""How deep brackets or block quotes may nest: pandoc's time grows with the square of it."""
LONGEST = 1_000_000
"""How many characters a line may have."""
DIV = re.compile(
    r"^[ \t>]*(?P<fence>:{3,}[ \t]*(?:\{(?P<braced>[^}\n]*)\}|(?P<bare>[\w-]+)))[ \t:]*$", re.M
)


def mask(text: str) -> str:
    """The text with code and comments blanked out, line ends kept."""
    for pattern in (FENCE, COMMENT, CODE):
        text = pattern.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    return text


def cites(masked: str) -> Iterator[tuple[str, int, int]]:
    """What may be a citation: its key and the offsets of `@key`.

    As in pandoc, punctuation inside a key counts only between letters or digits.
    """
    for found in CITE.finditer(masked):
        if found["braced"]:
            yield found["braced"], found.start(), found.end()
            continue
        key = re.sub(r"[^\w]+$", "", re.split(r"[:.#$%&\-+?<>~/]{2,}", found["key"])[0])
        yield key, found.start(), found.start() + 1 + len(key)


def notes(masked: str) -> Iterator[tuple[int, int]]:
    """The offsets of what may be a note's marker: `^[` or `[^name]`."""
    for found in NOTE.finditer(masked):
        yield found.start(), found.end()


def divs(masked: str) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """What may open a fenced Div: its classes and the offsets of its line."""
    for found in DIV.finditer(masked):
        braced = re.sub(r'"[^"]*"', "", found["braced"] or "")
        names = [found["bare"]] if found["bare"] else re.findall(r"(?<=\.)[\w-]+", braced)
        yield tuple(names), found.start("fence"), found.end("fence")


def deep(text: str) -> int | None:
    """The offset where brackets or block quotes nest deeper than `DEEPEST`, if they do."""
    depth = 0
    for found in re.finditer(r"[\[({]|[\])}]|\n[ \t]*\n|^(?:[ \t]*>)+", text, re.M):
        token = found.group()
        if token.count(">") > DEEPEST:
            return found.start()
        if token in ("[", "(", "{"):
            depth += 1
            if depth > DEEPEST:
                return found.start()
        elif token in ("]", ")", "}"):
            depth = max(0, depth - 1)
        elif token.startswith("\n"):
            depth = 0
    return None
