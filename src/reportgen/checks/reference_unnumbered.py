"""A cross-reference leads to something that has neither a number nor a title.

Figures and tables with captions, labelled formulas and headings have one. Of anything else, such as
a theorem or a block of code, only the label itself can be printed.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.tree.nodes import attr

_NAMED = ("Header", "Figure", "Table")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    if not manuscript.references:
        return
    named: set[str] = set()
    for chapter in manuscript.chapters:
        for node in chapter.nodes:
            identifier, classes, _ = attr(node)
            if node["t"] in _NAMED or (node["t"] == "Span" and "label" in classes):
                named.add(identifier)
            elif node["t"] == "Math":
                named |= {node.get("label", ""), *node.get("also", ())}
    known = {label.name for label in manuscript.labels}
    for reference in manuscript.references:
        if reference.name in known - named:
            yield Diagnostic(
                "reference-unnumbered",
                Severity.WARNING,
                f"`{reference.name}` has neither a number nor a title, so its label is printed",
                reference.span,
                help="write the words for it, with a link: `[the theorem](#label)`",
            )
