"""Paragraphs, and what decides how those at one place look."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from reportgen.tree.nodes import Node
from reportgen.word.document_context import DocumentContext, Part
from reportgen.word.elements import Element, m, tab_stops, twips, w
from reportgen.word.inlines import inlines, plain_runs
from reportgen.word.runs import PLAIN, Format, style_id

INDENT = 18.0
"""How far each level of a list is indented, in points."""
TALL = (m.name("oMathPara"), m.name("oMath"), w.name("drawing"))
"""What may be higher than a line."""


@dataclass(frozen=True)
class Scope:
    """Where blocks stand: the styles of paragraphs, how far in, and how deep in lists.

    `body` is the style of a paragraph after another, `first` that of one after anything else,
    `item` that of a list's; `heading` is the level that the highest headings have; `way` is
    `ltr` or `rtl` where that is said.
    """

    context: DocumentContext
    part: Part
    body: str = "Body Text"
    first: str = "First Paragraph"
    item: str = "List Paragraph"
    left: float = 0.0
    depth: int = -1
    align: str = ""
    keep_next: bool = False
    form: Format = PLAIN
    heading: int = 1
    way: str = ""

    def runs(self, nodes: list[Node]) -> list[Element]:
        return inlines(nodes, self.context, self.part, self.form)

    def plain_runs(self, value: str, form: Format = PLAIN) -> list[Element]:
        """The runs of plain words, those of another script under their language."""
        return plain_runs(value, self.context, self.part, form)

    def paragraph(
        self, style: str, runs: Iterable[Element] = (), *, number: tuple[int, int] | None = None,
        left: float | None = None, stops: Iterable[tuple[float, str]] = (), tall: bool = True,
    ) -> Element:  # fmt: skip
        """A paragraph; one that holds a formula or a drawing may be higher than its line.

        `number` is its level in a list and the list's identifier.
        """
        look = self.context.design.resolved(style)
        paragraph = w("p", None, *runs)
        tall = tall and bool(look.leading) and next(paragraph.iter(*TALL), None) is not None
        inset = left if left is not None else self.left + (look.left or 0) if self.left else None
        spacing = w("spacing", line=twips(look.leading or 0), lineRule="atLeast") if tall else None
        properties = w.group(
            "pPr",
            pStyle=style_id(style),
            keepNext=self.keep_next or None,
            numPr=numbering_properties(*number) if number else None,
            tabs=tab_stops(stops),
            bidi=(self.way == "rtl") if self.way else None,
            spacing=spacing,
            ind=None if inset is None else _indent(inset, bool(number and left)),
            jc=self.align or None,
        )
        paragraph.insert(0, properties)
        return paragraph

    def plain(self, style: str, value: str | None) -> list[Element]:
        """A paragraph of plain words; none for no words."""
        return [self.paragraph(style, self.plain_runs(value))] if value else []


Write = Callable[[list[Node], Scope], list[Element]]
"""Writes blocks; it is handed to the modules of blocks that hold others."""


def _indent(left: float, hanging: bool) -> Element:
    first = {"hanging": twips(INDENT)} if hanging else {"firstLine": 0}
    return w("ind", left=twips(left), **first)


def numbering_properties(level: int, identifier: int) -> Element:
    """That a paragraph is in a list, at a level from 0."""
    return w.group("numPr", ilvl=level, numId=identifier)
