"""Raw OpenXML of a trusted manuscript -> elements."""

from lxml import etree

from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.tree.nodes import Node
from reportgen.word.elements import NAMESPACES, Element

SPACES = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def raw(nodes: list[Node], edition: Edition, bag: Bag) -> dict[str, list[Element]]:
    """The elements of each raw node by its source; an error for each that cannot be read."""
    found = {}
    for source in {n["c"][1]: None for n in nodes if edition.report.raw and n["c"][0] == "openxml"}:
        try:
            found[source] = _read(source)
        except (etree.XMLSyntaxError, ValueError) as error:
            # The parser's own places count from the root element that is put around.
            said = str(error).partition(" line ")[0].rstrip(",").lower()
            places = (chapter.find(source.strip()) for chapter in edition.report.chapters)
            bag.error(
                "raw-fault",
                f"raw OpenXML cannot be read: {said}",
                next((place for place in places if place), None),
                "close every element, and use no prefixes but w, r, m, wp, a and pic",
            )
    return found


def _read(source: str) -> list[Element]:
    """The elements of raw OpenXML. Raises XMLSyntaxError, and ValueError for text beside them."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(f"<raw{SPACES}>{source}</raw>", parser)
    beside = [root.text, *(element.tail for element in root)]
    if any(text and text.strip() for text in beside):
        raise ValueError("text stands outside of an element")
    return list(root)
