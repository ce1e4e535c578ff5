"""The data of `reference.yaml` -> a design, each value of its kind."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from reportgen.fonts import scripts
from reportgen.parse.front_matter import Front
from reportgen.word.design import Design, FontFamily, Style
from reportgen.word.languages import EAST_ASIAN
from reportgen.word.runs import style_id

PAPER_SIZES = {"letter": (612.0, 792.0), "a4": (595.3, 841.9)}
"""Width and height in points."""
NARROWEST = 36.0
"""The narrowest column of text, in points."""
DEEPEST = 20
"""How many styles may be based one on the other."""
RESERVED_IDS = ("Table", "TableNormal", "NoList")
"""The identifiers of the styles that no theme gives."""


def design(data: Mapping[str, Any], front: Front) -> Design:
    """The design that the data describe. Raises ValueError, KeyError, TypeError, AttributeError."""
    faces = {name: FontFamily(**_underscored(value)) for name, value in data["faces"].items()}
    own = front.style.fonts
    for role, wanted in (("text", own.text), ("head", own.heading), ("code", own.code)):
        if wanted:
            faces[role] = replace(faces[role], latin=wanted)
    script = scripts.by_language(front.lang or "")
    if script and script.eastern:
        for role, face in faces.items():
            family = script.serif if " Serif " in face.korean else script.sans
            faces[role] = replace(face, korean=family)
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
    if (front.lang or "").split("-")[0] in EAST_ASIAN:  # whose scripts have no italics
        styles = {name: replace(look, italic=None) for name, look in styles.items()}
    _named(styles)
    for name, look in styles.items():
        _based(name, look, styles)
    for name in (data.get("classes") or {}).values():
        if name not in styles:
            raise ValueError(f"there is no style `{name}`")
    for name, frame in (data.get("frames") or {}).items():
        rules = ((frame or {}).get("rules") or {}).values()
        for colour in filter(None, ((frame or {}).get("shade"), *(rule[1] for rule in rules))):
            _known(f"the frame `{name}`", str(colour), colours)
    for kind, name in (data.get("code") or {}).items():
        _known(f"`code.{kind}`", str(name), colours)
    code = {kind: str(name) for kind, name in (data.get("code") or {}).items()}
    found = Design(
        faces, colours, styles, data["page"], data.get("running") or {},
        tuple(data.get("head") or ()), tuple(data.get("tail") or ()), data.get("classes") or {},
        data.get("fit") or {}, code, data.get("settings") or {},
        data.get("frames") or {}, PAPER_SIZES[front.paper],
    )  # fmt: skip
    if min(found.column_width, found.text_height) < NARROWEST:
        raise ValueError("`page` leaves no room for text between its margins")
    return found


def _style(name: str, values: dict[str, Any], colours: Mapping[str, str]) -> Style:
    """A style, every colour of which is there."""
    look = Style(**values)
    for colour in (look.colour, look.shade, *(rule[1] for rule in look.rules.values())):
        if colour is not None:
            _known(f"the style `{name}`", colour, colours)
    return look


def _known(what: str, colour: str, colours: Mapping[str, str]) -> None:
    if not re.fullmatch("#?[0-9A-Fa-f]{6}", colours.get(colour, colour)):
        raise ValueError(f"{what} has a colour `{colour}` that is not there")


def _named(styles: Mapping[str, Style]) -> None:
    """Refuse styles with the same identifier, which is made of the letters and digits of a name."""
    seen = set(RESERVED_IDS)
    for name in styles:
        short = style_id(name)
        if not short or short in seen:
            raise ValueError(f"the style `{name}` has the identifier of another")
        seen.add(short)


def _based(name: str, look: Style, styles: Mapping[str, Style]) -> None:
    """Refuse a style that is based on nothing, or in the end on itself."""
    seen = {name}
    while look.based:
        if look.based not in styles or look.based in seen or len(seen) > DEEPEST:
            raise ValueError(f"the style `{name}` is based on `{look.based}`")
        seen.add(look.based)
        look = styles[look.based]
    if look.next and look.next not in styles:
        raise ValueError(f"the style `{name}` is followed by `{look.next}`, which is not there")


def _underscored(value: Mapping[str, Any] | None) -> dict[str, Any]:
    return {
        k.replace("-", "_"): tuple(v) if isinstance(v, list) else v
        for k, v in (value or {}).items()
    }
