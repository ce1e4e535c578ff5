"""Clean a project's own citation style: what stays sets citations, and fetches nothing."""

import re
from graphlib import CycleError, TopologicalSorter
from typing import Any

SPACE = "{http://purl.org/net/xbiblio/csl}"
LARGEST = 2_000_000
"""The most bytes of a style; the largest of the known 10,844 has 250,000."""
LONGEST = 5_000
"""The most characters of an attribute; the longest of the styles that travel along has 228."""
_NAMED = 3
"""The most macros that a message names beside the first."""


class Unfit(ValueError):  # noqa: N818 (a fault in the author's style, not an error of ours)
    """A style that cannot be used; `line` is where in its text, 0 where that is not known."""

    def __init__(self, said: str, line: int = 0) -> None:
        super().__init__(said)
        self.line = line


def clean(text: str) -> tuple[str, str]:
    """A style's text without links, and the name of the style that it depends on ("" if none).

    Raises Unfit, saying what is wrong, where it is no style, or one whose macros make a circle.
    """
    from lxml import etree

    if len(text) > LARGEST:
        raise Unfit("it is too large")
    if declared := re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.I):
        line = text.count("\n", 0, declared.start()) + 1
        raise Unfit("it declares a document type, which a style does not need", line)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: Any = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = re.sub(r",? line \d+, column \d+.*", "", (str(error).splitlines() or [""])[0])
        mark: Any = error
        line = getattr(mark, "lineno", None) or 0
        raise Unfit(f"it is not well-formed: {said}", line) from None
    if root.tag != f"{SPACE}style":
        raise Unfit("it is not a CSL style", root.sourceline or 0)
    for element in root.iter("*"):
        for name, value in element.items():
            if len(value) > LONGEST:
                said = f"the attribute `{name}` has more than {LONGEST:,} characters"
                raise Unfit(said, element.sourceline or 0)
    parent = ""
    for link in list(root.iter(f"{SPACE}link")):
        if (link.get("rel") or "").strip().lower() == "independent-parent":
            parent = parent or re.sub(r".*/", "", (link.get("href") or "").strip().rstrip("/"))
        holder = link.getparent()
        if holder is not None:
            holder.remove(link)
    if not parent:
        _refuse_circles(root)
    return etree.tostring(root, encoding="unicode"), parent


def _refuse_circles(root: Any) -> None:
    """Raise Unfit for macros that use each other in a circle, which a processor would not leave.

    How often macros may use each other is not counted: the largest of the known styles take
    millions of steps and a fifth of a second, and pandoc's time and memory are bounded.
    """
    lines: dict[str, int] = {}
    uses: dict[str, set[str]] = {}
    for macro in root.findall(f"{SPACE}macro"):
        name = macro.get("name") or ""
        lines.setdefault(name, macro.sourceline or 0)
        found = (child.get("macro") for child in macro.iter("*"))
        uses.setdefault(name, set()).update(use for use in found if use)
    try:
        TopologicalSorter(uses).prepare()
    except CycleError as error:
        circle = list(dict.fromkeys(error.args[1]))
        first = min(circle, key=lambda name: lines[name])
        rest = [name for name in circle if name != first][:_NAMED]
        by = f" by way of {', '.join(f'`{name}`' for name in rest)}" if rest else ""
        raise Unfit(f"its macro `{first}` uses itself{by}", lines[first]) from None
