"""What the tests of redlines share: two states of a text, their redline, how a document reads."""

from pathlib import Path
from typing import Any

from reportgen.diagnostics import Bag
from reportgen.ooxml import Block, Document, read
from reportgen.pipeline import build
from reportgen.project.request import Request
from reportgen.redline import make
from reportgen.redline.states import State

FRONT = """---
title: {title}
author: {author}
date: 2026-05-04
lang: en-US
journal: {{title: Journal}}
abstract: {abstract}
keywords: [{keywords}]
bibliography: refs.bib
number-sections: true
---

"""
BIB = """
@book{walt1987, author = {Walt, Stephen}, title = {Alliances}, date = {1987}, publisher = {Cornell}}
@book{waltz1979, author = {Waltz, Kenneth}, title = {Theory}, date = {1979}, publisher = {McGraw}}
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40">'
    '<rect width="{}" height="9"/></svg>'
)


def redlines(
    before: Path, after: Path, *formats: str, author: str = "", edition: tuple[str, ...] = ()
) -> make.Redlines:
    """The redlines of two states."""
    request = Request(after, formats, edition)
    return make.redline(State(before, "v1"), State(after, ""), request, None, author, 1)


def redline(before: Path, after: Path, to: str, author: str = "") -> bytes:
    """The redline of two states in a format."""
    made = redlines(before, after, to, author=author)
    assert not made.bag.failed, [d.message for d in made.bag.errors]
    return next(data for name, data in made.files.items() if name.endswith(f".{to}"))


def built(path: Path, to: str, out: Path) -> bytes:
    """A state as it is built by itself."""
    made = build.build(path, to=[to], edition=["article"], out=out, workers=1)
    assert not made.bag.failed, [d.message for d in made.bag.errors]
    return next(file for file in made.files if file.suffix == f".{to}").read_bytes()


def reading(data: bytes, accept: str = "all") -> Any:
    """How a Word document reads: kinds, levels, styles, words and their looks, cells, notes."""
    document = read(data, accept)
    assert document.problems == ()
    numbers = {note.id: str(n) for n, note in enumerate(document.notes, 1)}
    notes = [[_said(block, numbers) for block in note.blocks] for note in document.notes]
    return [_said(block, numbers) for block in document.blocks], notes


def _said(block: Block, numbers: dict[str, str]) -> Any:
    words: list[tuple[Any, ...]] = []
    for word in block.words:
        target = numbers.get(word.target, word.target) if word.atom == "note" else word.target
        look = (tuple(sorted(word.format)), word.atom, target)
        if words and words[-1][1:] == look and not word.atom:
            words[-1] = (words[-1][0] + word.text, *look)
        else:
            words.append((word.text if word.atom != "note" else "", *look))
    rows = [[[_said(b, numbers) for b in cell.blocks] for cell in row] for row in block.rows]
    return [block.kind, block.level, block.style, block.numbering, words, rows]


def text(document: Document) -> list[str]:
    """The words of each paragraph."""
    return [block.text for block in document.every_block() if block.kind != "table"]


def states(folder: Path, old: str, new: str, **fronts: tuple[str, str]) -> tuple[Path, Path]:
    """Two files of the same name with these texts, what they name beside them."""
    out = []
    for n, body in enumerate((old, new)):
        own = folder / ("old" if n == 0 else "new")
        own.mkdir()
        values = {
            "title": "On Alliances", "author": "Jane Doe", "abstract": "What this is.",
            "keywords": "alliances, states",
        }  # fmt: skip
        values |= {name: both[n] for name, both in fronts.items()}
        (own / "paper.md").write_text(FRONT.format(**values) + body, encoding="utf-8")
        (own / "refs.bib").write_text(BIB, encoding="utf-8")
        (own / "a.svg").write_text(SVG.format(10), encoding="utf-8")
        (own / "b.svg").write_text(SVG.format(10 if n == 0 else 70), encoding="utf-8")
        out.append(own / "paper.md")
    return out[0], out[1]


def faults(bag: Bag) -> list[str]:
    return [d.message for d in bag.errors]
