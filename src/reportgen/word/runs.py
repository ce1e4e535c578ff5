"""Runs: text with its properties, and fields, which are made of runs (ISO 29500-1, 17.16.18)."""

import re
from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from reportgen.fonts import scripts
from reportgen.word.elements import SPACE_KEPT, Element, filled, w
from reportgen.word.languages import EAST_ASIAN, REGIONS, RIGHT_TO_LEFT


@dataclass(frozen=True)
class Format:
    """How text is set beside what its paragraph's style says.

    `position` is "superscript" or "subscript"; `face` is the font of East Asian text, `linked` says
    that a link is around it.
    """

    style: str = ""
    bold: bool = False
    italic: bool = False
    small_caps: bool = False
    strike: bool = False
    underline: bool = False
    colour: str = ""
    highlight: bool = False
    position: str = ""
    lang: str = ""
    face: str = ""
    linked: bool = False


PLAIN = Format()
LABEL = Format(style="Caption Label")
LINKED = Format(style="Hyperlink", linked=True)
CODE = Format(style="Verbatim Char")
FAULT = Format(style="Draft Fault")
HYPHENS = {"\u00ad": "softHyphen", "\u2011": "noBreakHyphen"}
_HYPHENS = re.compile(f"([{''.join(HYPHENS)}])")


@lru_cache(maxsize=256)
def style_id(name: str) -> str:
    """The identifier of a style."""
    return "".join(c for c in name if c.isalnum())


def run(*contents: Element, form: Format = PLAIN) -> Element:
    """A run of text, breaks, tabs, drawings, the marks of notes."""
    properties = _properties(form)
    return w("r", None if properties is None else copy(properties), *contents)


def text(value: str) -> Element:
    """A run's text, whose spaces count."""
    return w("t", SPACE_KEPT, value)


def text_run(value: str, form: Format = PLAIN) -> list[Element]:
    """A run of text; none for no text.

    Soft and non-breaking hyphens are elements (ISO 29500-1, 17.3.3.29 and 17.3.3.18): Word shows
    the character U+00AD as a hyphen wherever it stands.
    """
    if not value:
        return []
    pieces = (piece for piece in _HYPHENS.split(value) if piece)
    contents = (w(HYPHENS[p]) if p in HYPHENS else text(p) for p in pieces)
    return [run(*contents, form=form)]


def tab() -> Element:
    """A run that goes to the next tab stop."""
    return run(w("tab"))


def column_break() -> Element:
    """A run that goes to the next column."""
    return run(w("br", type="column"))


def field(instruction: str, result: str, form: Format = PLAIN) -> list[Element]:
    """A field, and what it showed last."""
    return [*field_begin(instruction, form), *text_run(result, form), field_end(form)]


def field_begin(instruction: str, form: Format = PLAIN) -> list[Element]:
    """The start of a field, up to what it shows."""
    return [
        run(w("fldChar", fldCharType="begin"), form=form),
        run(w("instrText", SPACE_KEPT, f" {instruction} "), form=form),
        run(w("fldChar", fldCharType="separate"), form=form),
    ]


def field_end(form: Format = PLAIN) -> Element:
    """The end of a field."""
    return run(w("fldChar", fldCharType="end"), form=form)


def _fonts(form: Format, eastern: bool) -> Element | None:
    """The fonts of a run in a script of its own."""
    script = scripts.by_language(form.lang) if form.lang else None
    own = script.serif if script else None
    if eastern:
        return w("rFonts", eastAsia=form.face or own, hint="eastAsia")
    return w("rFonts", cs=own) if own else None


@lru_cache(maxsize=256)
def _properties(form: Format) -> Element | None:
    """The properties of a run, in the schema's order (ISO 29500-1, 17.3.2.28); to be copied."""
    base = form.lang.split("-")[0]
    eastern = base in EAST_ASIAN
    # Korean has no italics, whatever the style says.
    italic = False if eastern else form.italic or None
    bold = form.bold or None
    properties = w.group(
        "rPr",
        rStyle=style_id(form.style) or None,
        rFonts=_fonts(form, eastern),
        b=bold,
        bCs=bold,
        i=italic,
        iCs=italic,
        smallCaps=form.small_caps or None,
        strike=form.strike or None,
        color=form.colour or None,
        highlight="yellow" if form.highlight else None,
        u="single" if form.underline else None,
        vertAlign=form.position or None,
        rtl=base in RIGHT_TO_LEFT or None,
    )
    if base:
        kind = "eastAsia" if eastern else "bidi" if base in RIGHT_TO_LEFT else "val"
        properties.append(w("lang", {w.name(kind): REGIONS.get(form.lang, form.lang)}))
    return filled(properties)
