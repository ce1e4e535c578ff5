"""What a recipe may say, setting by setting: its kind, and within which bounds.

All of it ends in the XML of a document, so that nothing but what is listed here passes. The bounds
are those of WordprocessingML (ISO/IEC 29500-1, 17.18) where it has some.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

DRAFT = "draft"
"""The part of a recipe that counts for drafts, of whichever edition."""
LONGEST = 200
"""The most characters of a word or of a line in a running head."""


@dataclass(frozen=True)
class Kind:
    """The values that a setting takes, and what they are called."""

    name: str
    takes: Callable[[Any], bool]


Shape: TypeAlias = "Kind | Mapping[str, Shape]"
"""A kind of value, or settings by their names (`*` for any name)."""


def _number(low: float, high: float, whole: bool = False) -> Kind:
    kinds = (int,) if whole else (int, float)
    name = f"a {'whole ' if whole else ''}number from {low:g} to {high:g}"
    return Kind(name, lambda value: type(value) in kinds and low <= value <= high)


def _one_of(*names: str) -> Kind:
    return Kind(f"one of {', '.join(names)}", lambda value: value in names)


def _row(kind: str, *parts: Kind) -> Kind:
    def takes(value: Any) -> bool:
        fits = isinstance(value, list) and len(value) == len(parts)
        return fits and all(p.takes(v) for p, v in zip(parts, value, strict=True))

    return Kind(kind, takes)


def _list(of: Kind, least: int = 0) -> Kind:
    name = f"a list of which each is {of.name}"

    def takes(value: Any) -> bool:
        return isinstance(value, list) and len(value) >= least and all(map(of.takes, value))

    return Kind(name, takes)


WORD = Kind("a word", lambda value: isinstance(value, str) and len(value) <= LONGEST)
FLAG = Kind("true or false", lambda value: isinstance(value, bool))
COLOUR = Kind("a colour", lambda value: isinstance(value, str | int) and len(str(value)) <= 40)
LENGTH, OFFSET, SIZE = _number(0, 1000), _number(-1000, 1000), _number(1, 400)
RULE = _row("a width, a colour and a distance", _number(0, 12), WORD, _number(0, 31))
TAB = _row(
    "a tab: its place, and how text stands at it", OFFSET, _one_of("left", "right", "center")
)
WORDS = _list(WORD)
RUN: Mapping[str, Shape] = {"head": WORDS, "foot": WORDS}
STYLE: Mapping[str, Shape] = {
    **dict.fromkeys(("based", "next", "face", "colour", "shade"), WORD),
    **dict.fromkeys(("leading", "before", "after"), LENGTH),
    **dict.fromkeys(("left", "right", "first", "tracking"), OFFSET),
    **dict.fromkeys(
        (
            "bold", "italic", "caps", "small-caps", "keep-next", "keep-lines", "break-before",
            "contextual", "hyphenate", "line-numbers", "raised", "underline",
        ),
        FLAG,
    ),
    "size": SIZE,
    "align": _one_of("left", "right", "center", "justify"),
    "outline": _number(0, 8, whole=True),
    "rules": dict.fromkeys(("top", "right", "bottom", "left", "box"), RULE),
    "tabs": _list(TAB),
}  # fmt: skip
RECIPE: Mapping[str, Shape] = {
    "faces": {
        "*": {
            "latin": WORD, "korean": WORD, "instead": WORD,
            "kind": _one_of("roman", "swiss", "modern", "script", "decorative", "auto"),
        },
    },
    "colours": {"*": COLOUR},
    "page": {
        "margins": dict.fromkeys(("top", "right", "bottom", "left", "header", "footer"), LENGTH),
        "columns": _number(1, 4, whole=True),
        "gap": LENGTH,
    },
    "styles": {"*": STYLE},
    "running": {"first": RUN, "odd": RUN, "even": RUN},
    "head": WORDS,
    "tail": WORDS,
    "classes": {"*": WORD},
    "fit": {
        "sizes": _list(SIZE, 1),
        "leading": _list(_number(0.5, 5), 1),
        "space": _list(_number(0, 5), 1),
        "spare": LENGTH,
    },
    "code": {"*": COLOUR},
    "frames": {
        "*": {
            "shade": WORD,
            "rules": dict.fromkeys(("top", "right", "bottom", "left"), RULE),
            "padding": _row("two lengths", LENGTH, LENGTH),
        },
    },
    "settings": {
        "hyphenate": FLAG, "embed-fonts": FLAG, "cell-padding": _number(0, 100),
        "table-rules": _row("two widths", _number(0, 12), _number(0, 12)),
        "contents-columns": _number(1, 2, whole=True), "code-size": _number(20, 300),
    },
}  # fmt: skip


def check(data: Mapping[str, Any], editions: Iterable[str]) -> None:
    """Raise ValueError for what a recipe, or its part for an edition or for drafts, may not say."""
    _check(data, {**RECIPE, **dict.fromkeys((*editions, DRAFT), RECIPE)}, "")


def _check(value: Any, shape: Shape, path: str) -> None:
    if isinstance(shape, Kind):
        if not shape.takes(value):
            raise ValueError(f"`{path}` is not {shape.name}")
    elif value is not None:  # settings of which there are none
        if not isinstance(value, dict):
            raise ValueError(f"`{path}` is not a mapping")
        for name, part in value.items():
            known = shape.get("*") or shape.get(name)
            if known is None or not WORD.takes(name):
                where = f"`{path}` has" if path else "there is"
                raise ValueError(f"{where} no setting `{str(name)[:40]}`")
            _check(part, known, f"{path}.{name}" if path else name)
