"""Recipe -> theme1.xml: the colours and faces that Word offers beside the styles."""

from reportgen.word.look import Recipe
from reportgen.word.xml import HEAD, NAMESPACES, escape

COLOURS = {
    "dk1": "ink", "lt1": "FFFFFF", "dk2": "quiet", "lt2": "tint", "accent1": "accent",
    "accent2": "quiet", "accent3": "rule", "accent4": "4B6B2F", "accent5": "8A4B08",
    "accent6": "7A1F2B", "hlink": "accent", "folHlink": "quiet",
}  # fmt: skip
SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme(recipe: Recipe) -> str:
    """The part; fills, lines and effects are plain."""
    colours = "".join(
        f'<a:{name}><a:srgbClr val="{recipe.colour(value)}"/></a:{name}>'
        for name, value in COLOURS.items()
    )
    fonts = _font("major", recipe, "head") + _font("minor", recipe, "text")
    line = (
        f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{SOLID}<a:prstDash val="solid"/></a:ln>'
    )
    effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return (
        f'{HEAD}<a:theme xmlns:a="{NAMESPACES["a"]}" name="reportgen"><a:themeElements>'
        f'<a:clrScheme name="reportgen">{colours}</a:clrScheme>'
        f'<a:fontScheme name="reportgen">{fonts}</a:fontScheme>'
        f'<a:fmtScheme name="reportgen"><a:fillStyleLst>{SOLID * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{line * 3}</a:lnStyleLst><a:effectStyleLst>{effect * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{SOLID * 3}</a:bgFillStyleLst></a:fmtScheme>"
        "</a:themeElements></a:theme>"
    )


def _font(kind: str, recipe: Recipe, role: str) -> str:
    face = recipe.faces[role]
    return (
        f'<a:{kind}Font><a:latin typeface="{escape(face.latin)}"/><a:ea typeface=""/>'
        f'<a:cs typeface=""/><a:font script="Hang" typeface="{escape(face.korean)}"/>'
        f"</a:{kind}Font>"
    )
