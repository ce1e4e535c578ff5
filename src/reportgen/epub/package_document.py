"""The package document: what a publication is, which files it has, and in which order.

Source: EPUB 3.3, section 5; the metadata of the article come from its record.
"""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from reportgen.epub.accessibility import Statement
from reportgen.epub.elements import LANG, dc, opf, serialized
from reportgen.epub.resources import MEDIA

PREFIXES = "prism: http://prismstandard.org/namespaces/basic/3.0/"
CERTIFIER = "reportgen"
DOI = "06"
"""What list 5 of ONIX calls a DOI."""


@dataclass(frozen=True)
class Creator:
    """Somebody who made the work; `sorted_name` is as an index has it, "" where it is the same."""

    name: str
    sorted_name: str = ""
    native: str = ""
    native_lang: str = ""
    role: str = "aut"


@dataclass(frozen=True)
class Item:
    """A file of the publication; `properties` are those of its item (EPUB 3.3, 5.6.2)."""

    name: str
    properties: str = ""

    @property
    def id(self) -> str:
        return self.name.replace("/", "-")

    @property
    def media(self) -> str:
        return MEDIA[self.name.rpartition(".")[2]]


@dataclass(frozen=True)
class Particulars:
    """What a publication says of itself; texts are plain, "" where nothing is known.

    `collection` is the journal that it belongs to, `position` its place there, such as `12.2`;
    `prism` are terms of PRISM and their values.
    """

    title: str
    lang: str
    way: str
    modified: datetime
    subtitle: str = ""
    doi: str = ""
    date: str = ""
    publisher: str = ""
    rights: str = ""
    license: str = ""
    description: str = ""
    creators: tuple[Creator, ...] = ()
    subjects: tuple[str, ...] = ()
    collection: str = ""
    issn: str = ""
    position: str = ""
    prism: tuple[tuple[str, str], ...] = ()
    accessibility: tuple[Statement, ...] = field(default_factory=tuple)

    @property
    def identifier(self) -> str:
        """The DOI; where there is none, a name made of what does not change (RFC 9562, 5.5)."""
        if self.doi:
            return f"doi:{self.doi}"
        known = [self.title, self.lang, self.collection, *(one.name for one in self.creators)]
        return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(known)).urn


def document(about: Particulars, items: Sequence[Item], spine: Iterable[str]) -> bytes:
    """The package document of a publication whose pages are read in the order of `spine`."""
    root = opf("package", version="3.0", unique_identifier="id", prefix=PREFIXES)
    root.set(LANG, about.lang)
    root.set("dir", about.way)
    root.append(_metadata(about))
    root.append(
        opf("manifest", *(
            opf("item", id=item.id, href=item.name, media_type=item.media,
                properties=item.properties or None)
            for item in items
        ))
    )  # fmt: skip
    known = {item.name: item.id for item in items}
    order = opf("spine", *(opf("itemref", idref=known[name]) for name in spine))
    order.set("page-progression-direction", about.way)
    root.append(order)
    return serialized(root)


def _metadata(about: Particulars):  # type: ignore[no-untyped-def] # an element
    out = opf("metadata")

    def meta(name: str, value: str, of: str = "", scheme: str | None = None) -> None:
        if value:
            refines = f"#{of}" if of else None
            out.append(opf("meta", value, property=name, refines=refines, scheme=scheme))

    def core(name: str, value: str, place: str | None = None) -> None:
        if value:
            out.append(dc(name, value, id=place))

    core("identifier", about.identifier, "id")
    if about.doi:
        meta("identifier-type", DOI, "id", "onix:codelist5")
    core("title", about.title, "title")
    meta("title-type", "main" if about.subtitle else "", "title")
    core("title", about.subtitle, "subtitle")
    meta("title-type", "subtitle" if about.subtitle else "", "subtitle")
    core("language", about.lang)
    for i, creator in enumerate(about.creators, 1):
        core("creator", creator.name, f"creator-{i}")
        meta("role", creator.role, f"creator-{i}", "marc:relators")
        meta("file-as", creator.sorted_name, f"creator-{i}")
        if creator.native and creator.native_lang:
            meta("alternate-script", creator.native, f"creator-{i}")
            out[-1].set(LANG, creator.native_lang)
    core("date", about.date)
    core("publisher", about.publisher)
    for subject in about.subjects:
        core("subject", subject)
    core("description", about.description)
    core("rights", about.rights)
    meta("dcterms:modified", about.modified.strftime("%Y-%m-%dT%H:%M:%SZ"))
    meta("dcterms:license", about.license)
    if about.collection:
        out.append(opf("meta", about.collection, property="belongs-to-collection", id="journal"))
        meta("collection-type", "series", "journal")
        meta("group-position", about.position, "journal")
        meta("dcterms:identifier", f"urn:issn:{about.issn}" if about.issn else "", "journal")
    for name, value in about.prism:
        meta(f"prism:{name}", value)
    for name, value in about.accessibility:
        if name == "dcterms:conformsTo":
            out.append(opf("meta", value, property=name, id="conforms"))
            meta("a11y:certifiedBy", CERTIFIER, "conforms")
        else:
            meta(name, value)
            if name == "schema:accessibilitySummary":
                out[-1].set(LANG, "en")
    return out
