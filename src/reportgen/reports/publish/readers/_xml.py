"""XML of strangers, read without entities, networks or other files."""

from collections.abc import Iterator
from typing import Any

from lxml import etree

SKIPPED = ("label", "annotation", "annotation-xml", "tex-math")
"""What is not part of the words of an element."""


def tree(data: bytes) -> Any:
    """The root of a document. Raises ValueError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"is no XML: {error.msg}") from None


def local(node: Any) -> str:
    """The name of an element without its namespace, "" for comments."""
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def every(root: Any, *names: str) -> Iterator[Any]:
    """The elements of these names below one, whatever namespace they are in."""
    return (node for node in root.iter() if local(node) in names)


def first(root: Any, *path: str) -> Any:
    """The first element of a path of names below one; None where there is none."""
    node = root
    for name in path:
        node = next((one for one in node.iter() if one is not node and local(one) == name), None)
        if node is None:
            return None
    return node


def words(node: Any, skipped: tuple[str, ...] = SKIPPED) -> str:
    """The words of an element, "" where there is none; formulas by their signs."""
    if node is None:
        return ""
    out = [node.text or ""]
    for child in node:
        if local(child) and local(child) not in skipped:
            out.append(words(child, skipped))
        out.append(child.tail or "")
        if local(child) in ("p", "li", "title"):
            out.append(" ")
    return "".join(out)


def has_formula(node: Any) -> bool:
    """Whether a formula stands in an element, which each format spells in its own way."""
    return node is not None and any(local(one) == "math" for one in node.iter())
