"""Formulas: LaTeX -> Word's own, by way of pandoc."""

import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from reportgen import pandoc
from reportgen.ast import para, walk

NORMAL = re.compile(r"<m:nor ?/><m:sty [^>]*/>")
"""Upright text that pandoc also gives a style, which the schema forbids."""
BEGIN = re.compile(r"<m:(oMathPara|oMath)>.*?</m:\1>", re.S)


def formulas(*trees: Any) -> dict[tuple[str, bool], str]:
    """The markup of every formula in the trees; those that pandoc cannot read are left out."""
    nodes = {
        (n["c"][1], n["c"][0]["t"] == "DisplayMath"): n
        for n in walk(list(trees))
        if n["t"] == "Math"
    }
    if not nodes:
        return {}
    bare = [para([{"t": "Math", "c": n["c"]}]) for n in nodes.values()]
    with ZipFile(BytesIO(pandoc.write(bare, "docx"))) as package:
        document = package.read("word/document.xml").decode()
    paragraphs = re.findall(r"<w:p>.*?</w:p>", document, re.S)
    if len(paragraphs) != len(nodes):
        return {}
    found = ((key, BEGIN.search(p)) for key, p in zip(nodes, paragraphs, strict=True))
    return {key: NORMAL.sub("<m:nor/>", match[0]) for key, match in found if match}
