"""Design -> theme1.xml: the colours and fonts that Word offers beside the styles."""

from lxml import etree

from reportgen.word.design import Design
from reportgen.word.elements import NAMESPACES, Element, a

COLOURS = {
    "dk1": "ink", "lt1": "FFFFFF", "dk2": "quiet", "lt2": "tint", "accent1": "accent",
    "accent2": "quiet", "accent3": "rule", "accent4": "4B6B2F", "accent5": "8A4B08",
    "accent6": "7A1F2B", "hlink": "accent", "folHlink": "quiet",
}  # fmt: skip
NAME = "reportgen"


def theme(design: Design) -> Element:
    """The part; fills, lines and effects are plain."""
    colours = (a(name, a("srgbClr", val=design.colour(value))) for name, value in COLOURS.items())
    part = etree.Element(a.name("theme"), {"name": NAME}, {"a": NAMESPACES["a"]})
    part.append(
        a(
            "themeElements",
            a("clrScheme", *colours, name=NAME),
            a(
                "fontScheme",
                _font("major", design, "head"),
                _font("minor", design, "text"),
                name=NAME,
            ),
            a(
                "fmtScheme",
                a("fillStyleLst", *(_solid() for _ in range(3))),
                a("lnStyleLst", *(_line() for _ in range(3))),
                a("effectStyleLst", *(a("effectStyle", a("effectLst")) for _ in range(3))),
                a("bgFillStyleLst", *(_solid() for _ in range(3))),
                name=NAME,
            ),
        )
    )
    return part


def _solid() -> Element:
    return a("solidFill", a("schemeClr", val="phClr"))


def _line() -> Element:
    return a("ln", _solid(), a("prstDash", val="solid"), w=6350, cap="flat", cmpd="sng", algn="ctr")


def _font(kind: str, design: Design, role: str) -> Element:
    family = design.faces[role]
    return a(
        f"{kind}Font",
        a("latin", typeface=family.latin),
        a("ea", typeface=""),
        a("cs", typeface=""),
        a("font", script="Hang", typeface=family.korean),
    )
