"""A source in parentheses at the head of a line numbers an example, and is not cited.

`(@roe)` is pandoc's mark of an item in a list of examples. A source is cited with `[@roe]`, or in
the text with `@roe`.
"""

import re
from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import nfc
from reportgen.parse import Manuscript
from reportgen.tree import scan

_MARK = re.compile(r"^[ \t>]*\(@([\w-]+)\)", re.M)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        lists = (node for node in chapter.nodes if node["t"] == "OrderedList")
        if not any(node["c"][0][1]["t"] == "Example" for node in lists):
            continue
        for found in _MARK.finditer(scan.mask(chapter.source.text)):
            if manuscript.library.get(nfc(found[1])):
                yield Diagnostic(
                    "citation-numbered",
                    Severity.WARNING,
                    f"`(@{found[1]})` at the head of a line numbers an example and cites nothing",
                    chapter.source.span(found.start(1) - 2, found.end(1) + 1),
                    help=f"write `[@{found[1]}]`, or another name for the example",
                )
