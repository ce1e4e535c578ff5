"""What was inserted and deleted, in the elements of HTML that say so (HTML, 4.7)."""

from collections.abc import Mapping
from html import escape

from reportgen.tree.nodes import Node

SAID = {"ins": "inserted", "del": "deleted"}


def changed(html: str, change: str, words: Mapping[str, str]) -> str:
    """HTML that was inserted ("ins") or deleted ("del"), with the word for it."""
    if not change or not html:
        return html
    return f'<{change} data-change="{escape(words[SAID[change]])}">{html}</{change}>'


def label(node: Node, kind: str, words: Mapping[str, str]) -> str:
    """The label of a figure or table as HTML, and the one that it had where that was another."""
    said = f"{escape(words[kind].format(node.get('number', '')))}."
    if "was" in node:
        before = f"{escape(words[kind].format(node['was']))}."
        return f"{changed(before, 'del', words)} {changed(said, 'ins', words)}"
    return changed(said, node.get("change", ""), words)
