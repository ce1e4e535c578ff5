"""Computed styles of pseudo-elements that WeasyPrint makes for every element, and never uses.

Six rules of its user agent style sheet, such as `::footnote-call`, match all elements, few of
which are footnotes, notes or items of lists. Of a long document's memory these styles are a tenth.
"""

from typing import Any

from reportgen.weasy import compat


def install() -> None:
    """Make no such style in the documents that are laid out from now on."""
    compat.replace("set_computed_styles", _sparing)


def _sparing(usual: Any) -> Any:
    def set_computed_styles(
        self: Any, element: Any, parent: Any, *more: Any, pseudo_type: Any = None, **others: Any
    ) -> None:
        parent_style = self.get_computed_styles().get((parent, None))
        if parent_style is None or can_be_drawn(pseudo_type, parent_style):
            usual(self, element, parent, *more, pseudo_type=pseudo_type, **others)

    return set_computed_styles


def can_be_drawn(pseudo: str | None, style: Any) -> bool:
    """Whether a pseudo-element of an element with this style can ever be drawn."""
    match pseudo:
        case "marker":
            return "list-item" in style["display"]
        case "footnote-call" | "footnote-marker":
            return bool(style["float"] == "footnote")
        case "note-call" | "note-marker" | "note-callback":
            return bool(style["position"][0] == "note()")
    return True
