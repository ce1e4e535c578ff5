"""Formulas: LaTeX -> MathML (pandoc) for the screen, and SVG (ziamath) for pages.

WeasyPrint lays no MathML out, so a page shows a picture of the formula; its alternative text is
what it says, in words.
"""

import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from reportgen import pandoc
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.limits import LIMITS, Limits
from reportgen.pandoc import spoken
from reportgen.tree.nodes import Node, para, walk

Formula = tuple[str, bool]
"""A formula's LaTeX and whether it is displayed."""


SIZE = 12
BARE = re.compile(r"</?semantics>|<annotation\b.*?</annotation>", re.S)
"""What a formula says of itself beside what is drawn."""


class Unset(Exception):  # noqa: N818 (it is not an error of ours)
    """Formulas that pandoc did not finish: `tex` is the one at fault, empty if that is not known.

    `reason` is that of `pandoc.Refused`.
    """

    def __init__(self, tex: str, reason: str) -> None:
        super().__init__(tex, reason)
        self.tex, self.reason = tex, reason

    def tell(self, sources: Sequence[Source], bag: Bag) -> None:
        """Say so, at the formula where it is known."""
        said = {
            "time": "takes too long to set",
            "memory": "takes too much memory to set",
            "crash": "makes pandoc crash",
        }.get(self.reason, f"cannot be set: {self.reason}")
        places = (source.find(self.tex) for source in sources)
        found = next((place for place in places if place), None)
        if self.tex and found is not None:
            place = found.source.span(found.start)
            bag.error("formula-unusable", f"the formula {said}", place, "make it simpler")
            return
        first = next((source.span(0) for source in sources), None)
        bag.error("formula-unusable", f"a formula {said}", first, "look for the longest one")


def known(trees: Any) -> dict[Formula, Node]:
    """Every formula in some trees, once, with a node that has it."""
    return {
        (n["c"][1], n["c"][0]["t"] == "DisplayMath"): n for n in walk(trees) if n["t"] == "Math"
    }


def written(formulas: Mapping[Formula, Node], target: str, *how: str, limits: Limits) -> bytes:
    """A document of pandoc's with a paragraph for each formula. Raises Unset.

    Where pandoc refuses them, the longest is tried alone: most likely it is to blame.
    """

    def ask(nodes: Sequence[Node]) -> bytes:
        bare = [para([{"t": "Math", "c": n["c"]}]) for n in nodes]
        return pandoc.write(bare, target, *how, limits=limits)

    try:
        return ask([*formulas.values()])
    except pandoc.PandocError as refused:
        longest = max(formulas, key=lambda formula: len(formula[0]))
        try:
            ask([formulas[longest]])
        except pandoc.PandocError as alone:
            raise Unset(longest[0], alone.reason) from None
        raise Unset("", refused.reason) from None


def mathml(parts: list[list[Node]], limits: Limits = LIMITS) -> dict[Formula, str]:
    """The MathML of every formula in the parts; those that pandoc cannot read are left out.

    Raises Unset.
    """
    nodes = known(parts)
    if not nodes:
        return {}
    html = written(nodes, "html", "--mathml", "--wrap=none", limits=limits).decode()
    found = re.findall(r"<p>(.*?)</p>", html, re.S)
    if len(found) != len(nodes):
        raise Unset("", "they cannot be told apart")
    return {key: body for key, body in zip(nodes, found, strict=True) if body.startswith("<math")}


def formula_html(
    known: Mapping[Formula, str], tex: str, display: bool, medium: str, lang: str = "en"
) -> str:
    """The element that shows a formula; its LaTeX as code where it cannot be set."""
    found = known.get((tex, display))
    if found is None:
        return f"<code>{escape(tex, quote=False)}</code>"
    if medium == "screen":
        return found
    from ziamath.zmath import Math

    try:
        drawing = Math(BARE.sub("", found), size=SIZE)
        svg, depth, height = drawing.svg(), drawing.getyofst(), drawing.getsize()[1]
    except Exception:  # ziamath raises what its parsers raise
        return f"<code>{escape(tex, quote=False)}</code>"
    data = b64encode(svg.encode()).decode()
    name = "formula display" if display else "formula"
    said = spoken.words(found, tex, lang)
    return (
        f'<img class="{name}" alt="{escape(said)}" src="data:image/svg+xml;base64,{data}"'
        f' style="height: {height / SIZE:.3f}em; vertical-align: {depth / SIZE:.3f}em">'
    )
