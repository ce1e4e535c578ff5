"""Markdown's inline markup, struck out: what is left are the words that a reader gets to see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from reportgen.reports.words.letters import BREAK, DROP, GAP

CLASS = re.compile(r"\.([\w-]+)")
CITED = r"(?<![\w@])-?@(?:\{[^{}\s]+\}|\w(?:[:.#$%&+?<>~/-]*\w)*|\*)"
ATTRIBUTES = re.compile(r"""\{\s*(?:[#.=%-]|[\w:-]+\s*=)(?:"[^"\x00]*+"|[^{}\x00])*+\}""")
_ATOM = re.compile(
    r"""
      (?P<key>(?<![\w@])-?@(?:\{[^{}\s\x00]+\}|(?:url:)?https?://[^\s<>\x00()\[\]"^*|`;,]*\w/?))
    | (?P<raw>(?P<rawtick>`+)(?!`)[^\x00]+?(?<!`)(?P=rawtick)(?!`)\{=\w+\})
    | (?P<role>\{[\w:+-]+\}`[^`\x00]+`)
    | (?P<code>(?P<tick>`+)(?!`)[^\x00]+?(?<!`)(?P=tick)(?!`))
    | (?P<math>\\begin\{(?P<kind>(?:equation|align|gather|multline|eqnarray|math|displaymath)\*?)\}
        .*?\\end\{(?P=kind)\}|\$\$(?:\\.|[^$\\\x00]|\$(?!\$))+\$\$|\\\([^\x00]+?\\\)|\\\[[^\x00]+?\\\]
        |\$(?=\S)(?:\\.|[^$\\\x00])*?(?<=\S)\$(?!\d))
    | (?P<target>(?<=\])\((?:<[^>\x00]*>|\\.|[^()\x00\\]|\([^()\x00]*\))*\))
    | (?P<bookdown>\\@ref\([^()\s\x00]*\)|\(\\\#[^()\s\x00]*\))
    | (?P<escape>\\[^\w\x00])
    | (?P<command>\\(?:label|[a-zA-Z]*ref|[a-zA-Z]*cite[a-zA-Z]*|begin|end|includegraphics|input
        |[vh]space|bibliography\w*)\*?(?:\[[^\]\x00]*\])*\{[^{}\x00]*\}(?:\[\w*\])?
        (?:\{(?:[^{}\x00]|\{(?:[^{}\x00]|\{[^{}\x00]*\})*\})*\})?
        |\\[a-zA-Z]+\*?|\{\{<[^\x00]*?>\}\}|\(ref:[\w-]+\))
    | (?P<address><?https?://[^\s<>\x00()\[\]"^*|`]+>?|<[\w.+-]+@[\w.-]+>)
    | (?P<inner></?(?:su[bp]|[biusq]|em|strong|span|small|mark|del|ins|cite|abbr|code|kbd)\b
        [^<>\x00]*>)
    | (?P<tag></?[a-zA-Z][^<>\x00]*>)
    | (?P<entity>&(?:\w+|\#\w+);)
    """,
    re.X | re.S,
)
_MARKUP = re.compile(r"[^\w\s\x00\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]|_")
_LABEL = (
    r"(?:pp?|pages?|chap(?:ter|s)?|ch|sec(?:tion|s)?|vols?|volumes?|nos?|numbers?|figs?|figure|"
    r"para(?:graph|s)?|lines?|ll?|notes?|nn?|parts?|pts?|books?|bks?|cols?|columns?|fols?|folios?|"
    r"verses?|vv?|op|opus|sub verbo|s\.v)"
)
_NUMBER = r"(?:(?:[^\W\d]|[.:/])*+\d[\w.:/]*|[ivxlcdm]++\b)"
_LOCATOR = re.compile(
    rf"\s*+(?:,\s*+)?(?:\{{[^}}]*\}}|(?:{_LABEL}\b\.?\s*|[§¶]+\s*)?{_NUMBER}(?:\s*[,&–-]+\s*{_NUMBER})*)",
    re.I,
)
_CITED = re.compile(CITED)
_DESTINATION = re.compile(rf"\({GAP}*\)")


@dataclass
class Inlines:
    """A text whose markup is struck out, character by character; `classes` are those of Spans.

    `notes` are the stretches that stand in a note, in the order of their ends, and `citations`
    those between the brackets of one, which may come to stand in a note.
    """

    text: str
    citations: list[tuple[int, int]] = field(default_factory=list)
    notes: list[tuple[int, int]] = field(default_factory=list)
    classes: list[tuple[int, int, frozenset[str]]] = field(default_factory=list)


def strike(text: str, references: frozenset[str]) -> Inlines:
    """Strike out the inline markup; BREAKs part blocks, `references` are the links' labels."""
    text = _ATOM.sub(_atom, text)
    found = Inlines(text)
    out = list(text)
    ends = {match.end() for match in _CITED.finditer(text)}
    for start, end in _brackets(text):
        _bracket(text, out, start, end, ends, references, found)
    masked = _CITED.sub(lambda m: GAP * len(m[0]), "".join(out))
    masked = ATTRIBUTES.sub(lambda m: DROP * len(m[0]), masked)
    found.text = re.sub(r"[*_~^=\[\]{}]", DROP, masked)
    return found


def _atom(match: re.Match[str]) -> str:
    """What stands in the place of a match, of the same length."""
    said = match[0]
    match match.lastgroup:
        case "raw" | "role" | "math" | "command" | "tag" | "bookdown":
            return GAP * len(said)
        case "inner":
            return DROP * len(said)
        case "key":
            return said[: said.index("@") + 1].ljust(len(said), "x")
        case "target":
            return f"({GAP * (len(said) - 2)})"
        case "entity":
            plain = unescape(said)
            return plain.ljust(len(said), DROP) if len(plain) <= len(said) else said
    return plain_words(said)


def plain_words(text: str) -> str:
    """A text with a space for all that could be taken for markup."""
    return _MARKUP.sub(" ", text)


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """The pairs of brackets within one block, inner ones first."""
    opened: list[int] = []
    for match in re.finditer(r"[\[\]\x00]", text):
        if match[0] == "[":
            opened.append(match.start())
        elif match[0] == BREAK:
            opened.clear()
        elif opened:
            yield opened.pop(), match.start()


def _bracket(
    text: str, out: list[str], start: int, end: int, cited: set[int],
    references: frozenset[str], found: Inlines,
) -> None:  # fmt: skip
    """Strike out what belongs to a pair of brackets."""
    before, behind = text[start - 1 : start], text[end + 1 : end + 2]
    inner = text[start + 1 : end]
    if before == "^":
        found.notes.append((start + 1, end))
        out[start - 1] = out[start] = out[end] = GAP
    elif inner.startswith("^") and not re.search(r"\s", inner):
        _fill(out, start, end + 1)
    elif start in cited or (start - 1 in cited and before in " \n"):
        _suffix(text, out, start + 1, end)
        out[start] = out[end] = GAP
        found.citations.append((start, end))
    elif behind == "(" and (match := _DESTINATION.match(text, end + 1)):
        _fill(out, end + 1, match.end())
        if before == "!":
            _image(text, out, start, end, match.end())
    elif _CITED.search(inner) and behind != "{" and (before != "]" or _follows(start, found)):
        _citations(text, out, start + 1, end)
        found.citations.append((start, end))
    elif before == "]" and (not inner or inner.casefold() in references):
        _fill(out, start, end + 1)
    elif behind == "{" and (match := ATTRIBUTES.match(text, end + 1)):
        found.classes.append((start, end, frozenset(CLASS.findall(match[0]))))
        if not (before.isalnum() or text[match.end() : match.end() + 1].isalnum()):
            out[start] = out[end] = GAP


def _follows(start: int, found: Inlines) -> bool:
    """Whether a citation ends directly before a bracket."""
    return bool(found.citations) and found.citations[-1][1] == start - 1


def _fill(out: list[str], start: int, end: int) -> None:
    out[start:end] = GAP * (end - start)


def _image(text: str, out: list[str], start: int, end: int, behind: int) -> None:
    """An image's words are its caption where it stands alone, and else what it shows."""
    if attributes := ATTRIBUTES.match(text, behind):
        behind = attributes.end()
    alone = text[: start - 1].rstrip(" \n")[-1:] in ("", BREAK)
    alone = alone and text[behind : behind + 400].lstrip(" \n")[:1] in ("", BREAK)
    _fill(out, *((start - 1, start + 1) if alone else (start - 1, end + 1)))


def _citations(text: str, out: list[str], start: int, end: int) -> None:
    """The words around the keys of a citation stay; keys and locators go."""
    at = start
    for part in text[start:end].split(";"):
        key = _CITED.search(part)
        if key:
            _suffix(text, out, at + key.end(), at + len(part))
        at += len(part) + 1
        _fill(out, at - 1, at) if at - 1 < end else None
    out[start - 1] = out[end] = GAP


def _suffix(text: str, out: list[str], start: int, end: int) -> None:
    """What stands behind a key, its locator left out."""
    locator = _LOCATOR.match(text, start, end)
    if locator:
        _fill(out, start, locator.end())
