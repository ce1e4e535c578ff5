"""The formulas of a manuscript as MathML, and those that cannot be read."""

import re
from collections.abc import Mapping, Sequence

from reportgen.diagnostics import Bag
from reportgen.limits import Limits
from reportgen.pandoc import formulas
from reportgen.pandoc.formulas import Formula
from reportgen.parse.chapter import Chapter

BRACES = re.compile(r"\\.|[{}]", re.S)
COMMAND = re.compile(r"\\[A-Za-z]+")


def read(chapters: Sequence[Chapter], limits: Limits, bag: Bag) -> Mapping[Formula, str]:
    """The MathML of the formulas in some chapters and fields of the front matter."""
    try:
        found = formulas.mathml([chapter.blocks for chapter in chapters], limits)
    except formulas.Unset as unset:
        unset.tell([chapter.source for chapter in chapters], bag)
        return {}
    for chapter in chapters:
        for node in chapter.nodes:
            if node["t"] != "Math":
                continue
            tex = str(node["c"][1])
            if (tex, node["c"][0]["t"] == "DisplayMath") not in found:
                span = chapter.field or chapter.span(node)
                bag.error("formula-unreadable", _message(tex), span, _remedy(tex))
    return found


def _message(tex: str) -> str:
    line = " ".join(tex.split())
    return f"the formula `{line if len(line) <= 60 else line[:59] + '…'}` cannot be read"


def _remedy(tex: str) -> str:
    marks = [found[0] for found in BRACES.finditer(tex)]
    if marks.count("{") != marks.count("}"):
        return "close each `{` with a `}`"
    commands = list(dict.fromkeys(COMMAND.findall(tex)))
    if commands:
        return "check whether LaTeX knows " + ", ".join(f"`{name}`" for name in commands[:5])
    return "write it as LaTeX does"
