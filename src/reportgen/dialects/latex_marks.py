r"""LaTeX's marks around formulas, `\(…\)` and `\[…\]`, as the dollars that pandoc knows.

In Markdown `\[` is a bracket that is meant as one, as in `\[sic\]`: only what can be a formula is
one.
"""

import re

from reportgen.diagnostics.source import Source
from reportgen.dialects.preparation import Preparation
from reportgen.dialects.rewriting import Rewriting
from reportgen.tree import scan

INLINE = re.compile(r"(?<!\\)\\\((?P<tex>(?:(?!\\\(|\n[ \t]*\n).)+?)(?<!\\)\\\)", re.S)
DISPLAY = re.compile(r"(?<!\\)\\\[(?P<tex>(?:(?!\\\[|\n[ \t]*\n).)+?)(?<!\\)\\\]", re.S)
FORMULA = re.compile(r"\\[A-Za-z]|[\^_=<>]|^\s*[A-Za-z](?:\s*[-+*/,]\s*[A-Za-z\d])*\s*$")
DISPLAYED = re.compile(r"\\[A-Za-z]|[\^_=]")


def read_marks(source: Source, work: Preparation) -> Source:
    """A text whose formulas stand between dollars."""
    if "\\(" not in source.text and "\\[" not in source.text:
        return source
    masked = scan.mask(source.text)
    rewriting = Rewriting(source)
    for pattern, meant, mark in ((INLINE, FORMULA, "$"), (DISPLAY, DISPLAYED, "$$")):
        for found in pattern.finditer(masked):
            tex = found["tex"]
            if meant.search(tex):
                start, end = found.span("tex")
                start += len(tex) - len(tex.lstrip()) if mark == "$" else 0
                end -= len(tex) - len(tex.rstrip()) if mark == "$" else 0
                rewriting.replace(*found.span(), mark, (source, start, end), mark)
    return rewriting.result()
