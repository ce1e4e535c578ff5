"""Manubot's short names of sources: `[@name]: doi:10.1000/x` on a line, and `@name` for it.

Source: Manubot, "Citations", citation aliases; `@tag:name` is their older form.
"""

import re

from reportgen.diagnostics.source import Source
from reportgen.dialects.preparation import Preparation
from reportgen.dialects.rewriting import Rewriting
from reportgen.tree import scan

DEFINED = re.compile(r"^ {0,3}\[@(?:tag:)?([\w:.+-]+)\]:[ \t]*@?([\w.]+:\S+)[ \t]*$\n?", re.M)


def read_names(source: Source, work: Preparation) -> Source:
    """A text that cites by identifiers, without the lines that give them names."""
    if "]:" not in source.text or "[@" not in source.text:
        return source
    masked = scan.mask(source.text)
    defined = {found[1]: found for found in DEFINED.finditer(masked)}
    if not defined:
        return source
    rewriting = Rewriting(source)
    lines = [found.span() for found in defined.values()]
    for start, end in lines:
        rewriting.replace(start, end)
    for key, start, end in scan.cites(masked):
        meant = defined.get(key.removeprefix("tag:"))
        if meant and not any(first <= start < last for first, last in lines):
            rewriting.replace(start, end, f"@{{{meant[2]}}}")
    return rewriting.result()
