"""A row of a table has more cells than the table has columns: the last ones are not printed.

A `|` that is part of a cell's words is written `\\|`.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Chapter, Manuscript
from reportgen.tree import scan

_RULE = re.compile(
    r"^[ \t>]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:[|+][ \t]*+:?-++:?[ \t]*+)*+(?:\|[ \t]*+)?$", re.M
)
_HIDDEN = re.compile(r"\\.|\$[^$\n]+\$|<[^>\n]+>")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        widths = {len(node["c"][2]) for node in chapter.nodes if node["t"] == "Table"}
        if widths:
            yield from _rows(chapter, widths)


def _rows(chapter: Chapter, widths: set[int]) -> Iterator[Diagnostic]:
    masked = scan.mask(chapter.source.text)
    for rule in _RULE.finditer(masked):
        columns = len(_cells(rule[0].replace("+", "|")))
        if "|" not in rule[0] or columns not in widths:
            continue
        start = rule.end() + 1
        for line in masked[start:].split("\n"):
            if "|" not in line:
                break
            surplus = _cells(line)[columns:]
            first, last = (surplus[0][0], surplus[-1][1]) if surplus else (0, 0)
            words = chapter.source.text[start + first : start + last].strip(" \t|")
            if words:
                yield Diagnostic(
                    "cell-surplus",
                    Severity.ERROR,
                    f"the row has {columns + len(surplus)} cells and the table {columns}: "
                    f"`{words}` is not printed",
                    chapter.source.span(start + first, start + last),
                    help="add a column, or write `\\|` where a line is part of the words",
                )
            start += len(line) + 1


def _cells(line: str) -> list[tuple[int, int]]:
    """The offsets of a row's cells, without the blanks around them."""
    line = _HIDDEN.sub(lambda found: "x" * len(found[0]), line.rstrip())
    begin = len(line) - len(line.lstrip(" \t>"))
    begin += line.startswith("|", begin)
    end = len(line) - line.endswith("|")
    out = []
    for cell in re.finditer(r"[^|]*(?:\||$)", line[begin:end] + "|"):
        if cell[0]:
            body = cell[0].rstrip("|")
            left = begin + cell.start() + len(body) - len(body.lstrip())
            out.append((left, max(left + len(body.strip()), left)))
    return out
