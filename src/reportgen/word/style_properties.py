"""A style's look -> paragraph and run properties, in the schema's order (ISO 29500-1, 17.3)."""

from reportgen.word.design import Design, FontFamily, Style
from reportgen.word.elements import Element, filled, half_points, tab_stops, toggle, twips, w

ALIGNMENTS = {"left": "left", "right": "right", "center": "center", "justify": "both"}


def paragraph_properties(
    look: Style, design: Design, number: Element | None = None
) -> Element | None:
    """The properties of paragraphs; None where the style says nothing of them."""
    hyphens = None if look.hyphenate is None else not look.hyphenate
    return filled(
        w(
            "pPr",
            toggle("keepNext", look.keep_next),
            toggle("keepLines", look.keep_lines),
            toggle("pageBreakBefore", look.break_before),
            number,
            _borders(look, design),
            w("shd", val="clear", color="auto", fill=design.colour(look.shade))
            if look.shade
            else None,
            tab_stops(look.tabs),
            toggle("suppressAutoHyphens", hyphens),
            _spacing(look),
            _indents(look),
            toggle("contextualSpacing", look.contextual),
            w("jc", val=ALIGNMENTS[look.align]) if look.align else None,
            w("outlineLvl", val=look.outline) if look.outline is not None else None,
        )
    )


def run_properties(look: Style, design: Design) -> Element | None:
    """The properties of text; None where the style says nothing of them."""
    underline = "single" if look.underline else "none"
    size = half_points(look.size) if look.size else None
    return filled(
        w(
            "rPr",
            fonts(design, look.face) if look.face else None,
            *(toggle(name, look.bold) for name in ("b", "bCs")),
            *(toggle(name, look.italic) for name in ("i", "iCs")),
            toggle("caps", look.caps),
            toggle("smallCaps", look.small_caps),
            w("color", val=design.colour(look.colour)) if look.colour else None,
            w("spacing", val=twips(look.tracking)) if look.tracking else None,
            *(w(name, val=size) for name in ("sz", "szCs") if size),
            w("u", val=underline) if look.underline is not None else None,
            w("vertAlign", val="superscript") if look.raised else None,
        )
    )


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


def _spacing(look: Style) -> Element | None:
    values: dict[str, str | int] = {}
    if look.before is not None:
        values["before"] = twips(look.before)
    if look.after is not None:
        values["after"] = twips(look.after)
    if look.leading is not None:
        values["line"] = twips(look.leading) if look.leading else 240
        values["lineRule"] = "exact" if look.leading else "auto"
    return w("spacing", **values) if values else None


def _indents(look: Style) -> Element | None:
    values = {}
    if look.left is not None:
        values["left"] = twips(look.left)
    if look.right is not None:
        values["right"] = twips(look.right)
    if look.first is not None:
        values["hanging" if look.first < 0 else "firstLine"] = twips(abs(look.first))
    return w("ind", **values) if values else None
