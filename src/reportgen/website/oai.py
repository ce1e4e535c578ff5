"""A journal's records as an OAI-PMH static repository, which a gateway serves to harvesters.

Specification for an OAI Static Repository and an OAI Static Repository Gateway, version 2.0; the
records are in unqualified Dublin Core (`oai_dc`).
"""

from collections.abc import Iterator

from lxml import etree

from reportgen.metadata import rights
from reportgen.website import addresses
from reportgen.website.entries import Entry, clean
from reportgen.website.feeds import named
from reportgen.website.listings import Entries
from reportgen.website.plan import PlacedArticle, Site
from reportgen.website.xml_elements import Maker, written

FILE = "oai.xml"
OAI = "http://www.openarchives.org/OAI/2.0/"
STATIC = "http://www.openarchives.org/OAI/2.0/static-repository"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
LOCATION = f"{{{XSI}}}schemaLocation"


def repository(site: Site, entries: Entries, mail: str) -> bytes:
    """The repository. The site has to have an address, articles with days, and someone to ask."""
    static = Maker(STATIC, {None: STATIC, "oai": OAI, "xsi": XSI})
    oai = Maker(OAI, {"oai": OAI})
    days = sorted(_day(item) for item in entries.values() if item.iso)
    identity = static(
        "Identify",
        oai("repositoryName", clean(site.title)),
        oai("baseURL", addresses.absolute(site.base, FILE)),
        oai("protocolVersion", "2.0"),
        oai("adminEmail", mail),
        oai("earliestDatestamp", days[0]),
        oai("deletedRecord", "no"),
        oai("granularity", "YYYY-MM-DD"),
    )
    known = oai(
        "metadataFormat",
        oai("metadataPrefix", "oai_dc"),
        oai("schema", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"),
        oai("metadataNamespace", OAI_DC),
    )
    records = [
        _record(site, oai, placed, entries[placed.path])
        for _, placed in site.articles()
        if entries[placed.path].iso
    ]
    listed = static("ListRecords", *records, metadataPrefix="oai_dc")
    whole = static("Repository", identity, static("ListMetadataFormats", known), listed)
    whole.set(LOCATION, f"{STATIC} http://www.openarchives.org/OAI/2.0/static-repository.xsd")
    return written(whole)


def _record(site: Site, oai: Maker, placed: PlacedArticle, item: Entry) -> etree._Element:
    space = Maker(OAI_DC, {"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    dc = Maker(DC, {"dc": DC})
    described = [dc(name, text) for name, text in _described(site, placed, item) if text]
    core = space("dc", *described)
    core.set(LOCATION, f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    host = site.base.split("/")[2].partition(":")[0]
    header = oai(
        "header",
        oai("identifier", f"oai:{host}:{addresses.linked(placed.folder)}"),
        oai("datestamp", _day(item)),
    )
    return oai("record", header, oai("metadata", core))


def _described(site: Site, placed: PlacedArticle, item: Entry) -> Iterator[tuple[str, str]]:
    front = placed.article.record.front
    yield "title", named(item)
    for author in item.authors:
        yield "creator", author.text
    for subject in item.subjects:
        yield "subject", subject.text
    yield "description", item.abstract
    yield "publisher", clean(site.journal.publisher or "")
    yield "date", item.iso
    yield "type", "Text"
    yield "format", "text/html"
    yield "identifier", addresses.absolute(site.base, item.path)
    yield "identifier", item.doi
    yield "source", ", ".join(p for p in (clean(site.title), item.issue_name, item.pages) if p)
    yield "language", item.lang
    yield "rights", clean(rights(front))


def _day(item: Entry) -> str:
    """The day of a record's last change."""
    return f"{item.changed}{'-01-01'[len(item.changed) - 4 :]}"
