"""Properties of a document, and the XML that programs keep in it (ISO/IEC 29500-2, 8)."""

from reportgen.ooxml.package import Package
from reportgen.ooxml.words import plain

LONGEST = 100_000
"""How many characters of a property are read."""


def core(package: Package) -> dict[str, str]:
    """The core properties by local name; those without a value are left out."""
    found: dict[str, str] = {}
    for kind, target, outside in package.related("").values():
        root = package.tree(target) if kind == "core-properties" and not outside else None
        for element in root if root is not None else ():
            text = plain((element.text or "").strip())[0]
            if isinstance(element.tag, str) and text:
                found[element.tag.rpartition("}")[2]] = text[:LONGEST]
    return found


def custom(package: Package) -> dict[str, str]:
    """The properties that a user or a program has added, by name."""
    found: dict[str, str] = {}
    for kind, target, outside in package.related("").values():
        wanted = kind in ("custom-properties", "customProperties") and not outside
        root = package.tree(target) if wanted else None
        for element in root if root is not None else ():
            name = str(element.get("name", "")) if isinstance(element.tag, str) else ""
            if name:
                found[name] = "".join(element.itertext()).strip()[:LONGEST]
    return found


def custom_parts(package: Package, main: str) -> dict[str, bytes]:
    """The XML of programs (ISO/IEC 29500-1, 15.2.4, 22.5), by the names of its parts."""
    found: dict[str, bytes] = {}
    for part in ("", main):
        for kind, target, outside in package.related(part).values():
            if kind == "customXml" and not outside and target not in found:
                data = package.data(target, is_xml=True)
                if data is not None:
                    found[target] = data
    return found
