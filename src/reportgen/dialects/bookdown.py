"""bookdown's text references: `(ref:name) Words` on a line of its own, and `(ref:name)` for them.

Source: bookdown, 2.2.4 "Text references".
"""

import re

from reportgen.diagnostics.source import Source
from reportgen.dialects.preparation import Preparation
from reportgen.dialects.rewriting import Rewriting
from reportgen.tree import scan

DEFINED = re.compile(r"^\(ref:([\w:.-]+)\)[ \t]+(\S[^\n]*(?:\n(?!\(ref:)[ \t]*\S[^\n]*)*)", re.M)
USED = re.compile(r"\(ref:([\w:.-]+)\)")
LONGEST = 20_000
"""The most characters of all the words that references stand for in a text."""


def read_text_references(source: Source, work: Preparation) -> Source:
    """A text with the words of its text references in their places."""
    if "(ref:" not in source.text:
        return source
    masked = scan.mask(source.text)
    defined = {found[1]: found for found in DEFINED.finditer(masked)}
    rewriting = Rewriting(source)
    for found in defined.values():
        rewriting.replace(*found.span())
    used: set[str] = set()
    left = max(LONGEST, len(source.text))
    for found in USED.finditer(masked):
        meant = defined.get(found[1])
        if meant and meant.start() <= found.start() < meant.end():
            continue
        used.add(found[1])
        left -= len(meant[2]) if meant else 0
        if meant and left > 0:
            rewriting.replace(*found.span(), (source, *meant.span(2)))
            continue
        work.bag.error(
            "reference-unknown",
            f"nothing defines the text reference `{found[0]}`",
            source.span(*found.span()),
            f"write `{found[0]} Words` on a line of its own, with blank lines around it",
        )
        rewriting.replace(*found.span())
    for name in defined.keys() - used:
        place = source.span(*defined[name].span())
        message = f"the text reference `(ref:{name})` is used nowhere, so its words are left out"
        work.bag.warning("label-unused", message, place, "refer to it, or take it out")
    return rewriting.result()
