"""A cross-reference leads to what has neither a number nor a title: its label would be printed.

Figures, tables, headings and displayed formulas have one, and so have MyST's theorems and
listings, and boxes whose label begins with `box-`.
A Div around pictures, with its caption as its last paragraph, is a figure; around other things it
is none.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript
from reportgen.tree import named_blocks
from reportgen.tree.nodes import attr

_BARE = ("Div", "Span", "CodeBlock")
_NAMED = ("Figure", "Table", "Header")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    bare, named = set(), set()
    for chapter in manuscript.chapters:
        for node in chapter.nodes:
            name, classes, pairs = attr(node)
            numbered = {"label", "panel", "theorem"} & set(classes) or pairs.get("name")
            if node["t"] in _NAMED or numbered or named_blocks.is_numbered_box(node):
                named.add(name)
            elif node["t"] in _BARE:
                bare.add(name)
            elif node["t"] == "Math":
                named |= {node.get("label", ""), *node.get("also", ())}
    places = {label.name: label.span for label in manuscript.labels}
    for reference in manuscript.references:
        if reference.name in bare - named:
            yield Diagnostic(
                "reference-unnamed",
                Severity.ERROR,
                f"what has the label `{reference.name}` has no number and no title",
                reference.span,
                help=f"write `[words](#{reference.name})`, or give the label to a figure, a table, "
                "a heading or a formula",
                notes=(Note("its label", places[reference.name]),)
                if reference.name in places
                else (),
            )
