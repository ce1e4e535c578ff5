"""Why pandoc did not read a manuscript, in our words and with a place."""

import re
from collections.abc import Sequence

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span, heaviest

SAID = {
    "time": "takes too long to read",
    "memory": "needs too much memory to read",
    "depth": "nests too deep",
    "crash": "makes pandoc crash",
}
MACRO = re.compile(r"expanding macro (\w+)")
PLACE = re.compile(r"line (\d+),? column (\d+)", re.I)


def report(reason: str, texts: Sequence[Source], bag: Bag) -> None:
    """Report that pandoc refused some texts; `reason` is `pandoc.Refused`'s."""
    span = heaviest(texts)
    if macro := MACRO.search(reason):
        message = f"the macro `\\{macro[1]}` stands for itself"
        span = _defined(macro[1], texts) or span
        remedy = "define it without itself, or write out what it stands for"
    elif reason in SAID:
        message = f"the manuscript {SAID[reason]}"
        remedy = "look for very deep lists, tables or brackets, and for what is not closed"
    else:
        message = "the manuscript cannot be read"
        span, remedy = _told(reason, texts) or span, "look for LaTeX or HTML that is not closed"
    bag.error("manuscript-unreadable", message, span, remedy)


def _defined(macro: str, texts: Sequence[Source]) -> Span | None:
    """Where a macro is defined."""
    defined = re.compile(
        rf"\\(?:(?:re)?newcommand|providecommand|DeclareMathOperator|def|let)\W{{0,3}}{macro}\b"
    )
    for source in texts:
        if found := defined.search(source.text):
            return source.span(*found.span())
    return None


def _told(reason: str, texts: Sequence[Source]) -> Span | None:
    """The place that pandoc tells, where there is one text that it can mean."""
    found = PLACE.search(reason)
    if not found or len(texts) != 1:
        return None
    return texts[0].span(texts[0].offset(int(found[1]), int(found[2])))
