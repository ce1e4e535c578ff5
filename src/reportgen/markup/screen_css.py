"""The style rules of a page for browsers that depend on its document."""

import re
from base64 import b64encode

from reportgen import themes
from reportgen.editions import Edition
from reportgen.languages import direction
from reportgen.themes import colour
from reportgen.themes.mirror import mirrored

LIGHT, DARK = "#ffffff", "#16181b"
"""The backgrounds on which an author's accent colour has to be read."""

SIZES = (9.0, 11.0)
"""The smallest and the largest type of a one-page edition on paper, in points."""

FULL = 415_000.0
"""How many characters fill a page, times the square of their size in points; measured."""

FIGURE = 350
"""How many characters take as much room as a picture or three rows of a table."""

NOTES = "notes.css"
"""How a note looks that is open over the page."""

SIDE_NOTES = "beside.css"
"""Where it opens; a sheet of its own, as the validators do not know its properties yet."""


def document_css(edition: Edition, text: str) -> str:
    """The rules: widths, accent colour, size on paper, how an open note looks."""
    rules = [
        f".w{share} {{ width: {share}% }}"
        for share in sorted(set(re.findall(r'class="w(\d+)"', text)))
    ]
    if edition.pages:
        rules.append(f"@media print {{ :root {{ --size: {_size(text):.1f}pt }} }}")
    rules.append(accent_css(edition.report.front.style.accent or ""))
    return "\n".join([*filter(None, rules), _notes(edition)])


def accent_css(accent: str) -> str:
    """The rules for an accent colour, as it can be read in both schemes; "" where there is none."""
    if not accent:
        return ""
    ink = colour.readable(accent, LIGHT)
    shades = f"--accent: {colour.readable(accent, DARK)}; --cover: {ink}"
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {shades} }} }}"
    return f":root {{ --accent: {ink}; --cover: {ink} }}\n{dark}"


def _size(text: str) -> float:
    """The size of type, in points, in which a one-page edition fills its page when printed."""
    body = text[text.find("<body") :]
    shown = len(re.sub(r"<[^<>]*>|\s+(?=\s)", "", body)) + FIGURE * len(
        re.findall(r"<img|<tr", body)
    )
    size: float = (FULL / max(shown, 1)) ** 0.5
    return min(max(SIZES[0], size), SIZES[1])


def _notes(edition: Edition) -> str:
    """How an open note looks; where no script runs, also on hover and on focus of its marker."""
    report = edition.report
    return _with_hover(edition, themes.text(report.root, report.front.theme, NOTES))


def side_notes_address(edition: Edition) -> str:
    """The address, with its content, of the sheet that sets an open note beside its marker."""
    report = edition.report
    look = _with_hover(edition, themes.text(report.root, report.front.theme, SIDE_NOTES))
    if direction(report.front.lang or "") == "rtl":
        look = mirrored(look)
    return f"data:text/css;base64,{b64encode(look.encode()).decode()}" if look else ""


def _with_hover(edition: Edition, look: str) -> str:
    """The rules for an open note, and the same for one that hover or focus shows."""
    bare = ":root:not(.scripted)"
    cited = [
        f"{bare}:has(#noteref-{note['n']}:is(:hover, :focus-visible)) #note-{note['n']}-text"
        for note in edition.notes
    ]
    if not cited:
        return ""
    shown = look.replace(".note:popover-open", f":is({', '.join(cited)})")
    return f"{look}\n{shown}"
