"""What pandoc would pass over: text boxes, runs of words with a note or a picture, wide rows.

The paragraphs of a box go behind the one that it is anchored in.

ISO/IEC 29500-1, 20.4.2.38 (`wps:txbx`); 29500-3, 7.6 (`mc:AlternateContent`): an old form of the
same box stands beside the new one.
"""

from copy import deepcopy
from typing import Any

from reportgen.importer.word.package import W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PICTURES = (
    "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic",
    "{urn:schemas-microsoft-com:vml}imagedata",
)


MOST_COLUMNS = 300


def take_out(root: Any) -> None:
    """Put the paragraphs of each box behind the paragraph around it."""
    for fallback in list(root.iter(f"{_MC}Fallback")):
        if fallback.find(f".//{W}txbxContent") is not None:
            _remove(fallback)
    while True:
        box = root.find(f".//{W}txbxContent")
        if box is None:
            return
        home = next(
            (one for one in box.iterancestors(f"{W}p") if _is_outermost(one)),
            None,
        )
        holder = next((one for one in box.iterancestors(f"{W}drawing", f"{W}pict")), None)
        behind = home
        for block in list(box):
            if behind is not None and block.tag in (f"{W}p", f"{W}tbl", f"{W}sdt"):
                behind.addnext(block)
                behind = block
        _remove(box)
        if holder is not None and not any(True for _ in holder.iter(*_PICTURES, f"{W}txbxContent")):
            _remove(holder)


_ATOMS = ("footnoteReference", "endnoteReference", "drawing", "pict", "object")


def part_runs(root: Any) -> None:
    """Give each note and picture in a run with other contents a run of its own."""
    atoms = {f"{W}{name}" for name in _ATOMS} | {f"{_MC}AlternateContent"}
    for run in list(root.iter(f"{W}r")):
        contents = [node for node in run if node.tag != f"{W}rPr"]
        if len(contents) < 2 or not any(node.tag in atoms for node in contents):
            continue
        properties = run.find(f"{W}rPr")
        behind = run
        for node in contents[1:]:
            new = run.makeelement(run.tag, dict(run.attrib))
            if properties is not None:
                new.append(deepcopy(properties))
            new.append(node)
            behind.addnext(new)
            behind = new


def widen_grids(root: Any) -> None:
    """Give each table as many columns in its grid (17.4.48) as its widest row has."""
    for table in root.iter(f"{W}tbl"):
        grid = table.find(f"{W}tblGrid")
        if grid is None:
            grid = table.makeelement(f"{W}tblGrid", {})
            table.insert(1 if table.find(f"{W}tblPr") is not None else 0, grid)
        widest = max((_columns(row) for row in table.findall(f"{W}tr")), default=0)
        for _ in range(min(widest, MOST_COLUMNS) - len(grid.findall(f"{W}gridCol"))):
            grid.append(grid.makeelement(f"{W}gridCol", {f"{W}w": "1000"}))


def _columns(row: Any) -> int:
    count = 0
    for cell in row.iter(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        typed = span.get(f"{W}val", "1") if span is not None else "1"
        count += min(int(typed), MOST_COLUMNS) if typed.isdigit() and len(typed) < 6 else 1
    return count


def _is_outermost(paragraph: Any) -> bool:
    return not any(one.tag == f"{W}txbxContent" for one in paragraph.iterancestors())


def _remove(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
