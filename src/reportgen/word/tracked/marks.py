"""The marks of tracked changes: of runs, paragraphs, rows and properties.

Sources: ISO/IEC 29500-1, 17.13.5.14 `del`, 17.13.5.18 `ins` (runs), 17.13.5.15 and .20 (paragraph
marks), 17.13.5.12 and .17 (rows), 17.13.5.29 `pPrChange`; Word's own files for formulas.
"""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from reportgen.word.elements import Element, m, w

INSERTED, DELETED = "ins", "del"
LEFT = {w.name("t"): w.name("delText"), w.name("instrText"): w.name("delInstrText")}
"""What text is called where it is deleted (17.3.3.7, 17.16.13)."""
RUNS = frozenset({w.name("r"), m.name("oMath"), m.name("oMathPara")})
"""What stands in a change."""
HOLDERS = frozenset({w.name("hyperlink"), w.name("fldSimple"), w.name("smartTag"), w.name("sdt")})
"""What holds runs, and may not stand in a change."""
LAST = ("rPr", "sectPr", "pPrChange")
"""What stands at the end of a paragraph's properties, in this order."""


@dataclass(frozen=True)
class Marks:
    """Who changed a document and when, and the numbers of the changes, which no others have."""

    author: str
    moment: datetime
    numbers: "count[int]"

    def mark(self, kind: str) -> Element:
        """An element that says what was changed, by whom and when."""
        day = self.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        return w(kind, id=next(self.numbers), author=self.author, date=day)

    def runs(self, kind: str, elements: Iterable[Element]) -> list[Element]:
        """Contents of a paragraph that were inserted or deleted; neighbours share a mark."""
        out: list[Element] = []
        holder: Element | None = None
        for element in elements:
            if element.tag in RUNS:
                if holder is None:
                    holder = self.mark(kind)
                    out.append(holder)
                holder.append(_left(element) if kind == DELETED else element)
                continue
            holder = None
            if element.tag in HOLDERS:
                inner = list(element)
                for child in inner:
                    element.remove(child)
                element.extend(self.runs(kind, inner))
            out.append(element)
        return out

    def paragraph(self, kind: str, paragraph: Element, *, ended: bool = True) -> Element:
        """A paragraph that was inserted or deleted; with its own mark where it is `ended`."""
        inner = [child for child in paragraph if child.tag != w.name("pPr")]
        for child in inner:
            paragraph.remove(child)
        paragraph.extend(self.runs(kind, inner))
        if ended:
            self.ending(kind, paragraph)
        return paragraph

    def ending(self, kind: str, paragraph: Element) -> None:
        """Say that the mark at the end of a paragraph was inserted or deleted."""
        properties = paragraph_properties(paragraph)
        own = properties.find(w.name("rPr"))
        if own is None:
            own = w("rPr")
            placed(properties, own)
        own.insert(0, self.mark(kind))

    def row(self, kind: str, row: Element) -> Element:
        """A row that was inserted or deleted, with all that stands in it."""
        properties = row.find(w.name("trPr"))
        if properties is None:
            properties = w("trPr")
            row.insert(0, properties)
        properties.append(self.mark(kind))
        for cell in row.iterchildren(w.name("tc")):
            for paragraph in list(cell.iter(w.name("p"))):
                self.paragraph(kind, paragraph, ended=False)
            for inner in list(cell.iter(w.name("tr"))):
                self.row(kind, inner)
        return row

    def look(self, paragraph: Element, before: Element | None) -> None:
        """Note what a paragraph's properties were before, where they differ."""
        old = deepcopy(before) if before is not None else w("pPr")
        for name in LAST:
            for part in list(old.iterchildren(w.name(name))):
                old.remove(part)
        change = self.mark("pPrChange")
        change.append(old)
        placed(paragraph_properties(paragraph), change)


def paragraph_properties(paragraph: Element) -> Element:
    """A paragraph's properties; empty ones where it had none."""
    found = paragraph.find(w.name("pPr"))
    if found is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def placed(properties: Element, part: Element) -> None:
    """Put a part into a paragraph's properties, at its place in the schema's order."""
    name = part.tag.rpartition("}")[2]
    behind = {w.name(other) for other in LAST[LAST.index(name) + 1 :]}
    follower = next((child for child in properties if child.tag in behind), None)
    if follower is None:
        properties.append(part)
    else:
        follower.addprevious(part)


def _left(element: Element) -> Element:
    """A deleted run, its text under the names that deleted text has."""
    for part in element.iter(*LEFT):
        part.tag = LEFT[part.tag]
    return element
