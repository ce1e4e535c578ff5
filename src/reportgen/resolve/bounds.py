"""How much a journal takes, and how much there is: what goes beyond it is told with its number."""

from collections.abc import Sequence

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span
from reportgen.resolve import Report, without
from reportgen.tree.nodes import Node, find, string
from reportgen.tree.word_count import length

UNITS = {
    "words": "words",
    "characters": "characters",
    "characters-without-spaces": "characters without spaces",
}
"""What is counted, as messages call it."""


def check_article(report: Report, blocks: list[Node], bag: Bag) -> None:
    """Warn of what the whole work has too much of; `blocks` are those that it shows."""
    front = report.front
    bounds = front.limits
    text = without(blocks, "references")
    notes = bounds.notes
    said = " with its notes" if notes else " without its notes"
    _measure("words", f"the text{said}", length(text, bounds.unit, notes), report, bag)
    abstract = report.prose.get("abstract", [])
    place = front.place("abstract")
    _measure("abstract", "the abstract", length(abstract, bounds.unit), report, bag, place)
    title = string(" ".join(filter(None, (front.title, front.subtitle))))
    whole = "the title with its subtitle" if front.subtitle else "the title"
    _measure("title", whole, length(title, bounds.unit), report, bag, front.place("title"))
    _count("references", "works are cited", len(report.sources), report, bag)
    for name, kind in (("figures", "Figure"), ("tables", "Table")):
        shown = [node for node in find(blocks, {kind}) if node.get("number")]
        last = getattr(bounds, name)
        first_beyond = report.span(shown[last]) if last is not None and len(shown) > last else None
        _count(name, f"{name} are shown", len(shown), report, bag, first_beyond)
    words = front.keywords
    _count("keywords", "keywords are given", len(words), report, bag, front.place("keywords"))


def check_brief(report: Report, blocks: Sequence[Node], bag: Bag) -> None:
    """Warn of a brief, made of `blocks` and the standfirst, that is too long."""
    shown = [*report.prose.get("standfirst", []), *blocks]
    found = length(shown, report.front.limits.unit)
    _measure("brief", "the brief", found, report, bag, report.front.place("brief"))


def _measure(
    name: str, what: str, found: int, report: Report, bag: Bag, place: Span | None = None
) -> None:
    most, unit = getattr(report.front.limits, name), UNITS[report.front.limits.unit]
    if most is not None and found > most:
        message = f"{what} has {found:,} {unit}; `limits` allows {most:,}"
        _tell(name, message, f"shorten it by {found - most:,}", report, bag, place)


def _count(
    name: str, what: str, found: int, report: Report, bag: Bag, place: Span | None = None
) -> None:
    most = getattr(report.front.limits, name)
    if most is not None and found > most:
        message = f"{found:,} {what}; `limits` allows {most:,}"
        _tell(name, message, f"leave out {found - most:,}", report, bag, place)


def _tell(name: str, message: str, help: str, report: Report, bag: Bag, place: Span | None) -> None:
    """Report it once, whichever editions show it."""
    span = place or report.front.place("limits", name)
    told = Bag()
    told.warning(f"limit-{name}", message, span, help)
    bag.extend(one for one in told if one not in bag.found)
