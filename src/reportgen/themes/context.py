"""Values -> the context of a template: plain and frozen, with nothing behind them.

A template may come from a stranger, and whatever it is handed it may call. So what reaches it is
text, numbers, dates and HTML of our own, in tuples and read-only mappings, and nothing else.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from reportgen.parse.front_matter.dates import Date
from reportgen.parse.front_matter.nested_fields import Model


@dataclasses.dataclass(frozen=True)
class SafeHtml:
    """HTML that our own markup wrote, which a template may put in as it is."""

    html: str

    def __html__(self) -> str:
        return self.html

    def __bool__(self) -> bool:
        return bool(self.html)


SCALARS = frozenset({str, int, float, bool, type(None), SafeHtml, Date})
"""What stands for itself; what is derived from one of them does not."""


def context(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values by their names, each as `plain` has it. Raises TypeError, as `plain` does."""
    return {name: plain(value) for name, value in values.items()}


def plain(value: Any) -> Any:
    """A value as templates may have it: a record becomes a mapping of its fields and properties.

    Raises TypeError for what is neither a scalar, a list, a mapping, nor a record of ours.
    """
    kind = type(value)
    if kind in SCALARS:
        return value
    if kind in (tuple, list):
        return tuple(plain(item) for item in value)
    if kind in (dict, defaultdict, MappingProxyType):
        known = {str(name): plain(item) for name, item in value.items()}
        # What stands for a name that is not there goes on standing for it.
        missing = value.default_factory if kind is defaultdict else None
        return MappingProxyType(defaultdict(missing, known) if missing else known)
    names = _names(kind)  # type: ignore[arg-type] # of a class, which has a hash
    if names:
        return MappingProxyType({name: plain(getattr(value, name)) for name in names})
    raise TypeError(f"a template cannot be handed a {kind.__name__}")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields and properties of a record; none where it is no record of ours."""
    if issubclass(kind, Model):
        fields = tuple(kind.model_fields)
    elif dataclasses.is_dataclass(kind):
        fields = tuple(field.name for field in dataclasses.fields(kind))
    else:
        return ()
    ours = [base for base in kind.__mro__ if base.__module__.startswith("reportgen.")]
    properties = [
        n for base in ours for n, held in vars(base).items() if isinstance(held, property)
    ]
    return tuple(name for name in (*fields, *properties) if not name.startswith("_"))
