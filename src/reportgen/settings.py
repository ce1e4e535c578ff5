"""What the front matter sets of a theme, as CSS: paper, accent colour, typefaces.

Themes read the custom properties `--accent`, `--text`, `--heading` and `--code`.
"""

from reportgen.colour import readable
from reportgen.fonts import FAMILIES
from reportgen.parse.front import Front

PAPER = "#ffffff"

SIZES = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Width and height of paper, in points."""


def css(front: Front) -> str:
    """The rules that go behind a theme's own."""
    style = front.style
    fonts = {"text": style.fonts.text, "heading": style.fonts.heading, "code": style.fonts.code}
    said = {f"--{name}": _stack(family) for name, family in fonts.items() if family in FAMILIES}
    if style.accent:
        said["--accent"] = readable(style.accent, PAPER)
    first = front.journal.first_page or ""
    width, height = SIZES[front.paper]
    rules = [f"@page {{ size: {width}pt {height}pt }}"]
    if said:
        rules.append(f":root:root {{ {'; '.join(f'{k}: {v}' for k, v in said.items())} }}")
    if first.isdecimal() and int(first) > 1:
        side = "left" if int(first) % 2 == 0 else "right"
        rules.append(f"@page :first {{ counter-reset: page {first} }}")
        rules.append(f"html {{ break-before: {side} }}")
    return "\n".join(rules)


def _stack(family: str | None) -> str:
    """A family and the Korean one that goes with it."""
    korean = "Noto Serif KR" if "Serif" in str(family) else "Noto Sans KR"
    return f'"{family}", "{korean}"'
