"""Raw HTML of a trusted manuscript: its words, since its elements mean nothing here."""

from reportgen.jats.context import Context
from reportgen.tree.nodes import Node


def words(node: Node, context: Context) -> tuple[str, ...]:
    """The words of a raw inline or block."""
    kind, source = node["c"]
    if not (context.report.raw and kind.startswith("html")) or not source.strip():
        return ()
    from lxml import html

    found = html.fragment_fromstring(f"<div>{source}</div>")
    for hidden in found.xpath(".//script|.//style|.//template|.//comment()"):
        hidden.drop_tree()
    said = " ".join(str(found.text_content()).split())
    return (said,) if said else ()
