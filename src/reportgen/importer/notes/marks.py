"""A typed note as a line in which each title, quotation and address is one sign.

Grammars of citations are then regular: no comma or semicolon of a title stands in the line. Signs
are of Unicode's private use area.
"""

import re
from dataclasses import dataclass

from reportgen.importer.notes import signs as signs_of
from reportgen.importer.notes.signs import OFF, ON, Atom, Sign

QUOTED, ITALIC, ADDRESS = "[\ue200-\ue2ff]", "[\ue300-\ue3ff]", "[\ue400-\ue4ff]"
"""Patterns of one sign of each kind."""
_PAIRS = {"『": "』", "《": "》", "「": "」", "〈": "〉"}
"""Brackets of titles in Korean and Japanese: of books and journals, and of articles."""
_LONGEST = 1_000
"""The most characters of a title or a quotation."""
_LONGER = {"-": "–", "–": "—"}
"""What a hyphen behind another sign makes of it (pandoc, `smart`)."""
_ROMAN = re.compile(
    r"(?:ibid|id|idem|op\. cit|loc\. cit|supra|infra|see(?: also| generally)?|cf|et al|in re|passim"
    r"|inter alia|e\.g|see,? e\.g|accord|but see|with|compare|and|in|vs?|available at|et seq"
    r"|quoted in|also|hereinafter)[.,;]*",
    re.I,
)
"""What law reviews and publishers set in italics, and is no title."""


@dataclass(frozen=True)
class Line:
    """A note as a line of signs; `places` says where each begins and ends in the Markdown."""

    signs: str
    atoms: dict[str, Atom]
    places: tuple[tuple[int, int], ...]
    source: str

    def typed(self, start: int, end: int) -> str:
        """The Markdown of a stretch of the line."""
        if start >= end:
            return ""
        return self.source[self.places[start][0] : self.places[end - 1][1]]

    def plain(self, signs: str) -> str:
        """Signs as words without marks; a title in quotation marks keeps them."""
        return re.sub("<[^<>]*>", "", self.value(signs))

    def value(self, signs: str) -> str:
        """Signs as the text of a field: italics in `<i>`, quotations in their marks."""
        return "".join(self._value(sign) for sign in signs)

    def _value(self, sign: str) -> str:
        atom = self.atoms.get(sign)
        if atom is None:
            return sign
        match atom.kind:
            case "quoted":
                return f"“{atom.words}”"
            case "italic":
                return f"<i>{atom.words}</i>"
        return atom.words

    def words(self, sign: str) -> str:
        """The words that one sign stands for."""
        atom = self.atoms.get(sign)
        return atom.words if atom else sign


def line(source: str) -> Line:
    """The line of a note in Markdown."""
    atoms: dict[str, Atom] = {}
    signs = _titles(_quotes(signs_of.read(source, atoms)), atoms)
    signs = _single_blanks(signs)
    return Line(
        "".join(sign for sign, _, _ in signs),
        atoms,
        tuple((start, end) for _, start, end in signs),
        source,
    )


def _quotes(signs: list[Sign]) -> list[Sign]:
    """Straight quotation marks as opening and closing ones; blanks of one kind."""
    out: list[Sign] = []
    for sign, start, end in signs:
        before = next((s for s, _, _ in reversed(out) if s not in (ON, OFF)), " ")
        opens = before.isspace() or before in "([—–/‘“"
        if sign in '"„«»″':
            sign = "“" if sign in "„«" or (opens and sign != "»") else "”"
        elif sign == "'":
            sign = "‘" if opens else "’"
        elif sign in "\xa0\u2009\u202f\t\n":
            sign = " "
        if sign == "-" and out and out[-1][0] in _LONGER and out[-1][2] == start:
            out[-1] = (_LONGER[out[-1][0]], out[-1][1], end)
            continue
        if sign not in "\u200b\u2060\ufeff\xad":
            out.append((sign, start, end))
    return out


def _titles(signs: list[Sign], atoms: dict[str, Atom]) -> list[Sign]:
    """Each stretch in italics or in quotation marks as one sign, its last comma behind it."""
    out: list[Sign] = []
    at = 0
    while at < len(signs):
        sign = signs[at][0]
        end = _closing(signs, at) if sign in (ON, "“", "‘", *_PAIRS) else 0
        if not end:
            if sign not in (ON, OFF):
                out.append(signs[at])
            at += 1
            continue
        inner = signs[at + 1 : end]
        words = "".join(one[0] for one in inner)
        start, stop = signs[at][1], signs[end][2]
        bare = (
            words.strip(" ").rstrip(",;") if not words.rstrip().endswith(".") else words.strip(" ")
        )
        if sign == ON and _ROMAN.fullmatch(words.strip()):
            kept = [one for one in inner if one[0] not in (ON, OFF)]
            kept[0] = (kept[0][0], start, kept[0][2])
            kept[-1] = (kept[-1][0], kept[-1][1], stop)
            out += kept
        elif not re.search(r"\w", words):
            out += [one for one in inner if one[0] not in (ON, OFF)]
        else:
            tail = re.search(r"[ ,;]*$", words)
            behind = (tail[0] if tail else "").strip() or ""
            if bare.endswith(".") and not _abbreviated(bare) and not bare.endswith(".."):
                bare, behind = bare[:-1], "."
            kind = "italic" if sign in (ON, "『", "《") else "quoted"
            out.append((signs_of.sign(kind, _inner(bare), atoms), start, stop))
            out += [(mark, stop, stop) for mark in behind]
            if words.endswith(" ") and sign == ON:
                out.append((" ", stop, stop))
        at = end + 1
    return out


def _abbreviated(words: str) -> bool:
    """Whether a full stop belongs to the last word: `Inc.`, `U.S.`"""
    return bool(re.search(r"(?:\b[A-Z]|\b(?:Inc|Ltd|Co|Corp|Jr|Sr|etc|vol|al|cit|ed))\.$", words))


def _closing(signs: list[Sign], at: int) -> int:
    """Where a stretch that opens here is closed; 0 for nowhere."""
    sign, end = signs[at][0], min(len(signs), at + _LONGEST)
    if sign == ON:
        return next((i for i in range(at + 1, end) if signs[i][0] == OFF), 0)
    if sign in _PAIRS:
        closing = _PAIRS[sign]
        return next((i for i in range(at + 1, end) if signs[i][0] == closing), 0)
    if sign == "‘":
        return _closing_single(signs, at)
    depth = 0
    for i in range(at, end):
        depth += (signs[i][0] == "“") - (signs[i][0] == "”")
        if not depth:
            return i
    return 0


def _closing_single(signs: list[Sign], at: int) -> int:
    """Where a title in single marks ends; an apostrophe stands within a word or behind an s."""
    for i in range(at + 3, min(len(signs), at + _LONGEST)):
        if signs[i][0] != "’":
            continue
        behind = signs[i + 1][0] if i + 1 < len(signs) else "."
        if behind in ",;.)" or (behind == " " and signs[i - 1][0] != "s"):
            return i
    return 0


def _inner(words: str) -> str:
    """The words of a title; italics within a quotation are tags."""
    words = re.sub(
        f" *{ON}([^{ON}{OFF}]*){OFF}",
        lambda m: f"{m[0][: m[0].index(ON)]}<i>{m[1]}</i>",
        words,
    )
    return words.replace(ON, "").replace(OFF, "")


def _single_blanks(signs: list[Sign]) -> list[Sign]:
    out: list[Sign] = []
    for one in signs:
        if one[0].isspace() and (not out or out[-1][0].isspace()):
            continue
        out.append(one)
    while out and out[-1][0].isspace():
        out.pop()
    return out
