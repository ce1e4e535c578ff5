"""The design of a Word document: fonts, colours, styles and page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

SMALLEST = 9.0
"""The least size of text, in points."""


@dataclass(frozen=True)
class FontFamily:
    """Fonts of one role: the names for Latin and Korean, and what stands in for them."""

    latin: str
    korean: str
    kind: str = "roman"
    instead: str = "Cambria"


@dataclass(frozen=True)
class Style:
    """A style; what is None is left to the one that it is based on. Lengths are in points."""

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
    line_numbers: bool | None = None
    outline: int | None = None
    raised: bool | None = None
    underline: bool | None = None


@dataclass(frozen=True)
class Design:
    """All that a theme says of one edition as a Word document; see `templates/reference.yaml`."""

    faces: Mapping[str, FontFamily]
    colours: Mapping[str, str]
    styles: Mapping[str, Style]
    page: Mapping[str, Any]
    running: Mapping[str, Any]
    head: tuple[str, ...]
    tail: tuple[str, ...]
    classes: Mapping[str, str]
    fit: Mapping[str, Any]
    code: Mapping[str, Any]
    settings: Mapping[str, Any]
    frames: Mapping[str, Any]
    paper: tuple[float, float]

    @cached_property
    def text_width(self) -> float:
        """The width of the text in points."""
        m = self.page["margins"]
        return self.paper[0] - float(m["left"]) - float(m["right"])

    @cached_property
    def text_height(self) -> float:
        """The height of the text in points."""
        m = self.page["margins"]
        return self.paper[1] - float(m["top"]) - float(m["bottom"])

    @cached_property
    def column_width(self) -> float:
        """The width of one column of the text."""
        count, gap = int(self.page.get("columns", 1)), float(self.page.get("gap", 18))
        return (self.text_width - gap * (count - 1)) / count

    @cached_property
    def emphasis_face(self) -> str:
        """The East Asian font of emphasis: that of headings; "" where the text is set in it."""
        text = self.faces[self.resolved("Normal").face or "text"].korean
        head = self.faces.get("head")
        return head.korean if head and head.korean != text else ""

    def colour(self, name: str) -> str:
        """A colour by its name in the design, as six hexadecimal digits."""
        return self.colours.get(name, name).lstrip("#").upper()

    def resolved(self, name: str) -> Style:
        """A style with all that it takes from those it is based on."""
        if name not in self._resolved:
            self._resolved[name] = self._resolve(name)
        return self._resolved[name]

    @cached_property
    def _resolved(self) -> dict[str, Style]:
        return {}

    def _resolve(self, name: str) -> Style:
        own = self.styles.get(name, Style())
        base = own.based or ("" if name == "Normal" else "Normal")
        if not base or base == name:
            return own
        under = self.resolved(base)
        values = {
            key: under.__dict__[key] if value in (None, (), {}) else value
            for key, value in own.__dict__.items()
        }
        return Style(**values)


def scaled(design: Design, size: float, leading: float, space: float) -> Design:
    """The design with its text at a size, its lines at a multiple of it, its spaces at another."""
    normal = design.resolved("Normal")
    grown = size / (normal.size or size)
    base = (normal.leading or size * 1.35) / (normal.size or size)
    styles = {
        name: _scaled(look, design.resolved(name), grown, leading / base, space)
        for name, look in design.styles.items()
    }
    return replace(design, styles=styles)


def unkept(design: Design) -> Design:
    """The design of a document whose columns are broken by hand: nothing has to stay together.

    Where something has, LibreOffice lets columns that could end sooner reach down the page.
    """
    styles = {
        name: replace(look, keep_next=None, keep_lines=None) for name, look in design.styles.items()
    }
    return replace(design, styles=styles)


def _scaled(look: Style, full: Style, grown: float, tight: float, space: float) -> Style:
    old = full.size or SMALLEST
    new = max(round(old * grown * 2) / 2, min(old, SMALLEST))
    changed = dict(look.__dict__)
    if look.size is not None:
        changed["size"] = new
    if look.leading:
        ratio = look.leading / old
        # Large type has tight lines already.
        changed["leading"] = round(new * max(1.1, ratio * (tight if ratio > 1.2 else 1)), 2)
    for name in ("before", "after"):
        if changed[name] is not None:
            changed[name] = round(changed[name] * grown * space, 2)
    return Style(**changed)
