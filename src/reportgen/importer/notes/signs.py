"""Markdown -> characters with their places; addresses as single signs."""

import re
from dataclasses import dataclass

_FIRST = {"quoted": 0xE200, "italic": 0xE300, "address": 0xE400}
_MOST = 256
ON, OFF = "\ue001", "\ue002"
"""Where italics begin and end."""
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|&#(?P<number>\d{2,5});"
    r"|<(?P<angled>(?:https?|ftp)://[^<>\s]+)>"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(<?(?P<to>[^()\s<>]*(?:\([^()\s]*\)"
    r"[^()\s<>]*)*)>?"
    r"(?:\s\"[^\"]*\")?\)"
    r"|(?P<bare>(?:https?|ftp)://[^\s<>\]“”\"]+)"
    r"|(?P<doi>\bdoi(?:\.org)?[:/]\s?(?=10\.)|\bdoi:?\s(?=10\.))"
    r"(?P<code>10\.\d{4,9}/[^\s<>\]“”\"]+)"
    r"|(?P<star>\*{1,3}|(?<![\w\\])_{1,2}(?=\S)|(?<=\S)_{1,2}(?!\w))"
    r"|\^(?P<raised>[^\s^]{1,12})\^",
    re.I,
)

Sign = tuple[str, int, int]
"""A character, and where it begins and ends in the Markdown."""


@dataclass(frozen=True)
class Atom:
    """What a sign stands for: its words, with `<i>` for italics, and its end in the line's text."""

    kind: str
    words: str
    target: str = ""


def read(source: str, atoms: dict[str, Atom]) -> list[Sign]:
    """Characters with their places, italics between two marks, addresses as signs."""
    out: list[Sign] = []
    last, italic = 0, False
    for found in _TOKEN.finditer(source):
        out += [(source[i], i, i + 1) for i in range(last, found.start())]
        start, last = found.span()
        if found["escaped"]:
            out.append((found["escaped"], start, last))
        elif found["number"]:
            out.append((chr(int(found["number"])), start, last))
        elif found["angled"] or found["bare"] or found["code"]:
            address = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", found["angled"] or found["bare"] or "")
            if found["code"]:
                address = f"https://doi.org/{found['code']}"
            cut = len(address) if found["angled"] else len(_trimmed(address))
            behind = address[cut:]
            last -= len(behind)
            out.append((sign("address", address[:cut], atoms), start, last))
            out += [(mark, last + i, last + i + 1) for i, mark in enumerate(behind)]
            last = found.end()
        elif found["to"] is not None:
            out += _link(found, atoms)
        elif found["raised"]:
            out += [(mark, start, last) for mark in found["raised"]]
        elif len(found["star"]) != 2:
            out.append((OFF if italic else ON, start, last))
            italic = not italic
    out += [(source[i], i, i + 1) for i in range(last, len(source))]
    if italic:  # a star of its own
        lost = max(i for i, one in enumerate(out) if one[0] in (ON, OFF))
        out[lost] = (source[out[lost][1]], *out[lost][1:])
    return out


def _link(found: re.Match[str], atoms: dict[str, Atom]) -> list[Sign]:
    start, end = found.span()
    words, to = found["words"], found["to"].replace("\\", "")
    if re.match(r"(?:https?://|www\.|doi)", words) or not to.startswith("http"):
        shown = to if to.startswith("http") else words
        return [(sign("address", shown, atoms), start, end)]
    inner = read(words, atoms)
    at = found.start("words")
    moved = [(sign, at + first, at + last) for sign, first, last in inner]
    atoms.setdefault("link", Atom("link", "", to))
    if moved:
        moved[0] = (moved[0][0], start, moved[0][2])
        moved[-1] = (moved[-1][0], moved[-1][1], end)
    return moved


def _trimmed(address: str) -> str:
    bare = address.rstrip(".,;:!?>*_'’")
    while bare.endswith(")") and bare.count("(") < bare.count(")"):
        bare = bare[:-1].rstrip(".,;:!?>")
    return bare


def sign(kind: str, words: str, atoms: dict[str, Atom]) -> str:
    count = sum(atom.kind == kind for atom in atoms.values())
    if count >= _MOST:
        return "\ufffd"
    new = chr(_FIRST[kind] + count)
    atoms[new] = Atom(kind, words)
    return new
