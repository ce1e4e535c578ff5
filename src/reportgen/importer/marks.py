"""Marks in the text of a document that is read by pandoc: signs of private use."""

import re

OPEN, CLOSE = "\ue9a0", "\ue9a1"
"""What stands around the number of a citation."""
_STYLE, _END = "\ue9a2", "\ue9a3"
STYLED = re.compile(f"{_STYLE}([^{_END}]*){_END}")
"""The name of a paragraph's style, before its text."""
PRIVATE = re.compile("[\ue900-\ue9ff]")
"""What could be taken for marks."""


def styled(name: str) -> str:
    """The mark of a style; a blank in its name is an underscore, so that it stays one word."""
    return f"{_STYLE}{name.lower().replace(' ', '_')}{_END}"
