"""Recipe -> styles.xml and fontTable.xml: a real style for every element."""

import re
from collections.abc import Iterable

from reportgen.word.look import Family, Look, Recipe, ident
from reportgen.word.xml import escape, flag, root, twips, val

CHARACTERS = {
    "Default Paragraph Font", "Endnote Reference", "Footnote Reference", "Hyperlink",
    "FollowedHyperlink", "Verbatim Char", "Strong", "Emphasis", "Caption Label", "Page Number",
    "Run-in Title", "Masthead Name", "Endnote Number", "Footnote Number",
}  # fmt: skip
"""The styles of runs; all others are of paragraphs."""

OWN_NAMES = {
    "Caption": "caption", "Header": "header", "Footer": "footer", "Page Number": "page number",
    "Endnote Text": "endnote text", "Endnote Reference": "endnote reference",
    "Footnote Text": "footnote text", "Footnote Reference": "footnote reference",
    **{f"Heading {i}": f"heading {i}" for i in range(1, 10)},
    **{f"TOC {i}": f"toc {i}" for i in range(1, 10)},
}  # fmt: skip
"""What Word itself calls a style that it shows under another name."""

BUILT_IN = {
    *OWN_NAMES, "Normal", "Title", "Subtitle", "Date", "Body Text", "Block Text", "Hyperlink",
    "FollowedHyperlink", "Strong", "Emphasis", "Bibliography", "TOC Heading", "List Paragraph",
    "Default Paragraph Font", "List Bullet", "List Number",
}  # fmt: skip
ALIGN = {"left": "left", "right": "right", "center": "center", "justify": "both"}
HIDDEN = "<w:semiHidden/><w:unhideWhenUsed/>"


def styles(recipe: Recipe, lang: str, eastern: str, numbered: bool = False) -> str:
    """The part that holds every style."""
    normal = recipe.full("Normal")
    size = half(normal.size or 11)
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(recipe, normal.face or 'text')}"
        f'<w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{lang}" w:eastAsia="{eastern}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    made = [_style(name, look, recipe, numbered) for name, look in recipe.styles.items()]
    return root("w:styles", defaults + "".join([*made, *_tables(recipe), _no_list()]))


def fonts(recipe: Recipe, role: str) -> str:
    """The faces of a run: one for Latin text, one for Korean."""
    f = recipe.faces.get(role) or Family(role, recipe.faces["text"].korean)
    latin, korean = escape(f.latin), escape(f.korean)
    return f'<w:rFonts w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{korean}" w:cs="{latin}"/>'


def half(points: float) -> int:
    """A size in half points, which Word counts sizes in."""
    return round(points * 2)


def _style(name: str, look: Look, recipe: Recipe, numbered: bool) -> str:
    kind = "character" if name in CHARACTERS else "paragraph"
    base = look.based or {"paragraph": "Normal", "character": "Default Paragraph Font"}[kind]
    alone = name in ("Normal", "Default Paragraph Font")
    standard = ' w:default="1"' if alone else ""
    custom = "" if name in BUILT_IN else ' w:customStyle="1"'
    parts = [
        val("name", OWN_NAMES.get(name, name)),
        "" if alone else val("basedOn", ident(base)),
        val("next", ident(look.next)) if look.next and kind == "paragraph" else "",
        val("uiPriority", 1 if name in BUILT_IN else 9),
        HIDDEN if name == "Default Paragraph Font" else "<w:qFormat/>",
    ]  # fmt: skip
    level = re.fullmatch("Heading ([1-9])", name) if numbered else None
    number = _number(int(level[1])) if level else ""
    body = paragraph(look, recipe, number) if kind == "paragraph" else ""
    run = characters(look, recipe, kind == "paragraph")
    parts.append(f"<w:pPr>{body}</w:pPr>" if body else "")
    parts.append(f"<w:rPr>{run}</w:rPr>" if run else "")
    opening = f'<w:style w:type="{kind}"{standard}{custom} w:styleId="{ident(name)}">'
    return f"{opening}{''.join(parts)}</w:style>"


