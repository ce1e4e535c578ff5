"""A Word document as a package of parts (ISO/IEC 29500-2): opened within bounds.

Nothing is written, and no relationship is followed out of the file.
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote

from reportgen.limits import Limits
from reportgen.ooxml import elements
from reportgen.ooxml.model import Unreadable

AS_DOCX = "save it as a Word document (.docx)"
ANEW = "save it anew as a Word document (.docx)"
KINDS = {
    b"%PDF": ("is a PDF, not a Word document", "give the Word document that it was made from"),
    b"{\\rtf": ("is an RTF file, not a Word document (.docx)", f"open it in Word and {AS_DOCX}"),
    b"<?xml": ("is an XML file, not a Word document (.docx)", f"open it in Word and {AS_DOCX}"),
    b"<!DOC": ("is a web page, not a Word document (.docx)", f"open it in Word and {AS_DOCX}"),
    b"<html": ("is a web page, not a Word document (.docx)", f"open it in Word and {AS_DOCX}"),
}
"""What other files begin with."""
DAMAGE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OverflowError, RuntimeError,
    struct.error,
)  # fmt: skip
"""What `zipfile` raises for a file that is damaged or packed in a way that it does not know."""
MAIN = "wordprocessingml", "ms-word.document", "ms-word.template"
"""What the content types of a Word document's main part hold."""

Relations = dict[str, tuple[str, str, bool]]
"""What a part is related to, by id: type (its last segment), target, whether that is outside."""


@dataclass
class Package:
    """The parts of a Word document by name, as far as they are asked for.

    `types` are their content types by lower-case name; names are as case-blind (Part 2, 6.2.2.3).
    """

    file: zipfile.ZipFile
    limits: Limits
    names: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, Relations] = field(default_factory=dict)
    left: int = 0
    xml_left: int = 0

    def data(self, name: str, is_xml: bool = False) -> bytes | None:
        """A part's bytes; None where there is no such part. Raises Unreadable."""
        known = self.names.get(name.lower())
        if known is None:
            return None
        short = is_xml and self.xml_left < self.left
        most = self.xml_left if short else self.left
        try:
            with self.file.open(known) as part:
                data = part.read(most + 1)
        except (*DAMAGE, zlib.error, EOFError, OSError) as error:
            raise Unreadable(f"is damaged: `{name}` cannot be unpacked ({error})", ANEW) from None
        if len(data) > most:
            bound = self.limits.docx_xml_bytes if short else self.limits.docx_bytes
            raise Unreadable(
                f"holds more than {bound / 1e6:.4g} MB of {'text' if short else 'files'}",
                "divide it, or make its pictures smaller",
            )
        self.left -= len(data)
        self.xml_left -= len(data) if is_xml else 0
        return data

    def tree(self, name: str) -> Any:
        """A part's root element; None where there is no such part. Raises Unreadable."""
        data = self.data(name, is_xml=True)
        return None if data is None else elements.parse(data, name)

    def related(self, part: str) -> Relations:
        """What a part is related to; targets inside are names of parts. Raises Unreadable."""
        if part not in self.relations:
            self.relations[part] = self._related(part)
        return self.relations[part]

    def _related(self, part: str) -> Relations:
        folder = dirname(part)
        root = self.tree(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
        found: Relations = {}
        for element in root if root is not None else ():
            if not isinstance(element.tag, str):
                continue
            kind = str(element.get("Type", "")).rpartition("/")[2]
            target = str(element.get("Target", ""))
            outside = element.get("TargetMode") == "External"
            if not outside:
                target = normpath(join("/", folder, unquote(target.partition("#")[0]))).lstrip("/")
            found[str(element.get("Id", ""))] = (kind, target, outside)
        return found


def opened(data: bytes, limits: Limits) -> Package:
    """The package that a file is. Raises Unreadable for what is no Word document."""
    if not data.startswith(b"PK"):
        raise Unreadable(*_other(data))
    try:
        file = zipfile.ZipFile(BytesIO(data))
        entries = file.infolist()
    except DAMAGE:
        raise Unreadable("is cut off or damaged", "send or save it anew") from None
    if len(entries) > limits.docx_parts:
        raise Unreadable(f"holds more than {limits.docx_parts:,} files", ANEW)
    package = Package(file, limits, left=limits.docx_bytes, xml_left=limits.docx_xml_bytes)
    for entry in entries:
        name = entry.filename.replace("\\", "/").lstrip("/")
        if ".." in name.split("/") or ":" in name:
            raise Unreadable(f"holds `{name[:80]}`, which leads out of it", ANEW)
        if entry.flag_bits & 1:
            raise Unreadable("is encrypted", "take its password off in Word")
        if name.lower() in package.names:
            raise Unreadable(f"holds `{name[:80]}` twice", ANEW)
        package.names[name.lower()] = entry.filename
    _types(package)
    return package


def main_part(package: Package) -> str:
    """The name of the part that holds the text. Raises Unreadable where there is none."""
    found = [t for kind, t, out in package.related("").values() if kind == "officeDocument"]
    name = next((target for target in found if target.lower() in package.names), "")
    kind = package.types.get(name.lower(), "")
    if name and any(word in kind.lower() for word in MAIN):
        return name
    if "mimetype" in package.names and "opendocument" in str(package.data("mimetype")):
        raise Unreadable(
            "is an OpenDocument file, not a Word document (.docx)", f"open it and {AS_DOCX}"
        )
    if "spreadsheet" in kind or "presentation" in kind:
        raise Unreadable(
            f"is a {'table' if 'spreadsheet' in kind else 'presentation'}, not a Word document",
            "give the Word document",
        )
    raise Unreadable("is no Word document", AS_DOCX)


def _types(package: Package) -> None:
    root = package.tree("[Content_Types].xml")
    if root is None:
        return
    suffixes: dict[str, str] = {}
    for element in root:
        kind = str(element.get("ContentType", ""))
        if element.get("Extension") is not None:
            suffixes[str(element.get("Extension")).lower()] = kind
        if element.get("PartName") is not None:
            package.types[str(element.get("PartName")).lstrip("/").lower()] = kind
    for name in package.names:
        if name not in package.types:
            package.types[name] = suffixes.get(name.rpartition(".")[2], "")


def _other(data: bytes) -> tuple[str, str]:
    """What a file is that is no zip, and what to do."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):  # [MS-CFB]; names of streams are in UTF-16
        if "EncryptedPackage".encode("utf-16-le") in data:
            return "is encrypted", "take its password off in Word"
        return "is in Word's old format (.doc)", f"open it in Word and {AS_DOCX}"
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    for start, said in KINDS.items():
        if head[: len(start)].lower() == start.lower():
            return said
    if not data:
        return "is empty", "send or save it anew"
    return "is no Word document", f"open it in the program that wrote it and {AS_DOCX}"
