"""Packages for PubMed Central: an article's JATS, its PDF and its pictures, named after its place.

The names are those of PMC's naming and delivery specifications
(https://pmc.ncbi.nlm.nih.gov/pub/filespec-delivery): journal, volume, issue and a number of the
article, then `-g001` and so on for pictures. PMC takes no drawings, so that of a drawing its pixels
alone are there.
"""

import re

from lxml import etree

from reportgen.deposits.archives import PDF, XML, archive, file_of
from reportgen.metadata.issue import Article

_HREF = "{http://www.w3.org/1999/xlink}href"
_DRAWING = ".svg"


def stem(article: Article) -> str:
    """What the files of an article's package are called, without their suffixes."""
    front, journal = article.record.front, article.record.front.journal
    issns = [number for _, number in journal.issns]
    names = (journal.id, journal.nlm_ta, journal.abbreviation, *issns, journal.title)
    name = next((found for one in names if (found := _plain(one or ""))), "article")
    first = str(article.first or "") or article.record.pages[0]
    place = journal.article_number or first or (front.doi or "").rpartition("/")[2]
    parts = (name, journal.volume or "", journal.issue or "", place or article.slug)
    return "-".join(found for part in parts if (found := _plain(part)))


def package(article: Article, base: str) -> bytes | None:
    """The package of an article, whose files are called `base`; None where it has no JATS."""
    xml, pdf = file_of(article, XML), file_of(article, PDF)
    if not xml:
        return None
    pictures = [name for name in sorted(article.images) if not name.endswith(_DRAWING)]
    names = {
        name: f"{base}-g{number:03}.{name.rpartition('.')[2].lower()}"
        for number, name in enumerate(pictures, 1)
    }
    files = {f"{base}.xml": _renamed(xml, names, {*article.images} - {*pictures})}
    if pdf:
        files[f"{base}.pdf"] = pdf
    return archive(files | {names[name]: article.images[name] for name in pictures})


def _renamed(xml: bytes, names: dict[str, str], drawings: set[str]) -> bytes:
    """JATS that calls its pictures by other names, without its drawings."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    tree = etree.fromstring(xml, parser).getroottree()
    for element in list(tree.iter(etree.Element)):
        href = element.get(_HREF, "")
        if href in names:
            element.set(_HREF, names[href])
        elif href in drawings and (parent := element.getparent()) is not None:
            _remove(parent, element)
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _remove(parent: etree._Element, element: etree._Element) -> None:
    """Take an element away, and leave the text behind it."""
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _plain(text: str) -> str:
    """The letters and digits of a text that names of files may hold, in lower case."""
    return re.sub(r"[^a-z0-9]+", "", text.lower())
