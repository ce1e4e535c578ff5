"""The data of `reference.yaml` -> a design, each value of its kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from reportgen.parse.front import Front
from reportgen.word.design import Design, FontFamily, Style

PAPER_SIZES = {"letter": (612.0, 792.0), "a4": (595.3, 841.9)}
"""Width and height in points."""
ALIGN = ("left", "right", "center", "justify")
SIDES = ("top", "right", "bottom", "left")
LARGEST = 1000.0
"""The longest length, in points."""


def design(data: Mapping[str, Any], front: Front) -> Design:
    """The design that the data describe. Raises ValueError, KeyError, TypeError, AttributeError."""
    faces = {name: FontFamily(**_underscored(value)) for name, value in data["faces"].items()}
    own = front.style.fonts
    for role, wanted in (("text", own.text), ("head", own.heading), ("code", own.code)):
        if wanted:
            faces[role] = replace(faces[role], latin=wanted)
    colours = {name: str(value) for name, value in data["colours"].items()}
    if front.style.accent:
        colours["accent"] = str(front.style.accent)
    for name, value in list(colours.items()):
        if not re.fullmatch("#?(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})", value):
            raise ValueError(f"the colour `{name}` is `{value}`, and not six digits as in `1F4E79`")
        digits = value.lstrip("#").upper()
        colours[name] = digits if len(digits) == 6 else "".join(d * 2 for d in digits)
    styles = {
        name: _style(name, _underscored(value), colours) for name, value in data["styles"].items()
    }
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
    return Design(
        faces, colours, styles, data["page"], data.get("running") or {},
        tuple(data.get("head") or ()), tuple(data.get("tail") or ()), data.get("classes") or {},
        fit, data.get("code") or {}, settings, PAPER_SIZES[front.paper],
    )  # fmt: skip


def _style(name: str, values: dict[str, Any], colours: Mapping[str, str]) -> Style:
    """A style, every value of which is of its kind."""
    kinds = {f.name: str(f.type) for f in fields(Style)}
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
    look = Style(**values)
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


def _based(name: str, look: Style, styles: Mapping[str, Style]) -> None:
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


def _underscored(value: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        k.replace("-", "_"): tuple(v) if isinstance(v, list) else v
        for k, v in (value or {}).items()
    }
