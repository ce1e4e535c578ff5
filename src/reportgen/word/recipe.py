"""The recipe of the reference document: styles, faces, page and order, as a theme's data.

`templates/reference.yaml` is the base; `templates/<theme>/reference.yaml` changes what it names,
and in either the part under an edition's name counts for that edition alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from reportgen import themes
from reportgen.diag import Bag
from reportgen.parse.front import Front
from reportgen.source import Source

FILE = "reference.yaml"
PAPER = {"letter": (612.0, 792.0), "a4": (595.3, 841.9)}
OWN = (
    "faces", "colours", "page", "styles", "running", "head", "tail", "classes", "fit", "code",
    "settings",
)  # fmt: skip


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
        digits = self.colours.get(name, name).lstrip("#").upper()
        return "".join(d * 2 for d in digits) if len(digits) == 3 else digits

    def full(self, name: str) -> Look:
        """A style with all that it takes from those it is based on."""
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


def recipe(root: Any, edition: str, front: Front, bag: Bag) -> Recipe | None:
    """The recipe of a theme for an edition; None, with a diagnostic, where it is at fault."""
    layers = []
    for theme in (".", front.theme):
        source = Source(f"templates/{theme}/{FILE}", themes.text(root, theme, FILE))
        found = _read(source, bag)
        if found is None:
            return None
        layers += [{k: v for k, v in found.items() if k in OWN}, found.get(edition) or {}]
    # What the base says for an edition gives way to nothing but a theme's own words for it.
    merged: dict[str, Any] = {}
    for layer in (layers[0], layers[2], layers[1], layers[3]):
        merged = _merge(merged, layer)
    try:
        return _made(merged, front)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        bag.error("template-fault", f"`{FILE}` of the theme `{front.theme}` does not work: {error}")
        return None


def _read(source: Source, bag: Bag) -> dict[str, Any] | None:
    import yaml

    try:
        found = yaml.safe_load(source.text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        span = source.span(source.offset(mark.line + 1, mark.column + 1)) if mark else None
        bag.error("template-fault", f"`{source.name}` is not YAML", span)
        return None
    if isinstance(found, dict):
        return found
    bag.error("template-fault", f"`{source.name}` is not a mapping")
    return None


def _merge(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    out = dict(under)
    for key, value in over.items():
        old = out.get(key)
        out[key] = (
            _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return out


def _made(data: Mapping[str, Any], front: Front) -> Recipe:
    faces = {name: Family(**_plain(value)) for name, value in data["faces"].items()}
    own = front.style.fonts
    for role, wanted in (("text", own.text), ("head", own.heading), ("code", own.code)):
        if wanted:
            faces[role] = Family(wanted, faces[role].korean, faces[role].kind, faces[role].instead)
    colours = {**data["colours"]}
    if front.style.accent:
        colours["accent"] = str(front.style.accent)
    styles = {}
    for name, value in data["styles"].items():
        unknown = set(_plain(value)) - {f.name for f in fields(Look)}
        if unknown:
            raise ValueError(
                f"the style `{name}` has no setting `{min(unknown).replace('_', '-')}`"
            )
        styles[name] = Look(**_plain(value))
        for colour in (
            styles[name].colour,
            styles[name].shade,
            *(r[1] for r in styles[name].rules.values()),
        ):
            if colour and not re.fullmatch("#?[0-9A-Fa-f]{6}", colours.get(colour, colour)):
                raise ValueError(f"the style `{name}` has a colour `{colour}` that is not there")
    return Recipe(
        faces,
        colours,
        styles,
        data["page"],
        data.get("running") or {},
        tuple(data.get("head") or ()),
        tuple(data.get("tail") or ()),
        data.get("classes") or {},
        data.get("fit") or {},
        data.get("code") or {},
        data.get("settings") or {},
        PAPER[front.paper],
    )


def _plain(value: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        k.replace("-", "_"): tuple(v) if isinstance(v, list) else v
        for k, v in (value or {}).items()
    }
