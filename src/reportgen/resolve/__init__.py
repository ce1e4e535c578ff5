"""Manuscript -> Report: citations set, everything numbered, cross-references said in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen import math, words
from reportgen.ast import Node, edit
from reportgen.cache import Store
from reportgen.diag import Bag
from reportgen.image import Image
from reportgen.math import Formula
from reportgen.parse import Manuscript
from reportgen.parse.front import Front
from reportgen.resolve import number, script
from reportgen.resolve.cite import Style, set_citations
from reportgen.source import Source, Span


@dataclass(frozen=True)
class Report:
    """The whole document, ready to be shown.

    A Note in `blocks` carries its number as `n`; a Figure, a Table and a displayed Math that has
    a label carry `number`. `prose` holds what the front matter says in Markdown, by its field.
    `bibliography` is empty where the style prints its sources in the notes alone.
    """

    root: Path
    front: Front
    blocks: list[Node]
    prose: Mapping[str, list[Node]]
    bibliography: list[Node]
    images: Mapping[str, Image]
    style: Style
    words: Mapping[str, str]
    math: Mapping[Formula, str]
    raw: bool = False
    chapters: tuple[Source, ...] = ()

    def span(self, node: Node) -> Span | None:
        """Where a Div of the manuscript stands."""
        at = node.get("at")
        return self.chapters[at[2]].span(*at[:2]) if at and len(at) == 3 else None


def resolve(
    manuscript: Manuscript, style: Style, bag: Bag, store: Store = Store()
) -> Report | None:
    """The report of a manuscript without errors; None where its citations cannot be set."""
    told = [_told(c.blocks, i) for i, c in enumerate(manuscript.chapters)]
    blocks = number.unique([block for chapter in told for block in chapter])
    parts = [blocks, *manuscript.prose.values()]
    found = set_citations(parts, manuscript, style, bag, store)
    if found is None:
        return None
    (blocks, *prose), bibliography = found
    lang = manuscript.front.lang or "en-US"
    speech = words.of(lang)
    blocks = number.notes(blocks)
    targets = number.targets(blocks, manuscript.front)
    blocks, *prose = (
        script.mark(number.cross(part, targets, speech), lang)
        for part in (number.exhibits(blocks), *prose)
    )
    return Report(
        manuscript.sources.root,
        manuscript.front,
        blocks,
        dict(zip(manuscript.prose, prose, strict=True)),
        script.mark(bibliography, lang),
        manuscript.images,
        style,
        speech,
        math.mathml([blocks, *prose]),
        manuscript.raw,
        tuple(chapter.source for chapter in manuscript.chapters),
    )


def _told(blocks: list[Node], chapter: int) -> list[Node]:
    """The blocks, with the number of their chapter behind the place of each Div."""
    return [
        {
            **block,
            "c": [block["c"][0], _told(block["c"][1], chapter)],
            "at": [*block["at"][:2], chapter] if block.get("at") else None,
        }
        if block["t"] == "Div"
        else block
        for block in blocks
    ]


def without(blocks: list[Node], *classes: str) -> list[Node]:
    """The blocks without the Divs and Spans of these classes."""

    def change(node: Node) -> Node | None:
        if node["t"] in ("Div", "Span") and set(classes) & set(node["c"][0][1]):
            return None
        return node

    kept: list[Node] = edit(blocks, change)
    return kept
