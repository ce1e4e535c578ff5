"""Drawings: where a picture stands in the text, and the picture itself (ISO 29500-1, 20.4)."""

from reportgen.word.document_context import DocumentContext, Part
from reportgen.word.elements import NAMESPACES, Element, Maker, R, a, emu, pic, w, wp

SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""The extension of a picture that holds its SVG ([MS-ODRAWXML], 2.3.4.2)."""
ANCHOR = {
    "distT": 0, "distB": 0, "distL": 114300, "distR": 0, "simplePos": 0, "relativeHeight": 2,
    "behindDoc": 0, "locked": 0, "layoutInCell": 1, "allowOverlap": 0,
}  # fmt: skip
asvg = Maker(SVG, "asvg")


def inline(
    files: tuple[str, str], wide: float, high: float, alt: str, context: DocumentContext, part: Part
) -> Element:
    """A drawing in a line: the files of its raster and (or "") its SVG, its size in points."""
    extent = wp("extent", cx=emu(wide), cy=emu(high))
    shown = _picture(files, wide, high, alt, context, part)
    return w("drawing", wp("inline", extent, *shown, distT=0, distB=0, distL=0, distR=0))


def floating(name: str, side: float, alt: str, context: DocumentContext, part: Part) -> Element:
    """A square picture at the right end of the text, beside the paragraph that it is in."""
    anchor = wp(
        "anchor",
        wp("simplePos", x=0, y=0),
        wp("positionH", wp("align", "right"), relativeFrom="margin"),
        wp("positionV", wp("posOffset", "0"), relativeFrom="paragraph"),
        wp("extent", cx=emu(side), cy=emu(side)),
        wp("wrapNone"),
        *_picture((name, ""), side, side, alt, context, part),
        **ANCHOR,
    )
    return w("drawing", anchor)


def _picture(
    files: tuple[str, str], wide: float, high: float, alt: str, context: DocumentContext, part: Part
) -> list[Element]:
    number = context.drawing()
    raster, svg = files
    vector = None
    if svg:
        blip = asvg("svgBlip", {f"{R}embed": part.relate("image", svg)})
        vector = a("extLst", a("ext", blip, uri=SVG_EXTENSION))
    picture = pic(
        "pic",
        pic(
            "nvPicPr",
            pic("cNvPr", id=number, name=raster.rpartition("/")[2], descr=alt),
            pic("cNvPicPr"),
        ),
        pic(
            "blipFill",
            a("blip", {f"{R}embed": part.relate("image", raster)}, vector),
            a("stretch", a("fillRect")),
        ),
        pic(
            "spPr",
            a("xfrm", a("off", x=0, y=0), a("ext", cx=emu(wide), cy=emu(high))),
            a("prstGeom", a("avLst"), prst="rect"),
        ),
    )
    return [
        wp("docPr", id=number, name=f"Picture {number}", descr=alt),
        wp("cNvGraphicFramePr", a("graphicFrameLocks", noChangeAspect=1)),
        a("graphic", a("graphicData", picture, uri=NAMESPACES["pic"])),
    ]
