"""What a recipe says: faces, colours, styles and page, each value of its kind."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from reportgen.parse.front import Front

PAPER = {"letter": (612.0, 792.0), "a4": (595.3, 841.9)}
NARROWEST = 36.0
"""The narrowest column of text, in points."""
DEEPEST = 20
"""How many styles may be based one on the other."""
OURS = ("Table", "TableNormal", "NoList")
"""The identifiers of the styles that are not a recipe's."""


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
    def height(self) -> float:
        """The height of the text in points."""
        m = self.page["margins"]
        return self.paper[1] - float(m["top"]) - float(m["bottom"])

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
    _named(styles)
    for name, look in styles.items():
        _based(name, look, styles)
    for name in (data.get("classes") or {}).values():
        if name not in styles:
            raise ValueError(f"there is no style `{name}`")
    for kind, name in (data.get("code") or {}).items():
        _known(f"`code.{kind}`", str(name), colours)
    recipe = Recipe(
        faces,
        colours,
        styles,
        data["page"],
        data.get("running") or {},
        tuple(data.get("head") or ()),
        tuple(data.get("tail") or ()),
        data.get("classes") or {},
        data.get("fit") or {},
        {kind: str(name) for kind, name in (data.get("code") or {}).items()},
        data.get("settings") or {},
        PAPER[front.paper],
    )
    if min(recipe.column, recipe.height) < NARROWEST:
        raise ValueError("`page` leaves no room for text between its margins")
    return recipe


def _look(name: str, values: dict[str, Any], colours: Mapping[str, str]) -> Look:
    """A style, every colour of which is there."""
    look = Look(**values)
    for colour in (look.colour, look.shade, *(rule[1] for rule in look.rules.values())):
        if colour is not None:
            _known(f"the style `{name}`", colour, colours)
    return look


def _known(what: str, colour: str, colours: Mapping[str, str]) -> None:
    if not re.fullmatch("#?[0-9A-Fa-f]{6}", colours.get(colour, colour)):
        raise ValueError(f"{what} has a colour `{colour}` that is not there")


def _named(styles: Mapping[str, Look]) -> None:
    """Refuse styles with the same identifier, which is made of the letters and digits of a name."""
    seen = set(OURS)
    for name in styles:
        short = ident(name)
        if not short or short in seen:
            raise ValueError(f"the style `{name}` has the identifier of another")
        seen.add(short)


def ident(name: str) -> str:
    """The identifier of a style."""
    return "".join(c for c in name if c.isalnum())


def _based(name: str, look: Look, styles: Mapping[str, Look]) -> None:
    """Refuse a style that is based on nothing, or in the end on itself."""
    seen = {name}
    while look.based:
        if look.based not in styles or look.based in seen or len(seen) > DEEPEST:
            raise ValueError(f"the style `{name}` is based on `{look.based}`")
        seen.add(look.based)
        look = styles[look.based]
    if look.next and look.next not in styles:
        raise ValueError(f"the style `{name}` is followed by `{look.next}`, which is not there")


def _plain(value: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        k.replace("-", "_"): tuple(v) if isinstance(v, list) else v
        for k, v in (value or {}).items()
    }
