"""Raw OpenXML of a trusted manuscript -> elements."""

from lxml import etree

from reportgen.ast import Node
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.word.elements import NAMESPACES, Element

OPENING = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


def raw(nodes: list[Node], edition: Edition, bag: Bag) -> dict[str, list[Element]]:
    """The elements of each raw node by its source; one that is not XML is a fault."""
    if not edition.report.raw:
        return {}
    found: dict[str, list[Element]] = {}
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    for source in {n["c"][1]: None for n in nodes if n["c"][0] == "openxml"}:
        try:
            found[source] = list(etree.fromstring(f"<raw{OPENING}>{source}</raw>", parser))
        except etree.XMLSyntaxError as error:
            places = (chapter.find(source.strip()) for chapter in edition.report.chapters)
            bag.error(
                "raw-fault",
                f"raw OpenXML cannot be read: {error.msg}",
                next((place for place in places if place), None),
                "close what is opened, and use the prefixes w, r, m, wp, a and pic alone",
            )
    return found
