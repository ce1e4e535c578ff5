"""The filters, tests and functions that a template may use; there are no others.

Each takes plain values (`context.py`) and what Jinja2 makes of them, and none makes a large thing
of a small one. `Sandbox` counts what they give.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from jinja2 import filters as jinja
from jinja2 import pass_environment, pass_eval_context
from jinja2 import tests as tested
from jinja2.utils import Namespace, _PassArg

from reportgen.themes.template_values import ITEMS, NUMBERS, TEXTS, fits, kind, taken, written

WIDEST = 10_000
"""The largest number that says how long or how many something is to be."""
PLACES = 300
"""The most decimal places."""

_FILTERS: Mapping[str, Any] = jinja.FILTERS
_TESTED: Mapping[str, Any] = tested.TESTS


def _wide(*numbers: Any) -> None:
    """Raise ValueError for what says how many and is no number, or too large a one."""
    for number in numbers:
        if type(number) not in (int, bool) or abs(number) > WIDEST:
            raise ValueError(f"{number if type(number) is int else kind(number)} is too large")


def _of_text(function: Callable[..., Any], growth: int = 5) -> Callable[..., Any]:
    """A filter of text, whose result has at most so many times its characters."""
    at = 0 if _PassArg.from_obj(function) is None else 1

    @wraps(function)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        value = written(args[at])
        fits(growth * len(value))
        return function(*args[:at], value, *args[at + 1 :], **kwargs)

    return filtered


def _of_numbers(function: Callable[..., Any]) -> Callable[..., Any]:
    """A filter or test that is for numbers: `%` would fill in text, and `+` join lists."""

    @wraps(function)
    def filtered(*args: Any, **kwargs: Any) -> Any:
        for value in args:
            if type(value) not in NUMBERS:
                raise TypeError(f"{kind(value)} is no number")
        return function(*args, **kwargs)

    return filtered


@pass_eval_context
def _join(context: Any, value: Any, d: Any = "", attribute: Any = None) -> Any:
    if attribute is not None:
        value = map(jinja.make_attrgetter(context.environment, attribute), value)
    parts = tuple(written(item) for item in taken(value))
    between = written(d)
    fits(5 * (sum(map(len, parts)) + len(between) * len(parts)))
    return jinja.sync_do_join(context, parts, between)


@pass_eval_context
def _replace(context: Any, s: Any, old: Any, new: Any, count: int | None = None) -> Any:
    s, old, new = written(s), written(old), written(new)
    fits(5 * (len(s) + s.count(old) * len(new)))
    return jinja.do_replace(context, s, old, new, count)


def _round(value: Any, precision: int = 0, method: Any = "common") -> Any:
    if type(value) not in NUMBERS or type(precision) is not int or abs(precision) > PLACES:
        raise TypeError(f"{kind(value)} cannot be rounded to `{written(precision)}` places")
    return jinja.do_round(value, precision, method)


@pass_environment
def _sum(environment: Any, iterable: Any, attribute: Any = None, start: Any = 0) -> Any:
    items = iterable
    if attribute is not None:
        items = map(jinja.make_attrgetter(environment, attribute), iterable)
    return _of_numbers(lambda *numbers: sum(numbers))(start, *taken(items))


@pass_environment
def _truncate(environment: Any, s: Any, length: int = 255, *rest: Any, **named: Any) -> Any:
    _wide(length)
    return jinja.do_truncate(environment, written(s), length, *rest, **named)


def _slice(value: Any, slices: int, fill_with: Any = None) -> Any:
    _wide(slices)
    return jinja.sync_do_slice(value, slices, fill_with)


def _batch(value: Any, linecount: int, fill_with: Any = None) -> Any:
    _wide(linecount)
    return jinja.do_batch(value, linecount, fill_with)


def _reverse(value: Any) -> Any:
    return value[::-1] if type(value) in TEXTS else taken(value)[::-1]


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{
        name: _of_text(_FILTERS[name])
        for name in (
            "capitalize", "e", "escape", "lower", "safe", "string", "striptags", "title", "trim",
            "upper",
        )
    },
    "urlencode": _of_text(_FILTERS["urlencode"], 12),
    **{
        name: _FILTERS[name]
        for name in (
            "count", "d", "default", "first", "float", "int", "last", "length", "map", "max", "min",
            "reject", "rejectattr", "select", "selectattr", "sort", "unique",
        )
    },
    "abs": _of_numbers(_FILTERS["abs"]),
    "batch": _batch, "join": _join, "list": taken, "replace": _replace, "reverse": _reverse,
    "round": _round, "slice": _slice, "sum": _sum, "truncate": _truncate,
}  # fmt: skip
"""The filters of Jinja2 that there are, by their names."""

TESTS: Mapping[str, Callable[..., Any]] = {
    **{
        name: _TESTED[name]
        for name in (
            "!=", "<", "<=", "==", ">", ">=", "boolean", "defined", "eq", "equalto", "false",
            "float", "ge", "greaterthan", "gt", "in", "integer", "iterable", "le", "lessthan",
            "lt", "mapping", "ne", "none", "number", "sequence", "string", "true", "undefined",
        )
    },
    **{name: _of_numbers(_TESTED[name]) for name in ("divisibleby", "even", "odd")},
    **{name: _of_text(_TESTED[name]) for name in ("lower", "upper")},
}  # fmt: skip
"""The tests of Jinja2 that there are, by their names."""


def numbers(*bounds: int) -> range:
    """What `range` is in a template."""
    found = range(*bounds)
    if len(found) > ITEMS:
        raise MemoryError
    return found


def namespace(**values: Any) -> Namespace:
    """What `namespace` is in a template: names that a loop may set."""
    return Namespace(**values)


GLOBALS: Mapping[str, Callable[..., Any]] = {"range": numbers, "namespace": namespace}
"""The functions that there are, by their names."""
