"""The words of a chapter, scanned from its Markdown and not from pandoc's tree of it.

The scanner knows less than pandoc on purpose: it strikes out what is markup, letter by letter, and
keeps all else, so that what a reader of Markdown drops is still here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from reportgen.diagnostics.source import Source
from reportgen.parse.reference_list import TITLES
from reportgen.reports.words.inlines import CLASS, Inlines, plain_words, strike
from reportgen.reports.words.letters import BREAK, GAP, Letters, letters

_OPAQUE = re.compile(
    r"""
      ^(?P<indent>[\ \t>]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)\n
        (?P<code>.*?)(?P<close>^[\ \t>]*(?P=fence)[`~]*[\ \t]*$|\Z)
    | (?P<comment><!--.*?(?:-->|\Z))
    | (?P<inline>(?P<tick>`+)(?!`)(?:[^`\n]|\n(?![\ \t]*\n)|(?!(?P=tick)(?!`))`)+(?P=tick)(?!`))
    """,
    re.M | re.S | re.X,
)
_HIDDEN_CHUNK = re.compile(r"(?im)\b(?:echo|include)\s*=\s*F|^#\|\s*(?:echo|include):\s*false")
_CHUNK = re.compile(r"\s*\{\{?(?:r|python|julia|ojs|mermaid|dot|bash|sql|stata)\b|\s*\{code-cell\}")
_NOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:")
_REFERENCE = re.compile(
    r"^ {0,3}\[(?!\^)([^\]\n]+)\]:[ \t]*\S+[ \t]*(?:\n?[ \t]+(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?"
    r"[ \t]*(?:\{[^}\n]*\})?[ \t]*$",
    re.M,
)
_DIV = re.compile(r"^[ \t>]*(:{3,})[ \t]*(.*?)[ \t]*:*[ \t]*$")
_MARKER = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\(?(?:\d+|#|[ivxlcdm]+|[IVXLCDM]+|[a-zA-Z]|@[\w-]*)[.)]|[:~](?=[ \t]))"
    r"[ \t]+)+(?:\[[ xX]\][ \t]+)?"
)
_RULER = re.compile(r"^[ \t>]*(?:[-=*_+|:][ \t]*){3,}$")
_COLUMNS = re.compile(r"^[ \t]*-{2,}(?:[ \t]+-{2,})+[ \t]*$")
_GRID = re.compile(r"-[ |+]+:?-|[|+][-=:]")
_DASHES = re.compile(r"^[ \t]*-{3,}[ \t]*$")
_HEADING = re.compile(r"^[ \t>]*#{1,6}[ \t]*")
_ATTRIBUTES = re.compile(r"\{[^{}]*\}[ \t]*$")
_LINE = re.compile(r"^[ \t>]*\|(?=[ \t])")
_TERM = re.compile(r"[ \t>]*\w")
_CAPTION = re.compile(r"^[ \t>]*(?:[Tt]able)?:[ \t]")


_MOVED = frozenset({"not-run-figure", "not-run-table"})
"""Divs that become figures and tables, whose caption stands before or behind what they show."""
CITATION = -1
"""The number of the note of what stands in a citation: a style prints it in a note or in the text.
"""


@dataclass(frozen=True)
class Passage:
    """Words that stand side by side in a source and so in an output.

    `note` is the number of the note that they stand in, 0 for none, `CITATION`; `loose` ones may
    stand elsewhere than in the order of the source; `divs` and `spans` are the classes around.
    """

    source: Source
    letters: Letters
    note: int
    loose: bool
    divs: frozenset[str]
    spans: frozenset[str]


def passages(source: Source) -> list[Passage]:
    """The words of a chapter, passage by passage in its order.

    A heading at its end over nothing but the list of references is that list's, and goes with it.
    """
    text = _OPAQUE.sub(_opaque, source.text)
    references = frozenset(m[1].casefold() for m in _REFERENCE.finditer(text))
    text = _REFERENCE.sub(_broken, text)
    lines = text.split("\n")
    starts = source.starts
    defined = list(_notes(lines))
    classes = list(_classes(lines))
    loose = list(_tables(lines))
    text = "".join(_blocks(list(_cells(lines, loose)), loose))
    found = strike(text, references)
    found.notes += [(starts[a], starts[b] if b < len(starts) else len(text)) for a, b in defined]
    out, last = [], ""
    for begin, end, note in _stretches(found):
        line = source.place(begin)[0] - 1
        spans = frozenset().union(*(c for a, b, c in found.classes if a <= begin < b))
        said = letters(found.text, begin, end)
        if said.chars:
            moved = loose[line] or not classes[line].isdisjoint(_MOVED)
            out.append(Passage(source, said, note, moved, classes[line], spans))
            last = lines[line]
    return out[:-1] if _heads_list(last) else out


def _heads_list(line: str) -> bool:
    """Whether a line is a heading that the list of references has."""
    title = _ATTRIBUTES.sub("", _HEADING.sub("", line)) if _HEADING.match(line) else ""
    return title.strip(" .:#").casefold() in TITLES


def _opaque(match: re.Match[str]) -> str:
    """Code as plain words; nothing of comments, of raw markup, or of chunks that are not shown."""
    if match["comment"]:
        return re.sub(r"[^\n]", BREAK, match[0])
    if match["inline"]:
        return match[0]
    info, code = match["info"], match["code"]
    raw = info.strip().startswith(("{=", "{math}", "{eval-rst}"))
    if raw or (_CHUNK.match(info) and _HIDDEN_CHUNK.search(info + "\n" + code)):
        return re.sub(r"[^\n]", BREAK, match[0])
    code = re.sub(r"(?m)^(?:#\||%%\|).*$", _broken, code)
    if info.strip().startswith("{"):
        code = re.sub(r"(?m)^:[\w-]+:.*$", _broken, code)
    head = len(match[0]) - len(match["code"]) - len(match["close"]) - 1
    return BREAK * head + "\n" + plain_words(code) + BREAK * len(match["close"])


def _notes(lines: list[str]) -> Iterator[tuple[int, int]]:
    """The lines, first and behind the last, of each definition of a note."""
    begin: int | None = None
    blank = False
    for number, line in enumerate([*lines, "."]):
        empty = not line.strip()
        inside = begin is not None and (not blank or re.match(r"\t| {4}| *$", line))
        if begin is not None and (not inside or _NOTE.match(line) or number == len(lines)):
            yield begin, number
            begin = None
        if _NOTE.match(line):
            begin = number
        blank = empty


def _classes(lines: list[str]) -> Iterator[frozenset[str]]:
    """The classes of the Divs around each line."""
    around: list[frozenset[str]] = []
    for line in lines:
        if fence := _DIV.match(line):
            if fence[2]:
                around.append(frozenset(CLASS.findall(fence[2]) or fence[2].split()[:1]))
            elif around:
                around.pop()
        yield frozenset().union(*around)


def _tables(lines: list[str]) -> Iterator[bool]:
    """Whether each line is one of a table or its caption, which an output may set elsewhere."""
    begin = 0
    while begin < len(lines):
        end = _end(lines, begin, lambda line: not line.strip())
        block = lines[begin:end]
        table = any(_RULER.match(one) and _GRID.search(one) for one in block)
        if table and _DASHES.match(block[0]) and not _DASHES.match(block[-1]):
            end = min(_end(lines, end, _DASHES.match) + 1, len(lines))
        above = ["", *block]  # below a term the same mark begins its definition
        caption = [bool(_CAPTION.match(line)) and not _TERM.match(above[i])
                   for i, line in enumerate(block)]  # fmt: skip
        yield from [table or any(caption[: i + 1]) for i in range(end - begin)]
        begin = end
        if begin < len(lines) and not lines[begin].strip():
            yield False
            begin += 1


def _end(lines: list[str], begin: int, ends: Callable[[str], object]) -> int:
    """The first line that ends something."""
    return next((i for i in range(begin, len(lines)) if ends(lines[i])), len(lines))


def _cells(lines: list[str], tables: list[bool]) -> Iterator[str]:
    """The lines with a BREAK between cells; a ruler says where columns without lines begin."""
    columns: list[int] = []
    for number, (line, table) in enumerate(zip(lines, tables, strict=True)):
        if table and (not number or not tables[number - 1]):
            ends = _end(lines, number, lambda one: not one.strip() or _COLUMNS.match(one))
            ruler = lines[ends] if ends < len(lines) and _COLUMNS.match(lines[ends]) else ""
            columns = [m.start() for m in re.finditer(r"(?<= )-", ruler)]
        if table:
            line = re.sub(r"(?<!\\)\||[ \t]{2,}|\+[-=:+]+", _broken, line)
            for column in columns:
                if line[column - 1 : column] == " ":
                    line = f"{line[: column - 1]}{BREAK}{line[column:]}"
        yield line


def _blocks(lines: list[str], tables: list[bool]) -> Iterator[str]:
    """The lines with the markup of blocks struck out, each behind what parts it from the last."""
    apart = True
    for number, (line, table) in enumerate(zip(lines, tables, strict=True)):
        heading = _HEADING.match(line)
        empty = not line.strip() or _DIV.match(line) or _RULER.match(line)
        struck = BREAK * len(line) if empty else line
        for pattern in (_NOTE, _HEADING):
            struck = pattern.sub(_broken, struck, count=1)
        marked = struck
        for pattern in (_CAPTION, _MARKER, _LINE):
            marked = pattern.sub(lambda m: GAP * len(m[0]), marked, count=1)
        alone = table or empty or struck[:1] == BREAK
        parted = BREAK if alone or apart else GAP if marked != struck else "\n"
        yield (parted if number else "") + marked
        apart = bool(table or empty or heading)


def _broken(match: re.Match[str]) -> str:
    return BREAK * len(match[0])


def _stretches(found: Inlines) -> Iterator[tuple[int, int, int]]:
    """Where each passage begins and ends, and the number of the note that it stands in."""
    owners = [0] * len(found.text)
    for number, (start, end) in sorted(enumerate(found.notes, 1), key=lambda n: n[1][0] - n[1][1]):
        owners[start:end] = [number] * (end - start)
    for start, end in found.citations:
        owners[start:end] = [owner or CITATION for owner in owners[start:end]]
    for match in re.finditer(f"[^{BREAK}{GAP}]+", found.text):
        begin = match.start()
        for place in range(begin + 1, match.end() + 1):
            if place == match.end() or owners[place] != owners[begin]:
                yield begin, place, owners[begin]
                begin = place
