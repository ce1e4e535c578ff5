"""What a value is to a template: its kind, how it is written, and how large it is."""

from itertools import islice
from types import GeneratorType, MappingProxyType
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

from reportgen.limits import LIMITS
from reportgen.parse.front_matter.dates import Date
from reportgen.themes.context import SafeHtml

ITEMS = 200_000
"""The most items of a sequence, those of sequences in it among them."""

TEXTS = frozenset({str, Markup})
NUMBERS = frozenset({int, float, bool})
SEQUENCES = frozenset({tuple, list, range})
MAPPINGS = frozenset({dict, MappingProxyType})
WRITTEN = TEXTS | NUMBERS | {type(None), Date}
"""What can be written, beside HTML of our own."""


def kind(value: Any) -> str:
    """What a value is called in a message."""
    known = {type(None): "nothing", str: "text", Markup: "text", SafeHtml: "HTML", Date: "a date"}
    if type(value) in known:
        return known[type(value)]
    groups = ((NUMBERS, "a number"), (SEQUENCES, "a list"), (MAPPINGS, "a set of fields"))
    return next((name for types, name in groups if type(value) in types), "what is no value")


def written(value: Any) -> str:
    """A value as text, to put into a page. Raises TypeError where it is no text, number or date."""
    if type(value) in TEXTS:
        return value  # type: ignore[no-any-return]
    if type(value) is SafeHtml:
        return Markup(value.html)
    if type(value) in WRITTEN or isinstance(value, Undefined):
        return str(value)
    raise TypeError(f"{kind(value)} cannot be written; write its parts, or use `join`")


def fits(characters: float) -> None:
    """Raise MemoryError where a text would be longer than a page may be."""
    if characters > LIMITS.page_characters:
        raise MemoryError


def taken(value: Any) -> tuple[Any, ...]:
    """What an iterable holds. Raises MemoryError where that is too much."""
    found = tuple(islice(value, ITEMS + 1))
    weigh(found)
    return found


def made(value: Any) -> Any:
    """A value that was made; what is yet to be counted becomes a tuple."""
    return taken(value) if type(value) is GeneratorType else value


def weigh(value: Any) -> int:
    """How many items there are, counted as often as they stand there.

    Raises MemoryError where there are too many.
    """
    waiting, count = [value], 0
    while waiting:
        item = waiting.pop()
        if type(item) in MAPPINGS:
            item = tuple(item.values())
        if type(item) in SEQUENCES:
            count += len(item)
            if count > ITEMS:
                raise MemoryError
            waiting += [part for part in item if type(part) in SEQUENCES or type(part) in MAPPINGS]
    return count
