"""Statistics of the justified lines of PDFs: `lines.py FILE...`, one row of a table each.

A word space is what stands between two words, in parts of the space that the font has. Lines count
that end at an edge where at least four lines of their page end; hanging marks may reach over it.
"""

import ctypes
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

LOOSE, UNLIKE, ROUNDING = 1.6, 0.5, 0.01
RUNT = 2.75
"""The shortest last line that is no scrap, in ems."""
EXACT, EDGE, HANG, AT_EDGE = 0.15, 0.8, 3.5, 4
"""How far lines end beside an edge at the most and at best, how far marks hang over it (in
points), and how many must end there."""
TWICE = 2.0
"""How many times another space of its line a space is that is no word space, but a leader."""
APART = 2.0
"""The gap between what is no longer one line, in ems."""
QUARTER = 0.25
"""The space of a font in which the file has none, in ems."""
HYPHENS = "-\u00ad\u2010\x02\ufffe"
MILLIMETRES = 25.4 / 72


class _Letter(NamedTuple):
    character: str
    x: float
    end: float
    y: float
    size: float
    space: float


@dataclass
class Line:
    """A line of text: its edges and baseline in points, its size, and its mean word space.

    `space` is in parts of the font's, None where the line has fewer than three, or uneven ones.
    """

    left: float
    right: float
    y: float
    size: float
    text: str
    space: float | None
    full: bool = False


@dataclass
class Statistics:
    """What a typographer counts in a document.

    `spaces` are those of its lines; `unlike` counts neighbours whose spaces differ by half a
    space, `feet` has the free space below each page's text, but for the last's, in millimetres.
    """

    spaces: list[float] = field(default_factory=list)
    neighbours: int = 0
    unlike: int = 0
    hyphens: int = 0
    ladders: int = 0
    last_hyphens: int = 0
    turn_hyphens: int = 0
    runts: int = 0
    feet: list[float] = field(default_factory=list)
    notes: int = 0
    moved: int = 0

    def over(self, space: float) -> float:
        """The percentage of the lines with a wider space."""
        return 100 * sum(s > space + ROUNDING for s in self.spaces) / max(1, len(self.spaces))

    def under(self, space: float) -> float:
        """The percentage of the lines with a narrower space."""
        return 100 * sum(s < space - ROUNDING for s in self.spaces) / max(1, len(self.spaces))


def statistics(path: Path) -> Statistics:
    """The statistics of a PDF's lines. Raises OSError where it cannot be read."""
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise OSError(f"{path}: {error}") from error
    found = Statistics()
    pages = [_lines(page) for page in document]
    for lines in pages:
        _mark_full(lines)
        _count(lines, found)
    bodies = [[line for line in lines if line.full] for lines in pages]
    for body, following in pairwise(bodies):
        if body and following and _foot(body).text[-1] in HYPHENS:
            found.turn_hyphens += 1
    lowest = [[line.y for line in lines if _is_text(line, lines)] for lines in pages]
    feet = [min(ys) for ys in lowest if ys]
    found.feet = [(y - min(feet)) * MILLIMETRES for y in feet[:-1]]
    found.notes, found.moved = _notes(document)
    return found


def _count(lines: Sequence[Line], found: Statistics) -> None:
    """Count a page's lines; those that follow each other are a paragraph's."""
    before: Line | None = None
    ladder = 0
    for line in lines:
        close = before is not None and 0 < before.y - line.y < 1.9 * line.size
        close = close and before is not None and abs(before.size - line.size) < 0.1
        hyphen = line.full and line.text[-1] in HYPHENS
        if close and before is not None and before.full and not line.full:
            found.last_hyphens += before.text[-1] in HYPHENS
            found.runts += line.right - line.left < RUNT * line.size
        ladder = ladder + 1 if hyphen and close else int(hyphen)
        found.hyphens += hyphen
        found.ladders += ladder == 3
        if line.full and line.space is not None:
            found.spaces.append(line.space)
            if close and before is not None and before.full and before.space is not None:
                found.neighbours += 1
                found.unlike += abs(before.space - line.space) >= UNLIKE
        before = line


def _mark_full(lines: Sequence[Line]) -> None:
    """Find the lines that reach an edge: of each edge that is close to others the one with most."""
    rights = sorted(line.right for line in lines if line.space is not None)
    edges: list[float] = []
    while rights:
        near = {r: [s for s in rights if -EDGE <= s - r <= HANG] for r in rights}
        edge = max(rights, key=lambda r: (sum(abs(s - r) <= EXACT for s in near[r]), -r))
        if sum(abs(s - edge) <= EXACT for s in near[edge]) < AT_EDGE:
            break
        rights = [r for r in rights if r not in near[edge]]
        ends = [line.space for line in lines if line.space and line.right in near[edge]]
        if sum(abs(space - 1) > ROUNDING for space in ends) > len(ends) / 2:  # not ragged
            edges.append(edge)
    for line in lines:
        line.full = any(-EDGE <= line.right - edge <= HANG for edge in edges)


