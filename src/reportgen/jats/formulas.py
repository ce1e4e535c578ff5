"""Formulas: MathML, and the LaTeX that the author wrote."""

import re

from lxml import etree

from reportgen.jats.context import Context
from reportgen.jats.elements import MML, Element, append, clean, element
from reportgen.tree.nodes import Node

_BARE = re.compile(r"<annotation\b.*?</annotation>|</?semantics>", re.S)
_WORDS = """
    accent accentunder align close columnalign columnlines columnspacing columnspan depth display
    displaystyle fence form frame height largeop linethickness lspace mathcolor mathsize
    mathvariant maxsize minsize movablelimits notation open rowalign rowlines rowspacing rowspan
    rspace scriptlevel separator separators stretchy subscriptshift superscriptshift symmetric
    voffset width mathbackground alttext
"""
_ATTRIBUTES = frozenset(_WORDS.split())
"""Those of MathML that say how an expression is set; pandoc has others, for style sheets."""


_DOCUMENT = (
    "\\documentclass{minimal}\\usepackage{amsmath,amssymb}\\begin{document}%s\\end{document}"
)
"""A whole document around LaTeX, as PMC wants it (PMC Tagging Guidelines, `tex-math`)."""


def inline(node: Node, context: Context) -> Element:
    """A formula in a line."""
    return element("inline-formula", _expression(node, context, "$%s$"))


def displayed(node: Node, context: Context) -> Element:
    """A formula that stands for itself, with its number."""
    label = element("label", f"({node['number']})") if node.get("number") else None
    name = context.id(node.get("label", ""), "equation")
    for other in node.get("also", ()):
        context.others.setdefault(other, name)
    return element("disp-formula", label, _expression(node, context, "\\[%s\\]"), id=name)


def _expression(node: Node, context: Context, form: str) -> Element:
    """MathML and LaTeX; LaTeX alone where pandoc does not understand it."""
    kind, tex = node["c"]
    written = element("tex-math", _DOCUMENT % (form % tex.strip()), id=context.id("", "tex"))
    found = context.report.math.get((tex, kind["t"] == "DisplayMath"))
    if found is None:
        return written
    expression = _copied(etree.fromstring(_BARE.sub("", found)))
    expression.set("id", context.id("", "math"))
    return element("alternatives", written, expression)


def _copied(old: Element) -> Element:
    """An expression with the prefix that the DTD wants, and nothing but what MathML has."""
    new = etree.Element(f"{{{MML}}}{etree.QName(old).localname}", None, {"mml": MML})
    for key, value in old.attrib.items():
        if str(key) in _ATTRIBUTES and value:
            new.set(key, clean(str(value)))
    append(new, old.text)
    for child in old:
        if isinstance(child.tag, str):
            append(new, _copied(child), child.tail)
    return new
