"""A style's look -> paragraph and run properties, in the schema's order (ISO 29500-1, 17.3)."""

from reportgen.word.design import Design, FontFamily, Style
from reportgen.word.elements import Element, filled, half_points, tab_stops, twips, w

ALIGNMENTS = {"left": "left", "right": "right", "center": "center", "justify": "both"}


def paragraph_properties(
    look: Style, design: Design, number: Element | None = None
) -> Element | None:
    """The properties of paragraphs; None where the style says nothing of them."""
    fill = design.colour(look.shade) if look.shade else ""
    properties = w.group(
        "pPr",
        keepNext=look.keep_next,
        keepLines=look.keep_lines,
        pageBreakBefore=look.break_before,
        numPr=number,
        suppressLineNumbers=None if look.line_numbers is None else not look.line_numbers,
        pBdr=_borders(look, design),
        shd=w("shd", val="clear", color="auto", fill=fill) if fill else None,
        tabs=tab_stops(look.tabs),
        suppressAutoHyphens=None if look.hyphenate is None else not look.hyphenate,
        spacing=_spacing(look),
        ind=_indents(look),
        contextualSpacing=look.contextual,
        jc=ALIGNMENTS[look.align] if look.align else None,
        outlineLvl=look.outline,
    )
    return filled(properties)


def run_properties(look: Style, design: Design) -> Element | None:
    """The properties of text; None where the style says nothing of them."""
    size = half_points(look.size) if look.size else None
    underline = None if look.underline is None else "single" if look.underline else "none"
    properties = w.group(
        "rPr",
        rFonts=fonts(design, look.face) if look.face else None,
        b=look.bold,
        bCs=look.bold,
        i=look.italic,
        iCs=look.italic,
        caps=look.caps,
        smallCaps=look.small_caps,
        color=design.colour(look.colour) if look.colour else None,
        spacing=twips(look.tracking) if look.tracking else None,
        sz=size,
        szCs=size,
        u=underline,
        bdr=_box(look, design),
        vertAlign="superscript" if look.raised else None,
    )
    return filled(properties)


def fonts(design: Design, role: str) -> Element:
    """The fonts of text: one for Latin, one for Korean."""
    family = design.faces.get(role) or FontFamily(role, design.faces["text"].korean)
    latin = family.latin
    return w("rFonts", ascii=latin, hAnsi=latin, eastAsia=family.korean, cs=latin)


def border(side: str, width: float, colour: str, space: float = 0) -> Element:
    """A line on one side of a paragraph, a cell or a table; its width in points."""
    kind = "single" if width else "nil"
    return w(side, val=kind, sz=round(width * 8), space=round(space), color=colour)


def _borders(look: Style, design: Design) -> Element | None:
    sides = w("pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in look.rules:
            width, colour, space = look.rules[side]
            sides.append(border(side, width, design.colour(colour), space))
    return filled(sides)


def _box(look: Style, design: Design) -> Element | None:
    """The frame around text, where the style has one."""
    if "box" not in look.rules:
        return None
    width, colour, space = look.rules["box"]
    return border("bdr", width, design.colour(colour), space)


def _spacing(look: Style) -> Element | None:
    exact = look.leading and twips(look.leading)  # a leading of 0 is the font's own
    rule = None if look.leading is None else "exact" if look.leading else "auto"
    spacing = w(
        "spacing",
        before=None if look.before is None else twips(look.before),
        after=None if look.after is None else twips(look.after),
        line=240 if rule == "auto" else exact,
        lineRule=rule,
    )
    return spacing if spacing.attrib else None


def _indents(look: Style) -> Element | None:
    first = "hanging" if (look.first or 0) < 0 else "firstLine"
    sides = {"left": look.left, "right": look.right, first: look.first}
    known = {
        side: twips(abs(x) if side == first else x) for side, x in sides.items() if x is not None
    }
    return w("ind", **known) if known else None
