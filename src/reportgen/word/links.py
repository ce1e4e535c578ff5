"""Hyperlinks: to an address outside, and to a bookmark."""

from reportgen.word.context import bookmark_name
from reportgen.word.elements import Element, R, w
from reportgen.word.relationships import Part


def external_link(url: str, runs: list[Element], part: Part, tooltip: str = "") -> Element:
    """A link to an address outside."""
    identifier = part.relate("hyperlink", url, True)
    return w("hyperlink", {f"{R}id": identifier}, *runs, tooltip=tooltip or None)


def internal_link(identifier: str, runs: list[Element]) -> Element:
    """A link to a bookmark."""
    return w("hyperlink", *runs, anchor=bookmark_name(identifier), history=1)
