"""Formulas: LaTeX -> MathML (pandoc) for the screen, and SVG (ziamath) for pages.

WeasyPrint lays no MathML out, so a page shows a picture of the formula with its LaTeX as the
alternative text.
"""

import re
from base64 import b64encode
from collections.abc import Mapping
from html import escape

from reportgen import pandoc
from reportgen.ast import Node, para, walk

Formula = tuple[str, bool]
"""A formula's LaTeX and whether it is displayed."""


SIZE = 12
BARE = re.compile(r"</?semantics>|<annotation\b.*?</annotation>", re.S)
"""What a formula says of itself beside what is drawn."""


def mathml(parts: list[list[Node]]) -> dict[Formula, str]:
    """The MathML of every formula in the parts; those that pandoc cannot read are left out."""
    nodes = {
        (n["c"][1], n["c"][0]["t"] == "DisplayMath"): n for n in walk(parts) if n["t"] == "Math"
    }
    if not nodes:
        return {}
    bare = [para([{"t": "Math", "c": n["c"]}]) for n in nodes.values()]
    html = pandoc.write(bare, "html", "--mathml", "--wrap=none").decode()
    found = re.findall(r"<p>(.*?)</p>", html, re.S)
    if len(found) != len(nodes):
        return {}
    return {key: body for key, body in zip(nodes, found, strict=True) if body.startswith("<math")}


def html(known: Mapping[Formula, str], tex: str, display: bool, medium: str) -> str:
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
    return (
        f'<img class="{name}" alt="{escape(tex)}" src="data:image/svg+xml;base64,{data}"'
        f' style="height: {height / SIZE:.3f}em; vertical-align: {depth / SIZE:.3f}em">'
    )
