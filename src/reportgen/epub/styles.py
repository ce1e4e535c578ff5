"""The style sheet of a publication: what all share, the theme's own, and the faces it names."""

import re
from collections.abc import Mapping
from pathlib import Path

from reportgen import themes
from reportgen.editions import Edition
from reportgen.epub.resources import Resources
from reportgen.fonts import FAMILIES, coverage, scripts, subset
from reportgen.languages import direction
from reportgen.markup import draft_pages
from reportgen.themes import colour
from reportgen.themes.mirror import directed

BASE = "epub.css"
"""The sheet that the themes share."""
LIGHT, DARK = "#ffffff", "#121416"
"""The backgrounds on which an author's accent colour has to be read."""
_SHARES = re.compile(r'class="w(\d+)"')
_PROPERTY = re.compile(r"--(cover[\w-]*)\s*:\s*([^;}]+)")


def style_sheet(edition: Edition, text: str, resources: Resources) -> bytes:
    """The rules for the pages' HTML; the faces that they name become files."""
    lang = edition.report.front.lang or "en-US"
    css = "\n".join(
        (
            _rules(edition),
            _own(edition),
            *(f".w{n} {{ width: {n}% }}" for n in sorted(set(_SHARES.findall(text)))),
            draft_pages.css(edition.report, "screen"),
        )
    )
    css = directed(css, text, direction(lang), browser=True)
    css = scripts.stacks(css, scripts.used(text, lang), lang)
    faces = subset.face_rules(coverage.characters_by_family(css, text, lang))
    return f"{resources.styled(faces)}\n{css}\n".encode()


def cover_settings(edition: Edition) -> Mapping[str, str]:
    """What the theme's sheet sets for the cover: the custom properties that begin so."""
    report = edition.report
    found = dict(theme_cover(report.root, report.front.theme, edition.spec.template))
    accent = edition.report.front.style.accent
    if accent:
        ink = colour.readable(accent, LIGHT)
        found = {name: ink if value == found["cover-accent"] else value
                 for name, value in found.items()}  # fmt: skip
    return found


def theme_cover(root: Path, theme: str, template: str) -> Mapping[str, str]:
    """What the sheets of a theme set for a cover."""
    sheets = (themes.text(root, theme, name) for name in (BASE, f"{template}.{BASE}"))
    return {name: value.strip() for name, value in _PROPERTY.findall("\n".join(sheets))}


def _rules(edition: Edition) -> str:
    root, theme = edition.report.root, edition.report.front.theme
    name = f"{edition.spec.template}.{BASE}"
    return "\n".join((themes.text(root, theme, BASE), themes.text(root, theme, name)))


def _own(edition: Edition) -> str:
    """What the front matter sets: the accent colour and the faces."""
    style = edition.report.front.style
    rules = []
    fonts = {"text": style.fonts.text, "heading": style.fonts.heading, "code": style.fonts.code}
    for name, family in fonts.items():
        if family in FAMILIES:
            korean = "Noto Serif KR" if "Serif" in family else "Noto Sans KR"
            rules.append(f':root {{ --{name}: "{family}", "{korean}" }}')
    if style.accent:
        rules.append(f":root {{ --accent: {colour.readable(style.accent, LIGHT)} }}")
        dark = f":root {{ --accent: {colour.readable(style.accent, DARK)} }}"
        rules.append(f"@media (prefers-color-scheme: dark) {{ {dark} }}")
    return "\n".join(rules)
