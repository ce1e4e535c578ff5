"""What stands where on the pages of a PDF."""

from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pypdfium2

SUPERIOR = 5.0
"""The height of a note's number alone."""


@dataclass(frozen=True)
class Line:
    """A line of text and its box, in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def lines(path: Path) -> list[list[Line]]:
    """The lines of each page, from the top down; note numbers are not lines of their own."""
    document = pypdfium2.PdfDocument(path)
    return [_lines(page.get_textpage()) for page in document]


def _lines(text: pypdfium2.PdfTextPage) -> list[Line]:
    boxes = [text.get_rect(i) for i in range(text.count_rects())]
    rows: list[list[tuple[float, ...]]] = []
    for box in sorted(boxes, key=lambda b: (-round(b[1]), b[0])):
        if rows and box[1] < rows[-1][0][3] - 2 and box[3] > rows[-1][0][1] + 2:
            rows[-1].append(box)
        elif box[3] - box[1] >= SUPERIOR:
            rows.append([box])
    return [_line(row, text) for row in rows]


def _line(row: list[tuple[float, ...]], text: pypdfium2.PdfTextPage) -> Line:
    lefts, bottoms, rights, tops = zip(*row, strict=True)
    box = (min(lefts), min(bottoms), max(rights), max(tops))
    said = text.get_text_bounded(box[0] - 1, box[1], box[2] + 1, box[3])
    return Line(" ".join(said.split()), *box)


def fonts(path: Path) -> set[str]:
    """The names of the fonts in a PDF, without the mark of a subset."""
    with pikepdf.open(path) as pdf:
        found = (o for o in pdf.objects if isinstance(o, pikepdf.Dictionary))
        return {
            str(o.BaseFont).lstrip("/").partition("+")[2] or str(o.BaseFont)
            for o in found
            if o.get("/Type") == "/Font"
        }


def outline(path: Path) -> list[str]:
    """The titles of a PDF's bookmarks, in order."""
    document = pypdfium2.PdfDocument(path)
    return [item.get_title() for item in document.get_toc()]
