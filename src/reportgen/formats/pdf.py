"""PDF: tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-3a)."""

from reportgen import fonts, themes, weasy
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.page import page
from reportgen.sheet import sheet


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition's pages; None, with a diagnostic, where they cannot be made."""
    report = edition.report
    root, theme = report.root, report.front.theme
    html = page(root, theme, f"{edition.name}.print.html.j2", {**sheet(edition, "print"), "css": ""}, bag)
    if html is None:
        return None
    css = themes.text(root, theme, f"{edition.name}.print.css")
    return weasy.pdf(weasy.layout(html, css, fonts.css()))
