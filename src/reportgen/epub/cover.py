"""The cover: a picture that the theme's colours and faces are in, and its words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from lxml import etree

from reportgen import fonts
from reportgen.fonts import scripts
from reportgen.word.elements import clean
from reportgen.word.line_breaking import pieces

SVG = "http://www.w3.org/2000/svg"
_DEFAULT: Any = {None: SVG}
WIDTH, HEIGHT, MARGIN = 1200, 1800, 110
"""In pixels; shops and libraries ask for at least a thousand on the longer side."""
SIZES = (118, 104, 92, 82, 72, 62, 52)
"""The sizes of a title, of which the first is taken in which it fits."""
LINES = 6
"""The most lines of a title."""


@dataclass(frozen=True)
class Cover:
    """What stands on a cover, plain; "" where nothing does.

    `head` is the journal, `number` the volume and what stands beside it, `foot` the authors.
    """

    title: str
    lang: str
    way: str
    head: str = ""
    number: str = ""
    subtitle: str = ""
    foot: str = ""

    @property
    def alternative(self) -> str:
        """The words on the cover, for those who do not see it."""
        parts = (self.title, self.subtitle, self.foot, self.head, self.number)
        return ". ".join(part.rstrip(".") for part in parts if part)


def picture(cover: Cover, settings: Mapping[str, str]) -> bytes:
    """The cover as PNG, in the colours and the face of a theme's `--cover-...` properties."""
    import resvg_py

    faces = (*fonts.faces(), *scripts.all_faces())
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawing(cover, settings),
            skip_system_fonts=True,
            font_files=[str(face.path) for face in faces],
            serif_family="Source Serif 4",
            sans_serif_family="Source Sans 3",
        )
    )


def drawing(cover: Cover, settings: Mapping[str, str]) -> str:
    """The cover as SVG."""
    ink, accent = settings.get("cover-ink", "#1b1b1b"), settings.get("cover-accent", "#1f4e79")
    title_face = settings.get("cover-face", "").strip('"') or "Source Serif 4"
    sans = "Source Sans 3"
    korean = "Noto Serif KR" if "Serif" in title_face else "Noto Sans KR"
    size = {"width": str(WIDTH), "height": str(HEIGHT), "viewBox": f"0 0 {WIDTH} {HEIGHT}"}
    root = etree.Element(f"{{{SVG}}}svg", size, nsmap=_DEFAULT)
    _box(root, 0, 0, WIDTH, HEIGHT, settings.get("cover-ground", "#ffffff"))
    _box(root, MARGIN, MARGIN + 130, WIDTH - 2 * MARGIN, 6, accent)
    x, anchor = (WIDTH - MARGIN, "end") if cover.way == "rtl" else (MARGIN, "start")
    room = WIDTH - 2 * MARGIN

    def lines(text: str, y: float, high: float, face: str, weight: str, fill: str) -> float:
        family = f"'{face}', '{korean if face == title_face else 'Noto Sans KR'}'"
        look = {"font-family": family, "font-size": str(high), "font-weight": weight,
                "fill": fill, "text-anchor": anchor, "x": str(x)}  # fmt: skip
        for line in wrapped(text, room / high, face, weight != "400", cover.lang):
            y += high * 1.18
            element = etree.SubElement(root, f"{{{SVG}}}text", {**look, "y": f"{y:.1f}"})
            element.text = line
        return y

    lines(cover.head, MARGIN - 28, 44, sans, "700", ink)
    lines(cover.number, MARGIN + 44, 34, sans, "400", ink)
    high = next(
        (s for s in SIZES
         if len(wrapped(cover.title, room / s, title_face, True, cover.lang)) <= LINES),
        SIZES[-1],
    )  # fmt: skip
    y = lines(cover.title, MARGIN + 240, high, title_face, "700", ink)
    y = lines(cover.subtitle, y + 30, high * 0.46, title_face, "400", ink)
    foot = wrapped(cover.foot, room / 42, sans, True, cover.lang)
    lines(cover.foot, max(y + 60, HEIGHT - MARGIN - len(foot) * 50), 42, sans, "700", ink)
    return etree.tostring(root, encoding="unicode")


def wrapped(text: str, room: float, face: str, bold: bool, lang: str) -> Sequence[str]:
    """A text in lines at most `room` ems wide, as far as its words are."""
    parts: list[tuple[str, float]] = []
    eastern = lang.split("-")[0] in ("ja", "ko", "zh")
    for piece, width in pieces(clean(text), face, bold, False):
        # Letters that the face has not are counted as squares there; only Chinese ones are.
        width -= sum(0.45 for c in piece if ord(c) > 0x2FF and east_asian_width(c) == "N")
        loose = eastern and (width > room or lang[:2] != "ko")
        parts += [(c, width / len(piece)) for c in piece] if loose else [(piece, width)]
    out, used = [""], 0.0
    for piece, width in parts:
        if used + width > room and out[-1]:
            out.append("")
            used = 0.0
        out[-1] += piece
        used += width
    return [line.strip() for line in out if line.strip()]


def _box(root: Any, x: int, y: int, width: int, height: int, fill: str) -> None:
    sides = {"x": x, "y": y, "width": width, "height": height}
    values = {name: str(value) for name, value in sides.items()}
    etree.SubElement(root, f"{{{SVG}}}rect", {**values, "fill": fill})
