"""Formulas: LaTeX -> Office Math, by way of pandoc."""

from copy import deepcopy
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from reportgen.limits import LIMITS, Limits
from reportgen.pandoc import formulas as math
from reportgen.tree.nodes import Node
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, m, w
from reportgen.word.runs import CODE, field, text_run


def formulas(nodes: list[Node], limits: Limits = LIMITS) -> dict[tuple[str, bool], Element]:
    """What pandoc makes of formulas, by their LaTeX and whether they are displayed.

    Those that it cannot read are left out. Raises math.Unset.
    """
    known = math.known(nodes)
    if not known:
        return {}
    with ZipFile(BytesIO(math.written(known, "docx", limits=limits))) as package:
        data = package.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    paragraphs = list(etree.fromstring(data, parser).iter(w.name("p")))
    if len(paragraphs) != len(known):
        return {}
    read = zip(known, map(_formula, paragraphs), strict=True)
    return {key: element for key, element in read if element is not None}


def _formula(paragraph: Element) -> Element | None:
    """A paragraph's formula as the schema has it (ISO 29500-1).

    Pandoc also gives a style to upright text (22.1.2.91), and the parts of a matrix's columns in
    another order.
    """
    found = next(paragraph.iter(m.name("oMathPara"), m.name("oMath")), None)
    if found is None:
        return None
    for upright in found.iter(m.name("nor")):
        style, parent = upright.getnext(), upright.getparent()
        if style is not None and parent is not None and style.tag == m.name("sty"):
            parent.remove(style)
    for place in found.iter(m.name("mcJc")):  # behind `count` (22.1.2.64)
        counted = place.getnext()
        if counted is not None and counted.tag == m.name("count"):
            counted.addnext(place)
    return found


def formula(node: Node, context: DocumentContext) -> list[Element]:
    """A formula; its LaTeX as code where pandoc could not read it."""
    known = context.formulas.get((node["c"][1], node["c"][0]["t"] == "DisplayMath"))
    return text_run(node["c"][1], CODE) if known is None else [deepcopy(known)]


def unwrapped(formula: Element) -> list[Element]:
    """What of a displayed formula can stand in a line with other text."""
    displayed = formula.tag == m.name("oMathPara")
    return list(formula.iterchildren(m.name("oMath"))) if displayed else [formula]


def number(node: Node, context: DocumentContext) -> list[Element]:
    """A formula's number in parentheses, under its bookmark."""
    shown = field("SEQ Equation \\* ARABIC", node["number"])
    return context.bookmark(node["label"], [*text_run("("), *shown, *text_run(")")])
