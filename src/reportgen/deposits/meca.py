"""MECA packages, in which manuscripts go from one system to another.

ANSI/NISO Z39.106-2020 (Manuscript Exchange Common Approach), version 1.0: a zip archive with a
manifest of its files, and with whence it comes and where it goes.
"""

from pathlib import PurePosixPath

from lxml import etree

from reportgen.deposits.archives import PDF, XML, archive, file_of
from reportgen.deposits.xml_text import child, document, optional
from reportgen.metadata.issue import Article

_MANIFEST = "https://manuscriptexchange.org/schema/manifest"
_TRANSFER = "https://manuscriptexchange.org/schema/transfer"
_XLINK = "http://www.w3.org/1999/xlink"
_TYPES = {
    ".xml": "application/xml", ".pdf": "application/pdf", ".png": "image/png",
    ".jpg": "image/jpeg", ".svg": "image/svg+xml", ".gif": "image/gif",
}  # fmt: skip


def package(article: Article, destination: str = "") -> bytes | None:
    """The package of an article; None where it has no JATS.

    `destination` is the title of the publication that it goes to, the article's own journal where
    none is named.
    """
    xml, pdf = file_of(article, XML), file_of(article, PDF)
    if not xml:
        return None
    listed = [("article-metadata", "article.xml", xml)]
    if pdf:
        listed.append(("manuscript", "article.pdf", pdf))
    listed += [("figure", name, data) for name, data in sorted(article.images.items())]
    listed.append(("transfer-metadata", "transfer.xml", _transfer(article, destination)))
    files = {name: data for _, name, data in listed}
    return archive({"manifest.xml": _manifest([(kind, name) for kind, name, _ in listed]), **files})


def _manifest(listed: list[tuple[str, str]]) -> bytes:
    spaces = {None: _MANIFEST, "xlink": _XLINK}
    root = etree.Element(f"{{{_MANIFEST}}}manifest", nsmap=spaces)  # type: ignore[arg-type]
    root.set("manifest-version", "1.0")
    for number, (kind, name) in enumerate(listed, 1):
        item = child(root, "item", id=f"item-{number}")
        item.set("item-type", kind)
        instance = child(item, "instance")
        instance.set(f"{{{_XLINK}}}href", name)
        instance.set(
            "media-type", _TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
        )
    return document(
        root,
        '<!DOCTYPE manifest PUBLIC "-//MECA//DTD Manifest v1.0//en" '
        '"https://meca.zip/manifest-1.0.dtd">',
    )


def _transfer(article: Article, destination: str) -> bytes:
    journal = article.record.front.journal
    spaces = {None: _TRANSFER}
    root = etree.Element(f"{{{_TRANSFER}}}transfer", nsmap=spaces)  # type: ignore[arg-type]
    root.set("transfer-version", "1.0")
    source = child(root, "transfer-source")
    if journal.publisher or journal.depositor:
        provider = child(source, "service-provider")
        optional(provider, "provider-name", journal.publisher)
        if journal.depositor and journal.depositor.email:
            child(child(provider, "contact"), "email", journal.depositor.email)
    _publication(source, journal.title or "")
    target = child(root, "destination")
    child(target, "service-provider")
    _publication(target, destination or journal.title or "")
    return document(
        root,
        '<!DOCTYPE transfer PUBLIC "-//MECA//DTD Transfer v1.0//en" '
        '"https://meca.zip/transfer-1.0.dtd">',
    )


def _publication(parent: etree._Element, title: str) -> None:
    child(child(parent, "publication", type="journal"), "publication-title", title)
