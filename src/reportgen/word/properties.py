"""What the document says of itself: docProps/core.xml, app.xml and custom.xml."""

from typing import Any

from lxml import etree

from reportgen import editions, metadata
from reportgen._version import __version__
from reportgen.tree.nodes import plain_text
from reportgen.word import zotero
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import OFFICE, Element, Maker

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
NAMESPACES = {
    "cp": CORE,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
CUSTOM = f"{OFFICE}/officeDocument/2006/custom-properties"
TYPES = f"{OFFICE}/officeDocument/2006/docPropsVTypes"
CUSTOM_SET = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""The set that custom properties belong to (ISO 29500-1, 22.3.2.2); they are counted from 2."""
cp, dc = Maker(CORE, "cp"), Maker(NAMESPACES["dc"], "dc")
dcterms = Maker(NAMESPACES["dcterms"], "dcterms")
app = Maker(f"{OFFICE}/officeDocument/2006/extended-properties")
custom, vt = Maker(CUSTOM), Maker(TYPES, "vt")


def properties(context: DocumentContext) -> dict[str, Element]:
    """The parts by their names.

    The custom properties say of which sources, by which version, and as which edition it was made:
    by them an edited document is known again.
    """
    front = context.edition.report.front
    parts = {
        "docProps/core.xml": _core(context),
        "docProps/app.xml": app(
            "Properties",
            app("Application", "reportgen"),
            app("Company", front.journal.publisher or ""),
        ),
    }
    journal, record = front.journal, metadata.record_of(context.edition)
    values = {
        "DOI": front.doi,
        "Journal": journal.title,
        "ISSN": ", ".join(number for _, number in journal.issns),
        "Volume": journal.volume,
        "Issue": journal.issue,
        "Version": front.version,
        "Pages": "–".join(dict.fromkeys(page for page in record.pages if page)),
        "Article number": journal.article_number,
        "URL": record.address,
        "License": front.license.url if front.license else None,
    }
    made = {
        "reportgen.source": editions.identity(context.edition),
        "reportgen.version": __version__,
        "reportgen.edition": context.edition.name,
    }
    known = {name: value for name, value in {**values, **made}.items() if value}
    parts["docProps/custom.xml"] = _custom({**known, **zotero.preferences(context)})
    return parts


def _core(context: DocumentContext) -> Element:
    """Title, authors and the like; when it was made is never read from the clock."""
    report = context.edition.report
    front = report.front
    summary = plain_text(report.prose.get("abstract", []))
    moment = report.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    kind = {f"{{{NAMESPACES['xsi']}}}type": "dcterms:W3CDTF"}
    part = etree.Element(cp.name("coreProperties"), None, NAMESPACES)
    part.extend(
        [
            dc("title", _title(context)),
            dc("creator", "; ".join(a.name for a in front.authors)),
            cp("keywords", "; ".join(front.keywords)),
            *([dc("description", summary)] if summary else []),
            dc("language", context.lang),
            *([dc("identifier", f"doi:{front.doi}")] if front.doi else []),
            *([cp("contentStatus", "Draft")] if report.draft else []),
            *([cp("version", front.version)] if front.version else []),
            *(dcterms(name, kind, moment) for name in ("created", "modified")),
        ]
    )
    return part


def _title(context: DocumentContext) -> str:
    title = context.first_page.title
    if context.first_page.retracted:
        title = f"{context.words['retracted']} {title}"
    draft = context.edition.report.draft
    return f"{context.words['draft']}: {title}" if draft else title


def _custom(values: dict[str, str]) -> Element:
    spaces: Any = {None: CUSTOM, "vt": TYPES}
    part = etree.Element(custom.name("Properties"), None, spaces)
    for i, (name, value) in enumerate(values.items(), 2):
        held = vt("lpwstr", value)
        part.append(custom("property", held, fmtid=CUSTOM_SET, pid=i, name=name))
    return part
