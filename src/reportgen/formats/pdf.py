"""PDF: tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-3a)."""

from functools import partial
from typing import Any

from reportgen import fit, fonts, settings, themes, weasy
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.fine import fine
from reportgen.page import page
from reportgen.sheet import sheet

BASE = "print.css"
"""The sheet that the themes share."""
COST = 10
"""How long it takes, beside the other formats."""


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition's pages; None, with a diagnostic, where they cannot be made."""
    front = edition.report.front
    root, theme = edition.report.root, front.theme
    values = {**sheet(edition, "print"), "css": ""}
    html = page(root, theme, f"{edition.name}.print.html.j2", values, bag)
    if html is None:
        return None
    own = themes.text(root, theme, f"{edition.name}.print.css")
    css = "\n".join((themes.text(root, theme, BASE), own, settings.css(front)))
    lay = partial(_lay, fine(html), css)
    document = fit.fit(edition, lay, bag) if edition.pages else lay("")
    return None if document is None else weasy.pdf(document)


def _lay(html: str, css: str, more: str) -> Any:
    """The laid-out document, with `more` rules behind the theme's."""
    return weasy.layout(html, f"{css}\n{more}", fonts.css())