def paragraph(look: Look, recipe: Recipe, number: str = "") -> str:
    """The paragraph's properties, in the order that the schema wants."""
    return "".join(
        [
            flag("keepNext", look.keep_next),
            flag("keepLines", look.keep_lines),
            flag("pageBreakBefore", look.break_before),
            number,
            _borders(look, recipe),
            f'<w:shd w:val="clear" w:color="auto" w:fill="{recipe.colour(look.shade)}"/>'
            if look.shade
            else "",
            tabs(look.tabs),
            flag("suppressAutoHyphens", None if look.hyphenate is None else not look.hyphenate),
            _spacing(look),
            _indents(look),
            flag("contextualSpacing", look.contextual),
            val("jc", ALIGN[look.align]) if look.align else "",
            val("outlineLvl", look.outline) if look.outline is not None else "",
        ]
    )


def characters(look: Look, recipe: Recipe, bare: bool = True) -> str:
    """The run's properties, in the order that the schema wants."""
    return "".join(
        [
            fonts(recipe, look.face) if look.face else "",
            *(flag(n, look.bold) for n in ("b", "bCs")),
            *(flag(n, look.italic) for n in ("i", "iCs")),
            flag("caps", look.caps),
            flag("smallCaps", look.small_caps),
            val("color", recipe.colour(look.colour)) if look.colour else "",
            val("spacing", twips(look.tracking)) if look.tracking else "",
            *(val(n, half(look.size)) for n in ("sz", "szCs") if look.size),
            val("u", "single" if look.underline else "none") if look.underline is not None else "",
            val("vertAlign", "superscript") if look.raised else "",
        ]
    )


def _number(level: int) -> str:
    """A level of the list that numbered headings are in, which is the first list."""
    return f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'


def tabs(stops: Iterable[tuple[float, str]]) -> str:
    """Tab stops: the place in points, and how text stands at it."""
    inner = "".join(f'<w:tab w:val="{kind}" w:pos="{twips(at)}"/>' for at, kind in stops)
    return f"<w:tabs>{inner}</w:tabs>" if inner else ""


def _spacing(look: Look) -> str:
    out = ""
    if look.before is not None:
        out += f' w:before="{twips(look.before)}"'
    if look.after is not None:
        out += f' w:after="{twips(look.after)}"'
    if look.leading is not None:
        rule = "exact" if look.leading else "auto"
        out += f' w:line="{twips(look.leading) if look.leading else 240}" w:lineRule="{rule}"'
    return f"<w:spacing{out}/>" if out else ""


def _indents(look: Look) -> str:
    out = ""
    if look.left is not None:
        out += f' w:left="{twips(look.left)}"'
    if look.right is not None:
        out += f' w:right="{twips(look.right)}"'
    if look.first is not None:
        name = "hanging" if look.first < 0 else "firstLine"
        out += f' w:{name}="{twips(abs(look.first))}"'
    return f"<w:ind{out}/>" if out else ""


def _borders(look: Look, recipe: Recipe) -> str:
    out = ""
    for side in ("top", "left", "bottom", "right"):
        if side in look.rules:
            width, colour, space = look.rules[side]
            out += rule(side, width, recipe.colour(colour), space)
    return f"<w:pBdr>{out}</w:pBdr>" if out else ""


def rule(side: str, width: float, colour: str, space: float = 0) -> str:
    """A line on one side of a paragraph, a cell or a table; its width in points."""
    kind = "single" if width else "nil"
    return (
        f'<w:{side} w:val="{kind}" w:sz="{round(width * 8)}" w:space="{round(space)}" '
        f'w:color="{colour}"/>'
    )


def _tables(recipe: Recipe) -> list[str]:
    """Word's plain table, and ours: rules above, below and under the head (booktabs)."""
    heavy, light = recipe.settings.get("table-rules", (1, 0.5))
    ink = recipe.colour("ink")
    cells = (
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="{0}" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="{0}" w:type="dxa"/></w:tblCellMar>'
    )
    plain = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal">'
        f'<w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>{HIDDEN}<w:tblPr>'
        '<w:tblInd w:w="0" '
        f'w:type="dxa"/>{cells.format(108)}</w:tblPr></w:style>'
    )
    ours = (
        '<w:style w:type="table" w:customStyle="1" w:styleId="Table"><w:name w:val="Table"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="9"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders>{rule('top', heavy, ink)}{rule('bottom', heavy, ink)}</w:tblBorders>"
        f"{cells.format(twips(recipe.settings.get('cell-padding', 4)))}</w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
        f"{rule('bottom', light, ink)}</w:tcBorders></w:tcPr></w:tblStylePr></w:style>"
    )
    return [plain, ours]


def _no_list() -> str:
    return (
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )
