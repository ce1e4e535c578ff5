"""An OpenDocument text made ready for pandoc, which reads no style names and no citations in it.

OpenDocument 1.3, part 3: `text:p` (5.1.3), reference marks (5.5.12), in which Zotero keeps its
citations, annotations (14.1), tracked changes (5.5).
"""

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from typing import Any

from reportgen.importer.fields import csl
from reportgen.importer.fields.values import Citation
from reportgen.importer.marks import CLOSE, OPEN, PRIVATE, styled
from reportgen.limits import LIMITS, Limits
from reportgen.ooxml import Unreadable, elements
from reportgen.processes import workers
from reportgen.processes.resources import Resources

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
ANEW = "open it in LibreOffice and save it anew"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_APART = (f"{_TEXT}note", f"{_SVG}desc", f"{_SVG}title")
_MADE = ("table-of-content", "illustration-index", "table-index", "bibliography",
         "alphabetical-index", "user-index", "object-index")  # fmt: skip
_FIELDS = ("sequence", "sequence-ref", "note-ref", "date", "time", "chapter", "title", "subject",
           "author-name", "author-initials", "variable-set", "variable-get", "user-field-get",
           "text-input", "placeholder", "expression", "meta-field", "creator")  # fmt: skip
"""Fields whose text pandoc passes over (7)."""
_NAMED = re.compile(
    r"(?i)title|subtitle|authors?|affiliation|date|abstract(?: title)?|keywords|masthead|statement"
    r"|figure|table|illustration|drawing|caption|(?:image|table|figure) caption|bibliography"
    r"|key finding|recommendation|pull quote|epigraph|toc heading|author note"
)


@dataclass
class OpenDocument:
    """A document for pandoc, its pictures, and what was taken out of its text.

    `words` are its words in their order, each with the heading that it stands under.
    """

    data: bytes = b""
    citations: list[Citation] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    generated: list[str] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    comments: list[tuple[str, str, str]] = field(default_factory=list)
    words: list[tuple[str, str]] = field(default_factory=list)


def prepare(data: bytes, limits: Limits = LIMITS) -> OpenDocument:
    """A document made ready; a process of its own does it. Raises ooxml.Unreadable."""
    allowed = Resources(limits.docx_seconds, limits.docx_megabytes, limits.wall_seconds)
    try:
        return workers.run(partial(_prepared, data, limits), allowed)
    except workers.WorkerEnded:
        raise Unreadable("takes too much time or memory to read", ANEW) from None


def _prepared(data: bytes, limits: Limits) -> OpenDocument:
    parts = _parts(data, limits)
    out = OpenDocument()
    if "content.xml" not in parts:
        raise Unreadable("is no OpenDocument text", ANEW)
    root = elements.parse(parts["content.xml"], "content.xml")
    body = root.find(f".//{_OFFICE}text")
    if body is None:
        raise Unreadable("holds no text", ANEW)
    named = _names(root)
    if "styles.xml" in parts:
        named = _names(elements.parse(parts["styles.xml"], "styles.xml")) | named
    _clean(body, out)
    _cite(body, out)
    out.words = [*_words(body)]
    for paragraph in body.iter(f"{_TEXT}p"):
        name = _style(paragraph.get(f"{_TEXT}style-name", ""), named)
        if _NAMED.fullmatch(name) and paragraph.getparent() is not None:
            paragraph.text = styled(name) + (paragraph.text or "")
    from lxml import etree

    parts["content.xml"] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    out.media = {name: one for name, one in parts.items() if name.startswith("Pictures/")}
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name in sorted(parts, key=lambda name: name != "mimetype"):
            file.writestr(zipfile.ZipInfo(name), parts[name])
    out.data = packed.getvalue()
    return out


