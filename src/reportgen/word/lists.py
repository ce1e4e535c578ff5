"""Lists: their paragraphs, and what these are numbered by (numbering.xml)."""

from dataclasses import replace

from reportgen.tree.nodes import Node
from reportgen.tree.tasks import is_task
from reportgen.word.elements import Element, root, twips, w
from reportgen.word.paragraphs import INDENT, Scope, Write

HEADINGS, UNNUMBERED = 1, 2
"""The list that numbered headings are in, and that of those without a number among them.

The lists of the text come after.
"""
DEEPEST = 8
"""The innermost level of a list (ISO 29500-1, 17.9.3)."""
FORMATS = {
    "LowerRoman": "lowerRoman", "UpperRoman": "upperRoman", "LowerAlpha": "lowerLetter",
    "UpperAlpha": "upperLetter",
}  # fmt: skip
DELIMITERS = {"OneParen": "%{})", "TwoParens": "(%{})"}
BULLETS = "•–·"


def items(
    tree: list[list[Node]], kind: str, start: int, scope: Scope, write: Write
) -> list[Element]:
    """The paragraphs of a list; its kind is "bullet", or pandoc's style and delimiter."""
    scope.context.lists.append((kind, start))
    number = (min(scope.depth + 1, DEEPEST), UNNUMBERED + len(scope.context.lists))
    inner = replace(
        scope, body=scope.item, first=scope.item, depth=number[0], left=scope.left + INDENT
    )
    return [element for item in tree for element in _item(item, number, inner, write)]


def _item(item: list[Node], number: tuple[int, int], scope: Scope, write: Write) -> list[Element]:
    head, rest = item[:1], item[1:]
    if not head or head[0]["t"] not in ("Para", "Plain"):
        head, rest = [], item
    runs = scope.runs(head[0]["c"]) if head else []
    left = scope.left + (scope.context.design.resolved(scope.item).left or 0)
    mark = None if is_task(item) else number
    return [scope.paragraph(scope.item, runs, number=mark, left=left), *write(rest, scope)]


def definition(
    term: list[Node], bodies: list[list[Node]], scope: Scope, write: Write
) -> list[Element]:
    """A term, and the paragraphs that define it."""
    opening = replace(scope, keep_next=True).paragraph("Definition Term", scope.runs(term))
    inner = replace(scope, body="Definition", first="Definition")
    return [opening, *(element for body in bodies for element in write(body, inner))]


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
    """The definition that numbered headings count by: `1`, `1.1`, `1.1.1`."""
    levels = []
    for n in range(6):
        text = ".".join(f"%{i}" for i in range(1, n + 2))
        style = f"Heading{n + 1}"
        levels.append(_level(n, "decimal", text, w("ind", left=0, firstLine=0), style, "space"))
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=0)


def _unnumbered() -> Element:
    """The definition of headings that have no number where others have."""
    level = _level(0, "none", "", w("ind", left=0, firstLine=0), suff="nothing")
    return w("abstractNum", w("multiLevelType", val="singleLevel"), level, abstractNumId=1)


def _level(
    n: int, form: str, text: str, indent: Element, style: str | None = None, suff: str | None = None
) -> Element:
    level = w.group(
        "lvl", start=1, numFmt=form, pStyle=style, suff=suff, lvlText=text, lvlJc="left"
    )
    level.set(w.name("ilvl"), str(n))
    level.append(w("pPr", indent))
    return level
