"""What was inserted and deleted, in the elements of HTML that say so (HTML, 4.7)."""

from collections.abc import Mapping
from html import escape

SAID = {"ins": "inserted", "del": "deleted"}


def changed(html: str, change: str, words: Mapping[str, str]) -> str:
    """HTML that was inserted ("ins") or deleted ("del"), with the word for it."""
    if not change or not html:
        return html
    return f'<{change} data-change="{escape(words[SAID[change]])}">{html}</{change}>'
