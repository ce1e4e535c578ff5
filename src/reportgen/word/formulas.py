"""Formulas: LaTeX -> Word's own, by way of pandoc."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from reportgen import math
from reportgen.limits import LIMITS, Limits

NORMAL = re.compile(r"<m:nor ?/><m:sty [^>]*/>")
"""Upright text that pandoc also gives a style, which the schema forbids."""
BEGIN = re.compile(r"<m:(oMathPara|oMath)>.*?</m:\1>", re.S)


def formulas(*trees: Any, limits: Limits = LIMITS) -> dict[tuple[str, bool], str]:
    """The markup of every formula in the trees; those that pandoc cannot read are left out.

    Raises math.Unset.
    """
    nodes = math.known(list(trees))
    if not nodes:
        return {}
    with ZipFile(BytesIO(math.written(nodes, "docx", limits=limits))) as package:
        document = package.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>", document, re.S)
    if len(paragraphs) != len(nodes):
        return {}
    found = ((key, BEGIN.search(p)) for key, p in zip(nodes, paragraphs, strict=True))
    return {key: NORMAL.sub("<m:nor/>", match[0]) for key, match in found if match}
