"""Design -> styles.xml: a real style for every element."""

import re

from reportgen.word.design import Design, Style
from reportgen.word.elements import Element, half_points, root, twips, w
from reportgen.word.lists import HEADINGS, UNNUMBERED
from reportgen.word.paragraphs import numbering_properties
from reportgen.word.runs import style_id
from reportgen.word.style_properties import border, fonts, paragraph_properties, run_properties

CHARACTER = {
    "Default Paragraph Font", "Endnote Reference", "Footnote Reference", "Hyperlink",
    "FollowedHyperlink", "Verbatim Char", "Strong", "Emphasis", "Caption Label", "Page Number",
    "Run-in Title", "Masthead Name", "Affiliation Mark", "Notice Head",
    "Endnote Number", "Footnote Number", "Draft Fault", "Line Number",
}  # fmt: skip
"""The styles of runs; all others are of paragraphs."""

WORD_NAMES = {
    "Caption": "caption", "Header": "header", "Footer": "footer", "Page Number": "page number",
    "Line Number": "line number",
    "Endnote Text": "endnote text", "Endnote Reference": "endnote reference",
    "Footnote Text": "footnote text", "Footnote Reference": "footnote reference",
    **{f"Heading {i}": f"heading {i}" for i in range(1, 10)},
    **{f"TOC {i}": f"toc {i}" for i in range(1, 10)},
}  # fmt: skip
"""What Word itself calls a style that it shows under another name."""

BUILT_IN = {
    *WORD_NAMES, "Normal", "Title", "Subtitle", "Date", "Body Text", "Block Text", "Hyperlink",
    "FollowedHyperlink", "Strong", "Emphasis", "Bibliography", "TOC Heading", "List Paragraph",
    "Default Paragraph Font", "List Bullet", "List Number",
}  # fmt: skip
HEADING = re.compile("Heading ([1-9])")
UNBASED = ("Normal", "Default Paragraph Font")
"""The styles that stand on no other."""


def styles(design: Design, lang: str, east_asian: str, numbered: bool = False) -> Element:
    """The part that holds every style."""
    normal = design.resolved("Normal")
    size = half_points(normal.size or 11)
    properties = w(
        "rPr",
        fonts(design, normal.face or "text"),
        w("kern", val=2),
        w("sz", val=size),
        w("szCs", val=size),
        w("lang", val=lang, eastAsia=east_asian, bidi="ar-SA"),
    )
    defaults = w("docDefaults", w("rPrDefault", properties), w("pPrDefault"))
    made = (_style(name, look, design, numbered) for name, look in design.styles.items())
    return root("styles", [defaults, *made, _plain_table(), _table(design), _no_list()])


def _style(name: str, look: Style, design: Design, numbered: bool) -> Element:
    paragraph = name not in CHARACTER
    base = look.based or ("Normal" if paragraph else "Default Paragraph Font")
    number = _heading_number(name, base) if numbered else None
    return w(
        "style",
        {
            w.name("type"): "paragraph" if paragraph else "character",
            **({w.name("default"): "1"} if name in UNBASED else {}),
            **({} if name in BUILT_IN else {w.name("customStyle"): "1"}),
            w.name("styleId"): style_id(name),
        },
        w("name", val=WORD_NAMES.get(name, name)),
        None if name in UNBASED else w("basedOn", val=style_id(base)),
        w("next", val=style_id(look.next)) if look.next and paragraph else None,
        w("uiPriority", val=1 if name in BUILT_IN else 9),
        *(_hidden() if name == "Default Paragraph Font" else [w("qFormat")]),
        paragraph_properties(look, design, number) if paragraph else None,
        run_properties(look, design),
    )


def _heading_number(name: str, base: str) -> Element | None:
    """What a style of headings is counted by; none counts that is only based on one."""
    if heading := HEADING.fullmatch(name):
        return numbering_properties(int(heading[1]) - 1, HEADINGS)
    return numbering_properties(0, UNNUMBERED) if HEADING.fullmatch(base) else None


def _hidden() -> list[Element]:
    """That a style is not offered before it is used."""
    return [w("semiHidden"), w("unhideWhenUsed")]


def _plain_table() -> Element:
    """Word's own table, which others are based on."""
    properties = w("tblPr", w("tblInd", w=0, type="dxa"), _cell_margins(108))
    priority = w("uiPriority", val=99)
    name = w("name", val="Normal Table")
    own = {w.name("type"): "table", w.name("default"): "1", w.name("styleId"): "TableNormal"}
    return w("style", own, name, priority, *_hidden(), properties)


def _table(design: Design) -> Element:
    """Our table: rules above, below and under the head (booktabs)."""
    heavy, light = design.settings.get("table-rules", (1, 0.5))
    ink = design.colour("ink")
    bold = w("rPr", w("b"), w("bCs"))
    head = w("tcPr", w("tcBorders", border("bottom", light, ink)))
    own = {w.name("type"): "table", w.name("customStyle"): "1", w.name("styleId"): "Table"}
    return w(
        "style",
        own,
        w("name", val="Table"),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=9),
        w("qFormat"),
        w(
            "tblPr",
            w("tblBorders", border("top", heavy, ink), border("bottom", heavy, ink)),
            _cell_margins(twips(design.settings.get("cell-padding", 4))),
        ),
        w("tblStylePr", bold, head, type="firstRow"),
    )


def _cell_margins(sides: int) -> Element:
    """The space inside cells, in twentieths of a point; none above and below."""
    margins = {"top": 0, "left": sides, "bottom": 0, "right": sides}
    return w("tblCellMar", *(w(side, w=width, type="dxa") for side, width in margins.items()))


def _no_list() -> Element:
    own = {w.name("type"): "numbering", w.name("default"): "1", w.name("styleId"): "NoList"}
    return w("style", own, w("name", val="No List"), w("uiPriority", val=99), *_hidden())
