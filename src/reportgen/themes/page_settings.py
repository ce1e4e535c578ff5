"""What the front matter sets of a theme, as CSS: paper, accent colour, typefaces.

Themes read the custom properties `--accent`, `--text`, `--heading` and `--code`, and
`--picture-height`, the most that a picture may be high; `--turned-picture-height` is the most on a
page turned on its side. `--page-height` is the height of the paper, `--page-numbers` how the
numbers of pages are written.
"""

from reportgen.fonts import FAMILIES
from reportgen.parse.front_matter import Front
from reportgen.themes import roman
from reportgen.themes.colour import readable

PAPER = "#ffffff"

DIGITS = 6
"""The most digits of a page's number."""

SIZES = {"letter": (612.0, 792.0), "a4": (595.28, 841.89)}
"""Width and height of paper, in points."""

TURNED = (66.0, 54.0, 66.0, 54.0)
"""The margins of a page turned on its side, for what is too wide for others, in points."""


def css(front: Front) -> str:
    """The rules that go behind a theme's own."""
    style = front.style
    fonts = {"text": style.fonts.text, "heading": style.fonts.heading, "code": style.fonts.code}
    width, height = SIZES[front.paper]
    turned = (width - TURNED[0] - TURNED[2]) * 0.85  # with room for a caption
    said = {
        "--picture-height": f"{picture_height(height):.0f}pt",
        "--page-height": f"{height}pt",
        "--turned-picture-height": f"{turned:.0f}pt",
    }
    said |= {f"--{name}": _stack(family) for name, family in fonts.items() if family in FAMILIES}
    if style.accent:
        said["--accent"] = readable(style.accent, PAPER)
    if is_roman(front):
        said["--page-numbers"] = "lower-roman"
    number = first_page(front)
    rules = [
        f"@page {{ size: {width}pt {height}pt }}",
        f"@page turned {{ size: {height}pt {width}pt; margin: {' '.join(map(_pt, TURNED))} }}",
    ]
    rules.append(f":root:root {{ {'; '.join(f'{k}: {v}' for k, v in said.items())} }}")
    if number > 1:
        side = "left" if number % 2 == 0 else "right"
        rules.append(f"@page :first {{ counter-reset: page {number} }}")
        rules.append(f"html {{ break-before: {side} }}")
    return "\n".join(rules)


def turned_width(front: Front) -> float:
    """How wide the text is on a page turned on its side, in CSS pixels."""
    return (SIZES[front.paper][1] - TURNED[1] - TURNED[3]) / 0.75


def picture_height(paper: float) -> float:
    """How high a picture may be on paper of this height, in points.

    It leaves room for margins of an inch each, and for some lines of a caption.
    """
    return (paper - 144) * 0.85


def first_page(front: Front) -> int:
    """The number that the first page bears: the journal's own, else 1.

    What is longer than numbers of pages are is an article's number, and nothing to count from.
    """
    page = front.journal.first_page or ""
    if page.isdecimal() and len(page) <= DIGITS:
        return int(page)
    return roman.number(page) or 1


def is_roman(front: Front) -> bool:
    """Whether pages are numbered i, ii, iii: where the first one's number is written so."""
    return roman.number(front.journal.first_page or "") > 0


def _pt(points: float) -> str:
    return f"{points:g}pt"


def _stack(family: str | None) -> str:
    """A family and the Korean one that goes with it."""
    korean = "Noto Serif KR" if "Serif" in str(family) else "Noto Sans KR"
    return f'"{family}", "{korean}"'
