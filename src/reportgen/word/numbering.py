"""Lists and numbered headings -> numbering.xml."""

from reportgen.word.elements import Element, root, twips, w
from reportgen.word.lists import DEEPEST, HEADINGS, UNNUMBERED
from reportgen.word.paragraphs import INDENT

FORMATS = {
    "LowerRoman": "lowerRoman", "UpperRoman": "upperRoman", "LowerAlpha": "lowerLetter",
    "UpperAlpha": "upperLetter",
}  # fmt: skip
DELIMITERS = {"OneParen": "%{})", "TwoParens": "(%{})"}
BULLETS = "•–·"


def numbering(lists: list[tuple[str, int]]) -> Element:
    """The part that holds every list: its kind, and where its numbers start.

    A definition's identifier is counted from 0, that of a list from 1.
    """
    kinds = list(dict.fromkeys(kind for kind, _ in lists))
    definitions = [_headings(), _unnumbered()]
    definitions += [_definition(i, kind) for i, kind in enumerate(kinds, UNNUMBERED)]
    made = [_list(HEADINGS, 0), _list(UNNUMBERED, 1)]
    for i, (kind, start) in enumerate(lists, UNNUMBERED + 1):
        again = None if kind == "bullet" else start
        made.append(_list(i, kinds.index(kind) + UNNUMBERED, again))
    return root("numbering", [*definitions, *made])


def _list(identifier: int, definition: int, start: int | None = None) -> Element:
    """A list that counts by a definition, from a number of its own where one is given."""
    overrides = (
        w("lvlOverride", w("startOverride", val=start), ilvl=n)
        for n in range(DEEPEST + 1)
        if start is not None
    )
    return w("num", w("abstractNumId", val=definition), *overrides, numId=identifier)


def _definition(identifier: int, kind: str) -> Element:
    style, _, delimiter = kind.partition(" ")
    levels = []
    for n in range(DEEPEST + 1):
        form, text = "bullet", BULLETS[n % len(BULLETS)]
        if kind != "bullet":
            form = FORMATS.get(style, "decimal")
            text = DELIMITERS.get(delimiter, "%{}.").format(n + 1)
        indent = w("ind", left=twips(INDENT * (n + 1)), hanging=twips(INDENT))
        levels.append(_level(n, form, text, indent))
    kinds = w("multiLevelType", val="hybridMultilevel")
    return w("abstractNum", kinds, *levels, abstractNumId=identifier)


def _headings() -> Element:
    """The definition that numbered headings count by: `1.`, `1.1`, `1.1.1`."""
    levels = []
    for n in range(6):
        text = ".".join(f"%{i}" for i in range(1, n + 2)) + ("." if not n else "")
        style = f"Heading{n + 1}"
        levels.append(_level(n, "decimal", text, w("ind", left=0, firstLine=0), style, "space"))
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=0)


def _unnumbered() -> Element:
    """The definition of headings that have no number where others have."""
    level = _level(0, "none", "", w("ind", left=0, firstLine=0), suffix="nothing")
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=1)


def _level(
    n: int, form: str, text: str, indent: Element, style: str = "", suffix: str = ""
) -> Element:
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=form),
        w("pStyle", val=style) if style else None,
        w("suff", val=suffix) if suffix else None,
        w("lvlText", val=text),
        w("lvlJc", val="left"),
        w("pPr", indent),
        ilvl=n,
    )
