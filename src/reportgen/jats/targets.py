"""Cross-references: each leads to an element that there is, or is its words alone."""

from reportgen.jats.context import Context, identifier
from reportgen.jats.elements import Element

_KINDS = {
    "fig": "fig", "fig-group": "fig", "table-wrap": "table", "sec": "sec", "app": "app",
    "disp-formula": "disp-formula", "boxed-text": "boxed-text", "statement": "statement",
    "list": "list", "ref": "bibr", "fn": "fn", "aff": "aff", "corresp": "corresp",
}  # fmt: skip
"""What JATS calls a reference to an element (`ref-type`)."""


def resolve(root: Element, context: Context) -> None:
    """Lead each cross-reference of a document to the element that it means."""
    kinds = {str(one.get("id")): str(one.tag) for one in root.iter() if one.get("id")}
    for link in [*root.iter("xref")]:
        typed = link.get("rid", "")
        if link.get("ref-type"):
            continue
        name = context.others.get(typed) or identifier(typed)
        if name in kinds:
            link.set("rid", name)
            link.set("ref-type", _KINDS.get(kinds[name], "other"))
        else:
            unwrap(link)


def unwrap(made: Element) -> None:
    """Put what an element holds in its place."""
    parent = made.getparent()
    if parent is None:
        return
    at = parent.index(made)
    tail, made.tail = made.tail or "", None
    parent.remove(made)
    children = [*made]
    _add_text(parent, at, made.text or "")
    for child in reversed(children):
        parent.insert(at, child)
    _add_text(parent, at + len(children), tail)


def _add_text(parent: Element, at: int, text: str) -> None:
    """Add text before the child that stands at a place."""
    if at:
        parent[at - 1].tail = (parent[at - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
