"""A displayed formula, `$$…$$`, is not closed, so that its source is printed.

Both marks stand in one paragraph: a blank line inside ends the formula.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _literals
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript
from reportgen.tree import scan

_MARK = re.compile(r"\$\$")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        if not any("$$" in words for words in _literals.strings(chapter)):
            continue
        text = chapter.source.text
        inside = [node["at"] for node in chapter.nodes if node["t"] == "Math" and node.get("at")]
        read = {end for start, stop in (at[:2] for at in inside) for end in (start - 2, stop)}
        for found in _MARK.finditer(scan.mask(text)):
            if found.start() in read or _literals.escaped(text, found.start()):
                continue
            yield Diagnostic(
                "formula-unclosed",
                Severity.ERROR,
                "the formula that begins here is never closed",
                chapter.source.span(*found.span()),
                help="close it with `$$` in the same paragraph, without a blank line inside",
            )
            break
