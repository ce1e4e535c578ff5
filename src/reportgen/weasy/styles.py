"""Styles of pseudo-elements that WeasyPrint would make for every element, and never ask for.

Six of its own rules, such as `::footnote-call`, hold for all elements there are, few of which are
footnotes, notes or items of lists. Of a long document's memory these styles are a tenth.
"""

from typing import Any


def spare() -> None:
    """Make no such style in the documents that are laid out from now on.

    Where WeasyPrint does not make its styles in this way any more, all is left as it is.
    """
    from weasyprint import css

    maker = getattr(css, "StyleFor", None)
    usual = getattr(maker, "set_computed_styles", None)
    if maker is None or usual is None or hasattr(usual, "__wrapped__"):
        return

    def set_computed_styles(
        self: Any, element: Any, parent: Any, *more: Any, pseudo_type: Any = None, **others: Any
    ) -> None:
        around = self.get_computed_styles().get((parent, None))
        if around is None or asked(pseudo_type, around):
            usual(self, element, parent, *more, pseudo_type=pseudo_type, **others)

    set_computed_styles.__wrapped__ = usual  # type: ignore[attr-defined]
    maker.set_computed_styles = set_computed_styles


def asked(pseudo: str | None, style: Any) -> bool:
    """Whether a pseudo-element of an element with this style can ever be drawn."""
    match pseudo:
        case "marker":
            return "list-item" in style["display"]
        case "footnote-call" | "footnote-marker":
            return bool(style["float"] == "footnote")
        case "note-call" | "note-marker" | "note-callback":
            return bool(style["position"][0] == "note()")
    return True
