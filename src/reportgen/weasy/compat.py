"""The one place that uses what WeasyPrint, fontTools and cffi do not document.

Other modules take such names from here: an undocumented class or function as an attribute of this
module (`compat.Layout`), a private attribute by a function. Where a name has gone,
IncompatibleError says which. Of pydyf only documented attributes are used.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial, wraps
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import Any

from reportgen.weasy import page_names

TESTED: Mapping[str, tuple[str, ...]] = {
    "weasyprint": ("70.0",),
    "pydyf": ("0.13.0",),
    "fonttools": ("4.68.0",),
    "cffi": ("2.1.1",),
}
"""The versions with which the names below were tested, by package.

`tested` asks for WeasyPrint's alone, in whose functions the speed parts reach. Of the others one
name is used each, behind a fallback.
"""

INTERNALS: Mapping[str, str] = {
    # for tags
    "LineBox": "weasyprint.formatting_structure.boxes",
    # for paragraphs
    "AtomicInlineLevelBox": "weasyprint.formatting_structure.boxes",
    "InlineBox": "weasyprint.formatting_structure.boxes",
    "atomic_box": "weasyprint.layout.inline",
    "line_box_verticality": "weasyprint.layout.inline",
    "resolve_percentages": "weasyprint.layout.percent",
    "get_log_attrs": "weasyprint.text.line_break",
    "line_size": "weasyprint.text.line_break",
    "strut": "weasyprint.text.line_break",
    # for speed
    "TextBox": "weasyprint.formatting_structure.boxes",
    "LST_TO_ISO": "weasyprint.text.constants",
    "PANGO_DIRECTION": "weasyprint.text.constants",
    "ffi": "weasyprint.text.ffi",
    "gobject": "weasyprint.text.ffi",
    "pango": "weasyprint.text.ffi",
    "unicode_to_char_p": "weasyprint.text.ffi",
    "font_features": "weasyprint.text.fonts",
    "get_font_description": "weasyprint.text.fonts",
    "Layout": "weasyprint.text.line_break",
    **page_names.INTERNALS,
}
"""Undocumented classes and functions of WeasyPrint, and the module that defines each."""

REPLACEABLE: Mapping[str, str] = {
    "set_computed_styles": "weasyprint.css:StyleFor.set_computed_styles",
    "draw_first_line": "weasyprint.draw.text:draw_first_line",
    "create_layout": "weasyprint.layout.inline:create_layout",
    "get_next_linebox": "weasyprint.layout.inline:get_next_linebox",
    "setup_layout": "weasyprint.text.line_break:Layout.setup",
    **page_names.REPLACEABLE,
}
"""Functions of WeasyPrint that are replaced, each where its callers look it up."""

EPOCH = 2082844800
"""1970 in the seconds since 1904 that font files count (ISO 14496-22, 5.2.2)."""


class IncompatibleError(OSError):
    """The installed WeasyPrint lacks something without which no PDF can be made."""


def __getattr__(name: str) -> Any:
    """An undocumented class or function, imported when it is first asked for."""
    if name not in INTERNALS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = _attribute(import_module(INTERNALS[name]), name)
    return found


@cache
def version() -> str:
    """WeasyPrint's version, without importing it; empty where it is not known."""
    try:
        return installed("weasyprint")
    except PackageNotFoundError:
        return ""


def tested() -> bool:
    """Whether the installed WeasyPrint is one of those that the private names were tested with."""
    return version() in TESTED["weasyprint"]


@contextmanager
def explained() -> Iterator[None]:
    """Raise IncompatibleError where an untested WeasyPrint is not shaped as is expected here.

    With a tested one such an error is a fault of ours, and is left as it is.
    """
    try:
        yield
    except (AttributeError, ImportError, KeyError, TypeError) as error:
        if tested():
            raise
        raise IncompatibleError(_sentence(str(error))) from error


