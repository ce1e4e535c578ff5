"""What a recipe says: faces, colours, styles and page, each value of its kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from reportgen.parse.front import Front

PAPER = {"letter": (612.0, 792.0), "a4": (595.3, 841.9)}
ALIGN = ("left", "right", "center", "justify")
SIDES = ("top", "right", "bottom", "left")
LARGEST = 1000.0
"""The longest length, in points."""


@dataclass(frozen=True)
class Family:
    """Typefaces of one role: the names for Latin and Korean, and what stands in for them."""

    latin: str
    korean: str
    kind: str = "roman"
    instead: str = "Cambria"


@dataclass(frozen=True)
class Look:
    """How a style looks; what is None is left to the style that it is based on. Points."""

    based: str | None = None
    next: str | None = None
    face: str | None = None
    size: float | None = None
    leading: float | None = None
    before: float | None = None
    after: float | None = None
    align: str | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    small_caps: bool | None = None
    tracking: float | None = None
    colour: str | None = None
    shade: str | None = None
    rules: Mapping[str, Any] = field(default_factory=dict)
    tabs: tuple[Any, ...] = ()
    keep_next: bool | None = None
    keep_lines: bool | None = None
    break_before: bool | None = None
    contextual: bool | None = None
    hyphenate: bool | None = None
    outline: int | None = None
    raised: bool | None = None
    underline: bool | None = None


@dataclass(frozen=True)
class Recipe:
    """Everything that a theme says of one edition as a Word document."""

    faces: Mapping[str, Family]
    colours: Mapping[str, str]
    styles: Mapping[str, Look]
    page: Mapping[str, Any]
    running: Mapping[str, Any]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    classes: Mapping[str, str]
    fit: Mapping[str, Any]
    code: Mapping[str, Any]
    settings: Mapping[str, Any]
    paper: tuple[float, float]

    @cached_property
    def measure(self) -> float:
        """The width of the text in points."""
        m = self.page["margins"]
        return self.paper[0] - float(m["left"]) - float(m["right"])

    @cached_property
    def column(self) -> float:
        """The width of one column of the text."""
        count, gap = int(self.page.get("columns", 1)), float(self.page.get("gap", 18))
        return (self.measure - gap * (count - 1)) / count

    def colour(self, name: str) -> str:
        """A colour by its name in the recipe, as six digits."""
        return self.colours.get(name, name).lstrip("#").upper()

    def full(self, name: str) -> Look:
        """A style with all that it takes from those it is based on."""
        if name not in self._fulls:
            self._fulls[name] = self._full(name)
        return self._fulls[name]

    @cached_property
    def _fulls(self) -> dict[str, Look]:
        return {}

    def _full(self, name: str) -> Look:
        look = self.styles.get(name, Look())
        base = look.based or ("" if name == "Normal" else "Normal")
        if not base or base == name:
            return look
        under = self.full(base)
        mixed = {
            f.name: own
            if (own := getattr(look, f.name)) not in (None, (), {})
            else getattr(under, f.name)
            for f in fields(Look)
        }
        return Look(**mixed)


def made(data: Mapping[str, Any], front: Front) -> Recipe:
    """The recipe that the data describe. Raises ValueError, KeyError, TypeError, AttributeError."""
    faces = {name: Family(**_plain(value)) for name, value in data["faces"].items()}
    own = front.style.fonts
    for role, wanted in (("text", own.text), ("head", own.heading), ("code", own.code)):
        if wanted:
            faces[role] = Family(wanted, faces[role].korean, faces[role].kind, faces[role].instead)
    colours = {name: str(value) for name, value in data["colours"].items()}
    if front.style.accent:
        colours["accent"] = str(front.style.accent)
    for name, value in list(colours.items()):
        if not re.fullmatch("#?(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", value):
            raise ValueError(f"the colour `{name}` is `{value}`, and not six digits as in `1F4E79`")
        digits = value.lstrip("#").upper()
        colours[name] = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    styles = {name: _look(name, _plain(value), colours) for name, value in data["styles"].items()}
    for name, look in styles.items():
        _based(name, look, styles)
    settings, fit = data.get("settings") or {}, data.get("fit") or {}
    _numbers("page", (data["page"]["margins"][k] for k in (*SIDES, "header", "footer")))
    _numbers("page", (data["page"].get("columns", 1), data["page"].get("gap", 18)))
    _numbers("settings", (v for v in settings.values() if not isinstance(v, list | tuple)))
    _numbers("fit", (n for v in fit.values() for n in (v if isinstance(v, list) else [v])))
    for name in (data.get("classes") or {}).values():
        if name not in styles:
            raise ValueError(f"`classes` names a style `{name}` that is not there")
    return Recipe(
        faces,
        colours,
        styles,
        data["page"],
        data.get("running") or {},
        tuple(data.get("head") or ()),
        tuple(data.get("tail") or ()),
        data.get("classes") or {},
        fit,
        data.get("code") or {},
        settings,
        PAPER[front.paper],
    )


def _look(name: str, values: dict[str, Any], colours: Mapping[str, str]) -> Look:
    """A style, every value of which is of its kind."""
    kinds = {f.name: str(f.type) for f in fields(Look)}
    for key, value in values.items():
        kind = kinds.get(key, "")
        if not kind:
            raise ValueError(f"the style `{name}` has no setting `{key.replace('_', '-')}`")
        if "float" in kind or "int" in kind:
            _numbers(f"`{key}` of the style `{name}`", (value,))
        elif "bool" in kind and not isinstance(value, bool):
            raise ValueError(f"`{key}` of the style `{name}` is not true or false")
        elif "str" in kind and "Mapping" not in kind and not isinstance(value, str):
            raise ValueError(f"`{key}` of the style `{name}` is not a word")
    look = Look(**values)
    if look.align and look.align not in ALIGN:
        raise ValueError(f"the style `{name}` is aligned `{look.align}`: use {', '.join(ALIGN)}")
    for side, (width, _, space) in look.rules.items():
        _numbers(f"the rule `{side}` of the style `{name}`", (width, space))
    for at, kind in look.tabs:
        _numbers(f"a tab of the style `{name}`", (at,))
        if kind not in ALIGN[:3]:
            raise ValueError(f"a tab of the style `{name}` stands `{kind}`")
    for colour in (look.colour, look.shade, *(rule[1] for rule in look.rules.values())):
        if colour and not re.fullmatch("#?[0-9A-Fa-f]{6}", colours.get(colour, colour)):
            raise ValueError(f"the style `{name}` has a colour `{colour}` that is not there")
    return look


def _based(name: str, look: Look, styles: Mapping[str, Look]) -> None:
    """Refuse a style that is based on nothing, or in the end on itself."""
    seen = {name}
    while look.based:
        if look.based not in styles or look.based in seen:
            raise ValueError(f"the style `{name}` is based on `{look.based}`")
        seen.add(look.based)
        look = styles[look.based]
    if look.next and look.next not in styles:
        raise ValueError(f"the style `{name}` is followed by `{look.next}`, which is not there")


def _numbers(what: str, values: Iterable[object]) -> None:
    for value in values:
        if not isinstance(value, int | float) or not -LARGEST <= value <= LARGEST:
            raise ValueError(f"{what} has `{value}`, which is no length")


def _plain(value: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        k.replace("-", "_"): tuple(v) if isinstance(v, list) else v
        for k, v in (value or {}).items()
    }
