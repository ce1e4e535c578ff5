"""Reading the tags of a PDF, for the tests of them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

from reportgen import fonts, weasy


@dataclass(eq=False)
class Tag:
    """A structure element: its type, its entries, the elements in it, and its content.

    `marks` are (page, marked-content identifier) and `links` the annotations, in order; `pdf`
    keeps them alive.
    """

    role: str
    entries: dict[str, Any]
    pdf: Any
    kids: list["Tag"] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)
    links: list[Any] = field(default_factory=list)

    def walk(self) -> Iterator["Tag"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def all(self, role: str) -> list["Tag"]:
        """The elements of a type, in reading order."""
        return [tag for tag in self.walk() if tag.role == role]

    def outline(self) -> Any:
        """The types as nested lists: `["P", ["Link"]]`."""
        return [self.role, *(kid.outline() for kid in self.kids)]

    def attribute(self, name: str) -> Any:
        """The value of an attribute, whichever owner has it."""
        given = self.entries.get("/A")
        owners = list(given) if isinstance(given, pikepdf.Array) else [given] if given else []
        return next((owner[name] for owner in owners if name in owner), None)


@dataclass(eq=False)
class Tagged:
    """A PDF and its tags."""

    pdf: pikepdf.Pdf
    root: Tag
    text: dict[tuple[int, int], str]

    def words(self, tag: Tag) -> str:
        """The words in an element, in the order of its content right inside it and below."""
        own = " ".join(self.text.get(mark, "") for mark in tag.marks)
        return " ".join(" ".join([own, *(self.words(kid) for kid in tag.kids)]).split())


def render(body: str, css: str = "", lang: str = "en", **more: Any) -> bytes:
    """The PDF of a page's body."""
    html = f'<!DOCTYPE html><html lang="{lang}"><head><title>T</title></head>{body}</html>'
    style = 'html { font: 12px "Source Serif 4" }' + css
    return weasy.pdf(weasy.layout(html, style, fonts.css()), **more)


def read(data: bytes) -> Tagged:
    """The tags of a PDF."""
    pdf = pikepdf.open(BytesIO(data))
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
    (top,) = pdf.Root.StructTreeRoot.K
    return Tagged(pdf, _tag(top, pages, pdf), _texts(pdf))


def _tag(element: Any, pages: dict[Any, int], pdf: Any) -> Tag:
    tag = Tag(str(element.S)[1:], {k: element[k] for k in element if k not in ("/P", "/K")}, pdf)
    here = pages.get(element.Pg.objgen) if "/Pg" in element else None
    for kid in element.get("/K", []):
        if not isinstance(kid, pikepdf.Dictionary):
            assert here is not None
            tag.marks.append((here, int(kid)))
        elif kid.get("/Type") == "/MCR":
            tag.marks.append((pages[kid.Pg.objgen], int(kid.MCID)))
        elif kid.get("/Type") == "/OBJR":
            tag.links.append(kid.Obj)
        else:
            assert kid.P.objgen == element.objgen
            tag.kids.append(_tag(kid, pages, pdf))
    return tag


def _texts(pdf: pikepdf.Pdf) -> dict[tuple[int, int], str]:
    """What each mark shows, by the fonts' ToUnicode."""
    found: dict[tuple[int, int], str] = {}
    for number, page in enumerate(pdf.pages):
        maps = {name: _codes(font) for name, font in page.Resources.get("/Font", {}).items()}
        stack: list[int | None] = []
        codes: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    inner = operands[1] if len(operands) > 1 else {}
                    mark = inner.get("/MCID") if isinstance(inner, pikepdf.Dictionary) else None
                    stack.append(stack[-1] if mark is None and stack else mark)
                case "EMC":
                    stack.pop()
                case "Tf":
                    codes = maps[str(operands[0])]
                case "TJ" if stack and stack[-1] is not None:
                    runs = [bytes(o) for o in operands[0] if isinstance(o, pikepdf.String)]
                    said = "".join(
                        codes.get(int.from_bytes(run[i : i + 2], "big"), "")
                        for run in runs
                        for i in range(0, len(run), 2)
                    )
                    key = (number, int(stack[-1]))
                    found[key] = found.get(key, "") + said
    return found


def _codes(font: Any) -> dict[int, str]:
    """A font's ToUnicode, as WeasyPrint writes it."""
    codes = {}
    for line in font.ToUnicode.read_bytes().decode("ascii", "replace").splitlines():
        parts = line.split("> <")
        if len(parts) == 2 and line.startswith("<"):
            said = bytes.fromhex(parts[1].rstrip(">")).decode("utf-16-be")
            codes[int(parts[0][1:], 16)] = said
    return codes