def _attribute(holder: Any, name: str) -> Any:
    try:
        return getattr(holder, name)
    except AttributeError:
        owner = getattr(holder, "__name__", type(holder).__name__)
        raise IncompatibleError(_sentence(f"`{owner}.{name}` is missing")) from None


def _sentence(lack: str) -> str:
    return (
        f"WeasyPrint {version()} cannot be used to make tagged PDFs: {lack}; "
        f"install one of the tested versions: {', '.join(TESTED['weasyprint'])}"
    )


def page_box(page: Any) -> Any:
    """The box of a page that is laid out (`weasyprint.document.Page`)."""
    return _attribute(page, "_page_box")


def is_line(box: Any) -> bool:
    """Whether a box is a line of text."""
    return isinstance(box, __getattr__("LineBox"))


def drop_boxes(page: Any) -> None:
    """Let go of the boxes of a page that was drawn, and keep the page's own without its content."""
    page._page_box = page_box(page).copy_with_children([])


def marked_boxes(stream: Any) -> dict[Any, int]:
    """The boxes that were drawn as marked content in a page's stream, with their MCIDs.

    The stream forgets them, so that WeasyPrint makes no structure tree of its own.
    """
    marked = {box: mark["mcid"] for box, mark in _attribute(stream, "_tags").items()}
    stream._tags = {}
    return marked


def form_xobjects(stream: Any) -> dict[str, Any]:
    """The XObject resources of a page's stream, which all pages share, in the order of drawing."""
    found: dict[str, Any] = _attribute(stream, "_resources")["XObject"]
    return found


def placed(box: Any) -> Any:
    """The box itself where a placeholder stands for an absolutely positioned one."""
    return getattr(box, "_box", box)


# --- fonts ---------------------------------------------------------------------------------------


def take_font_folder(configuration: Any) -> str | None:
    """The folder in which a FontConfiguration keeps its faces, which it will no longer remove."""
    folder, configuration._folder = getattr(configuration, "_folder", None), None
    return folder


def replace_subsetting(font: Any, subset: Callable[..., None]) -> None:
    """Replace `Font.clean`, which cuts `file_content`, by `subset` of the font and that method."""
    font.clean = partial(subset, font, _attribute(font, "clean"))


@contextmanager
def fixed_font_dates() -> Iterator[None]:
    """Let fontTools date the fonts that it writes 1970 (`head.modified`), and not by the clock."""
    from fontTools.ttLib.tables import _h_e_a_d as head

    before = head.timestampNow
    head.timestampNow = lambda: EPOCH
    try:
        yield
    finally:
        head.timestampNow = before


# --- speed ---------------------------------------------------------------------------------------


def replace(name: str, make: Callable[[Any], Any]) -> None:
    """Replace a function in REPLACEABLE by `make` of it, unless that was done before.

    The function it replaces is its `__wrapped__`.
    """
    module, _, path = REPLACEABLE[name].partition(":")
    *classes, last = path.split(".")
    holder = import_module(module)
    for part in classes:
        holder = getattr(holder, part)
    usual = getattr(holder, last)
    if not hasattr(usual, "__wrapped__"):
        setattr(holder, last, wraps(usual)(make(usual)))


@contextmanager
def parsed_declarations(parsed: type[Any]) -> Iterator[None]:
    """Let `cffi.FFI` be another class for what is imported inside."""
    import cffi

    before = cffi.FFI
    cffi.FFI = parsed
    try:
        yield
    finally:
        cffi.FFI = before


@contextmanager
def modules(stand_ins: Mapping[str, Any]) -> Iterator[None]:
    """Let modules that are not imported yet have stand-ins for what is imported inside."""
    added = {name: stand_in for name, stand_in in stand_ins.items() if name not in sys.modules}
    sys.modules.update(added)
    try:
        yield
    finally:
        for name, stand_in in added.items():
            if sys.modules.get(name) is stand_in:
                del sys.modules[name]
