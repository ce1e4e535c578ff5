"""The fields and methods that a template finds on values; there are no others.

None makes a large text of a small one.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from jinja2.runtime import BlockReference, LoopContext
from markupsafe import Markup

from reportgen.parse.front_matter.dates import Date
from reportgen.themes.context import SafeHtml
from reportgen.themes.template_values import ITEMS, fits, taken, written


@dataclass(frozen=True, eq=False)
class Method:
    """A method of a value, as it is handed to a template: its name and what it does."""

    name: str
    function: Callable[..., Any]

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self.function(*args, **kwargs)


PLACE = re.compile(r"\{(\w{0,40})\}")
"""Where a text has a value filled in."""


def _filled(text: str, /, *args: Any, **named: Any) -> str:
    """The text with a value in the place of each `{}`, `{0}` or `{name}`: no more of `str.format`.

    Raises LookupError where there is no such value.
    """
    values = [written(value) for value in args]
    if re.search(r"[{}]", PLACE.sub("", text)):
        raise ValueError("only `{}`, `{0}` and `{name}` are filled in")
    fits(len(text) + text.count("{") * sum(map(len, values)))
    waiting = iter(values)

    def value(place: re.Match[str]) -> str:
        name = place[1]
        found = next(waiting, None) if not name else None
        if name:
            found = values[int(name)] if name.isdecimal() else written(named[name])
        if found is None:
            raise IndexError(f"`{{}}` stands there more than {len(values)} times")
        return str(Markup.escape(found)) if type(text) is Markup else str(found)

    filled = PLACE.sub(value, str(text))
    return Markup(filled) if type(text) is Markup else filled


def _split(text: str, separator: str | None = None, most: int = -1) -> list[str]:
    return text.split(separator, ITEMS if most < 0 else min(most, ITEMS))


def _replaced(text: str, old: str, new: str, most: int = -1) -> str:
    old, new = written(old), written(new)
    fits(len(text) + text.count(old) * 5 * len(new))
    return text.replace(old, new, most)


def _joined(text: str, parts: Any) -> str:
    found = tuple(written(part) for part in taken(parts))
    fits(5 * (sum(map(len, found)) + len(text) * len(found)))
    return text.join(found)


_OWN = ("capitalize", "count", "endswith", "find", "lower", "lstrip", "rstrip", "startswith",
        "strip", "title", "upper")  # fmt: skip
_BOUNDED: Mapping[str, Callable[..., Any]] = {
    "format": _filled, "join": _joined, "replace": _replaced, "split": _split,
}  # fmt: skip
_MAPPING: Mapping[str, Callable[..., Any]] = {
    "get": lambda fields, name, missing=None: fields.get(name, missing),
    "items": lambda fields: tuple(fields.items()),
    "keys": lambda fields: tuple(fields),
    "values": lambda fields: tuple(fields.values()),
}
METHODS: Mapping[type, Mapping[str, Callable[..., Any]]] = {
    **{kind: {**{n: getattr(kind, n) for n in _OWN}, **_BOUNDED} for kind in (str, Markup)},
    **dict.fromkeys((dict, MappingProxyType), _MAPPING),
    Date: {"say": Date.say},
    LoopContext: {"cycle": LoopContext.cycle, "changed": LoopContext.changed},
}
"""The methods that there are, by the type that has them."""

FIELDS: Mapping[type, tuple[str, ...]] = {
    SafeHtml: ("html",),
    Date: ("year", "month", "day", "iso", "text"),
    LoopContext: (
        "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem", "previtem",
        "revindex", "revindex0",
    ),
    BlockReference: ("super",),
}  # fmt: skip
"""The fields that there are, by the type that has them."""
