"""Runs: text and its properties."""

from copy import copy
from dataclasses import dataclass
from functools import lru_cache

from reportgen.word.elements import SPACE_KEPT, Element, filled, toggle, w
from reportgen.word.languages import EAST_ASIAN, REGIONS, RIGHT_TO_LEFT


@dataclass(frozen=True)
class Format:
    """How text is set beside what its paragraph's style says.

    `position` is "superscript" or "subscript"; `linked` says that a link is around the text.
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
    linked: bool = False


PLAIN = Format()
LABEL = Format(style="Caption Label")
LINKED = Format(style="Hyperlink", linked=True)
CODE = Format(style="Verbatim Char")


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
    """A run of text; none for no text."""
    return [run(text(value), form=form)] if value else []


def tab() -> Element:
    """A run that goes to the next tab stop."""
    return run(w("tab"))


def column_break() -> Element:
    """A run that goes to the next column."""
    return run(w("br", type="column"))


@lru_cache(maxsize=256)
def _properties(form: Format) -> Element | None:
    """The properties of a run, in the schema's order (ISO 29500-1, 17.3.2.28); to be copied."""
    base = form.lang.split("-")[0]
    eastern = base in EAST_ASIAN
    # Korean has no italics, whatever the style says.
    italic = False if eastern else form.italic or None
    return filled(
        w(
            "rPr",
            w("rStyle", val=style_id(form.style)) if form.style else None,
            w("rFonts", hint="eastAsia") if eastern else None,
            *(toggle(name, form.bold or None) for name in ("b", "bCs")),
            *(toggle(name, italic) for name in ("i", "iCs")),
            toggle("smallCaps", form.small_caps or None),
            toggle("strike", form.strike or None),
            w("color", val=form.colour) if form.colour else None,
            w("highlight", val="yellow") if form.highlight else None,
            w("u", val="single") if form.underline else None,
            w("vertAlign", val=form.position) if form.position else None,
            toggle("rtl", base in RIGHT_TO_LEFT or None),
            _language(form.lang, base),
        )
    )


def _language(lang: str, base: str) -> Element | None:
    if not base:
        return None
    kind = "eastAsia" if base in EAST_ASIAN else "bidi" if base in RIGHT_TO_LEFT else "val"
    return w("lang", {w.name(kind): REGIONS.get(lang, lang)})
