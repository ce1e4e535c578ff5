"""The parts -> one file: a zip whose bytes depend on its contents alone (ISO 29500-2)."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from reportgen.word.document_context import Part
from reportgen.word.elements import OFFICE, Element, Maker, serialized

MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
OPEN = "application/vnd.openxmlformats"
TYPES = {
    "word/document": f"{MAIN}.document.main+xml",
    "word/styles": f"{MAIN}.styles+xml",
    "word/settings": f"{MAIN}.settings+xml",
    "word/numbering": f"{MAIN}.numbering+xml",
    "word/fontTable": f"{MAIN}.fontTable+xml",
    "word/comments": f"{MAIN}.comments+xml",
    "word/commentsExtended": f"{MAIN}.commentsExtended+xml",
    "word/footnotes": f"{MAIN}.footnotes+xml",
    "word/endnotes": f"{MAIN}.endnotes+xml",
    "word/theme/theme1": f"{OPEN}-officedocument.theme+xml",
    "word/header": f"{MAIN}.header+xml",
    "word/footer": f"{MAIN}.footer+xml",
    "docProps/core": f"{OPEN}-package.core-properties+xml",
    "docProps/app": f"{OPEN}-officedocument.extended-properties+xml",
    "docProps/custom": f"{OPEN}-officedocument.custom-properties+xml",
}
"""The content type of a part, by its name up to its suffix or a hyphen."""
SUFFIXES = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "svg": "image/svg+xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}
types = Maker(f"{OFFICE}/package/2006/content-types")


def pack(parts: Mapping[str, Element | bytes]) -> bytes:
    """A package of parts by their names, the list of their types first."""
    listed = [("[Content_Types].xml", _content_types(parts)), *sorted(parts.items())]
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED, compresslevel=9) as package:
        for name, part in listed:
            info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, part if isinstance(part, bytes) else serialized(part))
    return out.getvalue()


def relationships(owners: Mapping[str, Part], names: list[str]) -> dict[str, Element]:
    """The parts that say what belongs to what: of the package, and of parts in `word/`."""
    package = Part()
    package.relate("officeDocument", "word/document.xml")
    package.relate("extended-properties", "docProps/app.xml")
    if "docProps/custom.xml" in names:
        package.relate("custom-properties", "docProps/custom.xml")
    core = (
        f"{OFFICE}/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml",
        False,
    )
    package.related[core] = "rId9"
    related = {f"word/_rels/{name}.xml.rels": part for name, part in owners.items() if part.related}
    return {
        name: part.relationships() for name, part in {"_rels/.rels": package, **related}.items()
    }


def _content_types(parts: Mapping[str, Element | bytes]) -> Element:
    listed = types("Types")
    for suffix in sorted({"rels", "xml", *(name.rpartition(".")[2] for name in parts)}):
        listed.append(types("Default", Extension=suffix, ContentType=SUFFIXES[suffix]))
    for name in sorted(parts):
        stem = name.removesuffix(".xml").partition("-")[0]
        if stem in TYPES and name.endswith(".xml"):
            listed.append(types("Override", PartName=f"/{name}", ContentType=TYPES[stem]))
    return listed
