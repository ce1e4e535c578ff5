"""Pictures: bytes that Word can show, at a size that fits, with words for who cannot see them."""

import re

from reportgen.image import FORMATS, Image
from reportgen.word.book import Book, Part
from reportgen.word.xml import NAMESPACES, emu, escape

SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
UNITS = {"pt": 1.0, "px": 0.75, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "em": 10.5, "": 0.75}


def inline(name: str, alt: str, width: str, book: Book, part: Part) -> str:
    """The drawing of a picture in a line; nothing where there is no such picture."""
    image = book.edition.report.images.get(name)
    if image is None:
        return ""
    wide, high = size(image, width, book)
    return drawing(embed(image, book), wide, high, alt, book, part)


def drawing(
    files: tuple[str, str], wide: float, high: float, alt: str, book: Book, part: Part
) -> str:
    """A drawing in a line: the files of its raster and (or "") its SVG, its size in points."""
    extent = f'<wp:extent cx="{emu(wide)}" cy="{emu(high)}"/>'
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">{extent}'
        f"{_picture(files, wide, high, alt, book, part)}</wp:inline></w:drawing>"
    )


def floating(name: str, side: float, alt: str, book: Book, part: Part) -> str:
    """A square picture at the right end of the text, as high as the paragraph that it is in."""
    return (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="0" simplePos="0" '
        'relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="0">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin"><wp:align>right</wp:align>'
        '</wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset>'
        f'</wp:positionV><wp:extent cx="{emu(side)}" cy="{emu(side)}"/><wp:wrapNone/>'
        f"{_picture((name, ''), side, side, alt, book, part)}</wp:anchor></w:drawing>"
    )


def _picture(
    files: tuple[str, str], wide: float, high: float, alt: str, book: Book, part: Part
) -> str:
    number = book.drawing()
    raster, svg = files
    vector = ""
    if svg:
        vector = (
            '<a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip '
            f'xmlns:asvg="{SVG}" r:embed="{part.relate("image", svg)}"/></a:ext></a:extLst>'
        )
    extent = f'cx="{emu(wide)}" cy="{emu(high)}"'
    return (
        f'<wp:docPr id="{number}" name="Picture {number}" descr="{escape(alt)}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{raster.rpartition("/")[2]}" descr="{escape(alt)}"/>'
        "<pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{part.relate("image", raster)}">{vector}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
        f'<a:off x="0" y="0"/><a:ext {extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>"
    )


def size(image: Image, width: str, book: Book) -> tuple[float, float]:
    """Width and height in points: as asked for or as it is, never wider than the column."""
    room = book.recipe.column
    tall = (book.recipe.paper[1] - 144) * 0.85
    if width.endswith("%"):
        wide = room * min(float(width[:-1]), 100) / 100
    elif found := re.fullmatch(r"([\d.]+)([a-z]*)", width):
        wide = float(found[1]) * UNITS.get(found[2], 0.75)
    else:
        wide = image.width * 0.75 or room
        if image.media == "image/svg+xml" and wide > 0.6 * room:
            wide = room
    ratio = image.height / image.width if image.width and image.height else 0.75
    wide = max(min(wide, room, tall / ratio), 4)
    return wide, wide * ratio


def embed(image: Image, book: Book) -> tuple[str, str]:
    """The names of the picture's files in the package: its raster, and its SVG or ""."""
    if image.name not in book.pictures:
        stem = f"media/image{len(book.pictures) + 1}"
        if image.media == "image/svg+xml":
            book.media[f"{stem}.png"] = book.fallbacks.png(image)
            book.media[f"{stem}.svg"] = image.data
            book.pictures[image.name] = (f"{stem}.png", f"{stem}.svg")
        else:
            data, suffix = _known(image)
            book.media[f"{stem}.{suffix}"] = data
            book.pictures[image.name] = (f"{stem}.{suffix}", "")
    return book.pictures[image.name]


def _known(image: Image) -> tuple[bytes, str]:
    """The picture in a format that Word shows: WebP as PNG, all others as they are."""
    suffix = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}.get(image.media)
    if suffix:
        return image.data, suffix
    from io import BytesIO

    from PIL import Image as Pillow

    out = BytesIO()
    with Pillow.open(BytesIO(image.data), formats=FORMATS) as picture:
        picture.convert("RGBA").save(out, "PNG")
    return out.getvalue(), "png"