def _is_text(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is no running foot: the lowest line stands alone under the text."""
    return line.full or any(0 < other.y - line.y < 2 * line.size for other in lines if other.full)


def _foot(body: Sequence[Line]) -> Line:
    """The last line of a page's text, above its footnotes: the lowest in the commonest size."""
    size = Counter(round(line.size, 1) for line in body).most_common(1)[0][0]
    return min((line for line in body if abs(line.size - size) < 0.1), key=lambda line: line.y)


def _lines(page: Any) -> list[Line]:
    """A page's lines in the order of the text."""
    lines: list[list[_Letter]] = []
    for letter in _letters(page):
        before = lines[-1][-1] if lines else None
        level = before and abs(letter.y - before.y) < 0.3 * before.size
        if (
            before
            and level
            and letter.x - before.x > -1
            and letter.x - before.end < APART * before.size
        ):
            lines[-1].append(letter)
        elif letter.character != " ":
            lines.append([letter])
    return [_line(letters) for letters in lines]


def _same_line(before: _Letter, letter: _Letter) -> bool:
    level = abs(letter.y - before.y) < 0.3 * before.size
    return level and letter.x > before.x - 1 and letter.x - before.end < APART * before.size


def _line(letters: list[_Letter]) -> Line:
    while letters[-1].character == " ":
        letters.pop()
    size = Counter(round(letter.size, 2) for letter in letters).most_common(1)[0][0]
    y = Counter(letter.y for letter in letters).most_common(1)[0][0]
    gaps = [
        (behind.x - letter.x, letter.space)
        for letter, behind in pairwise(letters)
        if letter.space and not behind.space
    ]
    text = "".join(letter.character for letter in letters)
    ratios = [gap / own for gap, own in gaps]
    space = None
    if len(gaps) > 2 and max(ratios) < TWICE * min(ratios):
        space = sum(gap for gap, _ in gaps) / sum(own for _, own in gaps)
    return Line(letters[0].x, letters[-1].end, y, size, text, space)


def _letters(page: Any) -> Iterator[_Letter]:
    """A page's letters; one that PDFium found between words begins where the one before ends."""
    text = page.get_textpage()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    widths: dict[tuple[int, float], float] = {}
    before = _Letter("", 0, 0, 0, 0, 0)
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text, index))
        if character in "\r\n":
            continue
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            size, at, end, baseline = before.size, before.end, before.end, before.y
            space = QUARTER * size
        else:
            pdfium.FPDFText_GetLooseCharBox(text, index, box)
            pdfium.FPDFText_GetCharOrigin(text, index, x, y)
            pdfium.FPDFText_GetMatrix(text, index, matrix)
            size = pdfium.FPDFText_GetFontSize(text, index) * abs(matrix.a)
            at, end, baseline = x.value, box.right, round(y.value, 1)
            space = _space(text, index, size, widths) if character in " \u00a0" else 0
        before = _Letter(character, at, end, baseline, size, space)
        yield before


def _space(text: Any, index: int, size: float, widths: dict[tuple[int, float], float]) -> float:
    """The font's own space, in points."""
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    font = pdfium.FPDFTextObj_GetFont(drawn)
    key = (ctypes.addressof(font.contents), size)
    if key not in widths:
        width = ctypes.c_float()
        known = pdfium.FPDFFont_GetGlyphWidth(font, 32, size, width)
        widths[key] = width.value if known and width.value else QUARTER * size
    return widths[key]


def _notes(document: Any) -> tuple[int, int]:
    """How many calls of footnotes there are, and how many stand on another page than the note.

    Calls are links of digits alone; where most lead to another page the notes are endnotes.
    """
    distances = []
    for number, page in enumerate(document):
        text, position = page.get_textpage(), ctypes.c_int(0)
        link, box = pdfium.FPDF_LINK(), pdfium.FS_RECTF()
        while pdfium.FPDFLink_Enumerate(page, position, link):
            target = pdfium.FPDFLink_GetDest(document, link)
            if target and pdfium.FPDFLink_GetAnnotRect(link, box):
                words = text.get_text_bounded(box.left, box.bottom, box.right, box.top)
                if words.strip().isdigit():
                    to = pdfium.FPDFDest_GetDestPageIndex(document, target)
                    distances.append(to - number)
    moved = sum(distance == 1 for distance in distances)
    here = sum(distance == 0 for distance in distances)
    return (here + moved, moved) if here > len(distances) / 2 else (0, 0)


def row(name: str, found: Statistics) -> str:
    """A row of the table under HEAD."""
    spaces = found.spaces or [0.0]
    cells = (
        name, len(found.spaces), f"{median(spaces):.2f}", f"{found.over(LOOSE):.1f} %",
        f"{max(spaces):.2f}", f"{found.under(0.85):.1f} %", f"{found.under(0.8):.1f} %",
        f"{100 * found.unlike / max(1, found.neighbours):.1f} %", found.hyphens, found.ladders,
        found.last_hyphens, found.turn_hyphens, found.runts,
        f"{max(found.feet, default=0):.0f}", f"{found.moved}/{found.notes}",
    )  # fmt: skip
    return f"| {' | '.join(map(str, cells))} |"


HEAD = (
    "| | lines | median | > 1.6 | widest | < .85 | < .8 | unlike | hyphens | ladders | last lines "
    "| page turns | runts | feet, mm | notes moved |\n|---" + "|--:" * 14 + "|"
)

if __name__ == "__main__":
    print(HEAD)
    for argument in sys.argv[1:]:
        print(row(Path(argument).name, statistics(Path(argument))))
