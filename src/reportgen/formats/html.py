"""One HTML file that fetches nothing: styles, faces and pictures travel in it."""

from reportgen import themes
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.page import Safe, page
from reportgen.sheet import sheet


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition as a page for browsers; None, with a diagnostic, where a template is at fault."""
    report = edition.report
    root, theme = report.root, report.front.theme
    values = sheet(edition, "screen")
    values["css"] = Safe(themes.text(root, theme, f"{edition.name}.screen.css"))
    text = page(root, theme, f"{edition.name}.screen.html.j2", values, bag)
    return None if text is None else text.encode()
