"""What the marked content of a PDF shows on its pages (ISO 32000-1, 9 and 14.6)."""

import re
from dataclasses import dataclass, field
from typing import Any

DEEPEST = 200
"""How many forms or structure elements may stand in each other."""
EDGE = 2.0
"""How many points beyond the page's edge a glyph may begin and still be seen."""

Mark = tuple[tuple[int, int], int]
"""The object of a page or a form, and a number of marked content in it."""
Matrix = tuple[float, float, float, float, float, float]

UNIT: Matrix = (1, 0, 0, 1, 0, 0)


def marked_texts(document: Any) -> dict[Mark, list[str]]:
    """What each piece of marked content shows on its page; artifacts are none."""
    found: dict[Mark, list[str]] = {}
    fonts: dict[tuple[int, int], _Font] = {}
    for page in document.pages:
        box = tuple(float(number) for number in page.mediabox)
        _Stream(page.obj.objgen, box, fonts, found).read(page.obj, page.obj)
    return found


@dataclass(frozen=True)
class _Font:
    """The characters of a composite font's codes, and their widths in thousandths of an em."""

    characters: dict[int, str]
    widths: dict[int, float]
    default: float


@dataclass
class _Stream:
    """A content stream that is being read: the object that owns it, and the page's box."""

    owner: tuple[int, int]
    box: tuple[float, ...]
    fonts: dict[tuple[int, int], _Font]
    found: dict[Mark, list[str]]
    matrix: Matrix = UNIT
    depth: int = 0
    marks: list[int | None] = field(default_factory=lambda: [None])

    def read(self, content: Any, holder: Any) -> None:
        import pikepdf

        fonts = holder.get("/Resources", {}).get("/Font", {})
        forms = holder.get("/Resources", {}).get("/XObject", {})
        saved: list[Matrix] = []
        text, font, size = UNIT, _Font({}, {}, 0), 0.0
        for instruction in pikepdf.parse_content_stream(content):
            if isinstance(instruction, pikepdf.ContentStreamInlineImage):
                continue
            operands, name = instruction.operands, str(instruction.operator)
            if name == "q":
                saved.append(self.matrix)
            elif name == "Q" and saved:
                self.matrix = saved.pop()
            elif name == "cm":
                self.matrix = _product(_matrix(operands), self.matrix)
            elif name == "BT":
                text = UNIT
            elif name == "Tm":
                text = _matrix(operands)
            elif name == "Td":
                text = _product((1, 0, 0, 1, float(operands[0]), float(operands[1])), text)
            elif name == "Tf":
                size = float(operands[1])
                given = fonts.get(str(operands[0]))
                font = self.font(given) if given is not None else _Font({}, {}, 0)
            elif name in ("TJ", "Tj") and self.marks[-1] is not None:
                runs = operands[0] if name == "TJ" else operands
                said = self.shown(runs, font, size, _product(text, self.matrix))
                self.found.setdefault((self.owner, self.marks[-1]), []).append(said)
            elif name == "Do":
                self.form(forms.get(str(operands[0])))
            else:
                self.mark(name, operands)

    def mark(self, name: str, operands: Any) -> None:
        """Begin or end marked content."""
        import pikepdf

        if name in ("BDC", "BMC"):
            inner = operands[1] if name == "BDC" else None
            given = inner.get("/MCID") if isinstance(inner, pikepdf.Dictionary) else None
            outer = None if str(operands[0]) == "/Artifact" else self.marks[-1]
            self.marks.append(outer if given is None else int(given))
        elif name == "EMC" and len(self.marks) > 1:
            self.marks.pop()

    def form(self, form: Any) -> None:
        """Read a form (8.10), whose marked content is its own."""
        import pikepdf

        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
            if self.depth >= DEEPEST:
                return
            inner = _matrix(form.get("/Matrix", UNIT))
            _Stream(
                form.objgen, self.box, self.fonts, self.found, _product(inner, self.matrix),
                self.depth + 1,
            ).read(form, form)  # fmt: skip

    def shown(self, runs: Any, font: _Font, size: float, place: Matrix) -> str:
        """The characters of what a text-showing operator (9.4.3) paints on the page."""
        import pikepdf

        out = []
        x = 0.0
        left, bottom, right, top = self.box
        for run in runs:
            if not isinstance(run, pikepdf.String):
                x -= float(run) * size / 1000
                continue
            codes = bytes(run)
            for i in range(0, len(codes) - 1, 2):
                code = codes[i] << 8 | codes[i + 1]
                at_x, at_y = place[0] * x + place[4], place[1] * x + place[5]
                if left - EDGE <= at_x <= right + EDGE and bottom - EDGE <= at_y <= top + EDGE:
                    out.append(font.characters.get(code, ""))
                x += font.widths.get(code, font.default) * size / 1000
        return "".join(out)

    def font(self, font: Any) -> _Font:
        key = font.objgen
        if key not in self.fonts or key == (0, 0):
            descendant = font.get("/DescendantFonts", [{}])[0]
            self.fonts[key] = _Font(
                _characters(font.ToUnicode.read_bytes().decode("latin-1")),
                _widths(descendant.get("/W", [])),
                float(descendant.get("/DW", 1000)),
            )
        return self.fonts[key]


def _matrix(numbers: Any) -> Matrix:
    a, b, c, d, e, f = (float(number) for number in numbers)
    return a, b, c, d, e, f


def _product(first: Matrix, second: Matrix) -> Matrix:
    """A transformation and one after it (8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _widths(array: Any) -> dict[int, float]:
    """The widths of a font's glyphs (9.7.4.3)."""
    import pikepdf

    found: dict[int, float] = {}
    items = list(array)
    i = 0
    while i + 1 < len(items):
        first = int(items[i])
        if isinstance(items[i + 1], pikepdf.Array):
            found.update(enumerate(map(float, items[i + 1]), first))
            i += 2
        elif i + 2 < len(items):
            last = min(int(items[i + 1]), 65535)
            found.update(dict.fromkeys(range(first, last + 1), float(items[i + 2])))
            i += 3
        else:
            break
    return found


def _characters(cmap: str) -> dict[int, str]:
    """The codes of a ToUnicode CMap (9.10.3): `bfchar` and `bfrange`, but ranges with arrays."""
    found: dict[int, str] = {}
    for kind, body in re.findall(r"beginbf(char|range)(.*?)endbf", cmap, re.S):
        size = 2 if kind == "char" else 3
        given = re.findall(r"<\s*([0-9a-fA-F]+)\s*>", body)
        for i in range(0, len(given) - size + 1, size):
            first, last = int(given[i], 16), min(int(given[i + size - 2], 16), 65535)
            text = bytes.fromhex(given[i + size - 1]).decode("utf-16-be", "replace")
            for code in range(first, last + 1):
                found[code] = text[:-1] + chr(ord(text[-1]) + code - first) if text else ""
    return found