def _parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The files in a document, within bounds."""
    found: dict[str, bytes] = {}
    left = limits.docx_bytes
    try:
        with zipfile.ZipFile(BytesIO(data)) as file:
            entries = [one for one in file.infolist() if not one.is_dir()]
            if len(entries) > limits.docx_parts:
                raise Unreadable(f"holds more than {limits.docx_parts:,} files", ANEW)
            for entry in entries:
                if entry.flag_bits & 1:
                    raise Unreadable("is encrypted", "save it without a password")
                most = min(left, limits.docx_xml_bytes) if entry.filename.endswith("l") else left
                with file.open(entry) as part:
                    read = part.read(most + 1)
                if len(read) > most:
                    raise Unreadable("holds too much", "divide it, or make its pictures smaller")
                left -= len(read)
                found[entry.filename] = read
    # NotImplementedError is what zipfile raises for a compression that it does not know.
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError):
        raise Unreadable("is no OpenDocument text, or cut off or damaged", ANEW) from None
    if b"encryption-data" in found.get("META-INF/manifest.xml", b""):
        raise Unreadable("is encrypted", "save it without a password")
    return found


def _names(root: Any) -> dict[str, tuple[str, str]]:
    """The name that people see of each style, and the style that it is made of."""
    return {
        one.get(f"{_STYLE}name", ""): (
            one.get(f"{_STYLE}display-name", ""), one.get(f"{_STYLE}parent-style-name", "")
        )
        for one in root.iter(f"{_STYLE}style")
    }  # fmt: skip


def _style(name: str, named: dict[str, tuple[str, str]]) -> str:
    """The first name that people see, of a style or of those that it is made of."""
    for _ in range(5):
        shown, parent = named.get(name, ("", ""))
        plain = shown or re.sub(r"_([0-9a-f]{2})_", lambda m: chr(int(m[1], 16)), name)
        if shown or not re.fullmatch(r"P\d+", name):
            return plain
        name = parent
    return ""


def _clean(body: Any, out: OpenDocument) -> None:
    """Take deleted text, annotations and what a program had made out of a text."""
    for element in list(body.iter(f"{_TEXT}t", f"{_TEXT}span", f"{_TEXT}p", f"{_TEXT}h")):
        element.text = PRIVATE.sub("", element.text) if element.text else element.text
    for element in body.iter(*(f"{_TEXT}{name}" for name in _FIELDS)):
        element.tag = f"{_TEXT}span"
        element.attrib.clear()
    for element in list(body.iter(f"{_OFFICE}annotation")):
        author, day = (element.findtext(f"{_DC}{name}") or "" for name in ("creator", "date"))
        words = " ".join("".join(p.itertext()) for p in element.iter(f"{_TEXT}p"))
        out.comments.append((author, day[:10], words))
        _take_out(element)
    for element in list(body.iter(f"{_TEXT}tracked-changes")):
        _take_out(element)
    for element in list(body.iter(*(f"{_TEXT}{name}" for name in _MADE))):
        lines = ("".join(p.itertext()).strip() for p in element.iter(f"{_TEXT}p"))
        out.generated += [line for line in lines if line]
        _take_out(element)


def _cite(body: Any, out: OpenDocument) -> None:
    """Put a mark in the place of each of Zotero's citations within one paragraph."""
    for start in list(body.iter(f"{_TEXT}reference-mark-start")):
        name = start.get(f"{_TEXT}name", "")
        if "CSL_CITATION" not in name:
            continue
        between = []
        for one in start.itersiblings():
            if one.tag == f"{_TEXT}reference-mark-end" and one.get(f"{_TEXT}name") == name:
                break
            between.append(one)
        else:
            continue
        shown = (start.tail or "") + "".join(
            "".join(one.itertext()) + (one.tail or "") for one in between
        )
        found = csl.read(name, shown, "Zotero")
        if found is None or not found.items or found.missing:
            out.unread.append(shown)
            continue
        start.tail = f"{OPEN}{len(out.citations)}{CLOSE}"
        out.citations.append(found)
        for one in between:
            one.tail = None
            _take_out(one)


def _words(body: Any) -> list[tuple[str, str]]:
    """The words of a text, each with its place; a citation's mark is none."""
    place = "before the first heading"
    found: list[tuple[str, str]] = []
    for block in body.iter(f"{_TEXT}p", f"{_TEXT}h"):
        text = re.sub(f"{OPEN}\\d+{CLOSE}", " ", _own_text(block))
        if block.tag == f"{_TEXT}h":
            place = f"under “{' '.join(text.split())[:60]}”"
        found.append((text, place))
    return found


def _own_text(block: Any) -> str:
    """The text of a paragraph without that of paragraphs in it, as those of notes."""
    out = block.text or ""
    for one in block:
        if one.tag in (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"):
            out += " "
        elif one.tag not in _APART and not any(True for _ in one.iter(f"{_TEXT}p")):
            out += _own_text(one)
        out += one.tail or ""
    return out


def _take_out(element: Any) -> None:
    """Take an element out, and leave the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)
