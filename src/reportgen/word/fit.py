"""Fit a document to the pages that it may have: the largest type and spacing that go in."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace

from reportgen.ast import Node, attr, text, walk
from reportgen.diag import Bag, Diagnostic, Note, Severity
from reportgen.editions import Edition
from reportgen.word.measure import sections
from reportgen.word.recipe import Look, Recipe

SMALLEST = 9.0
"""The least size of text, in points."""

Write = Callable[[Recipe], str]
"""Writes the body by a recipe."""


@dataclass(frozen=True)
class Fitted:
    """A recipe by which the document fits, and the blocks that its later columns begin with."""

    recipe: Recipe
    breaks: tuple[int, ...]


def fit(edition: Edition, recipe: Recipe, write: Write, bag: Bag) -> Fitted | None:
    """The recipe that fills the pages best; None, with a diagnostic, where none fits."""
    margins = recipe.page["margins"]
    room = recipe.paper[1] - float(margins["top"]) - float(margins["bottom"])
    room = room * edition.pages - float(recipe.fit.get("spare", 12))
    over = 0.0
    tried = recipe
    for tried in _steps(recipe):
        found = sections(write(tried), tried)
        over = sum(section.height for section in found) - room
        if over <= 0:
            return Fitted(tried, next((s.breaks for s in found if s.columns > 1), ()))
    _overflow(edition, over, room, tried, bag)
    return None


def _steps(recipe: Recipe) -> Iterator[Recipe]:
    """The recipe in every size that may be tried, from the largest."""
    plan = recipe.fit
    for size in plan.get("sizes", [10]):
        for leading in plan.get("leading", [1.35]):
            for space in plan.get("space", [1]):
                yield scaled(recipe, max(float(size), SMALLEST), float(leading), float(space))


def scaled(recipe: Recipe, size: float, leading: float, space: float) -> Recipe:
    """The recipe with its text at a size, its lines at a multiple of it, its spaces at another."""
    normal = recipe.full("Normal")
    grown = size / (normal.size or size)
    base = (normal.leading or size * 1.35) / (normal.size or size)
    styles = {
        name: _scaled(look, recipe.full(name), grown, leading / base, space)
        for name, look in recipe.styles.items()
    }
    return replace(recipe, styles=styles)


def _scaled(look: Look, full: Look, grown: float, tight: float, space: float) -> Look:
    old = full.size or SMALLEST
    new = max(round(old * grown * 2) / 2, min(old, SMALLEST))
    changed = {f.name: getattr(look, f.name) for f in fields(Look)}
    if look.size is not None:
        changed["size"] = new
    if look.leading:
        ratio = look.leading / old
        # Large type has tight lines already.
        changed["leading"] = round(new * max(1.1, ratio * (tight if ratio > 1.2 else 1)), 2)
    for name in ("before", "after"):
        if changed[name] is not None:
            changed[name] = round(changed[name] * grown * space, 2)
    return Look(**changed)


def _overflow(edition: Edition, over: float, room: float, tried: Recipe, bag: Bag) -> None:
    """Say by how much it is too long, and which of its blocks are the longest."""
    leading = tried.full("Normal").leading or 12
    count = max(1, round(over * int(tried.page.get("columns", 1)) / leading))
    marked = [n for n in walk(edition.blocks) if n["t"] == "Div" and n.get("at")]
    marked.sort(key=lambda block: -_words(block))
    words = max(1, round(over / room * sum(_words(block) for block in marked)))
    bag.add(
        Diagnostic(
            f"{edition.name}-overflow",
            Severity.ERROR,
            f"the {edition.name} is about {count} lines longer than its page in Word, "
            f"with type at {SMALLEST:.0f} points",
            edition.report.span(marked[0]) if marked else None,
            "the longest of its blocks" if marked else "",
            f"cut or shorten marked blocks by about {words} words in all" if marked else "",
            tuple(_said(edition, block) for block in marked),
        )
    )


def _said(edition: Edition, block: Node) -> Note:
    _, classes, pairs = attr(block)
    name = f"`{pairs['title']}`" if pairs.get("title") else f"this {classes[0].replace('-', ' ')}"
    return Note(f"{name} has {_words(block)} words", edition.report.span(block))


def _words(block: Node) -> int:
    return len(text(block).split())
