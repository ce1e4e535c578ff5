"""A Word document -> the same one as pandoc can read all of it, and what was taken out.

Deleted text goes, citation fields become marks in the text, tables of contents and bibliographies
that a program wrote go, cross-references become links. Nothing is fetched.
"""

import re
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reportgen.importer.fields import csl, endnote, word_sources
from reportgen.importer.fields.values import Citation
from reportgen.importer.marks import CLOSE, OPEN, PRIVATE
from reportgen.importer.word import bookmarks, boxes, looks, package, spans
from reportgen.importer.word.package import W
from reportgen.limits import LIMITS, Limits
from reportgen.ooxml import Unreadable
from reportgen.ooxml.package import ANEW
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.registries.work import Work

TEXTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_BIBLIOGRAPHY = re.compile(r"ZOTERO_BIBL|CSL_BIBLIOGRAPHY|EN\.REFLIST|^\s*BIBLIOGRAPHY\b")


@dataclass
class Prepared:
    """A document for pandoc, and what its fields and properties say.

    `citations` by the number in their mark; `generated` are the lines that a program had made.
    """

    data: bytes = b""
    citations: list[Citation] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    generated: list[str] = field(default_factory=list)
    typed_headings: list[str] = field(default_factory=list)
    language: str = ""


def prepare(data: bytes, limits: Limits = LIMITS) -> Prepared:
    """A document made ready; a process of its own does it. Raises ooxml.Unreadable."""
    allowed = Resources(limits.docx_seconds, limits.docx_megabytes, limits.wall_seconds)
    try:
        return workers.run(partial(_prepared, data, limits), allowed)
    except workers.WorkerEnded:
        raise Unreadable("takes too much time or memory to read", ANEW) from None


def _prepared(data: bytes, limits: Limits) -> Prepared:
    parts = package.parts(data, limits)
    out = Prepared(language=_language(parts))
    known = word_sources.works(
        text for name, text in parts.items() if name.startswith("customXml/item")
    )
    marked = bookmarks.instructions(parts)
    for name in TEXTS:
        if name in parts:
            root = package.parse(parts[name], name)
            _clean(root)
            boxes.part_runs(root)
            boxes.widen_grids(root)
            boxes.take_out(root)
            _controls(root, out)
            for span in bookmarks.fields(root, marked):
                if "CSL_CITATION" in span.code:
                    _set(span, csl.read(span.code, span.text, "Zotero"), out)
            _take_fields(root, known, out)
            if name == TEXTS[0]:
                out.typed_headings = looks.mark(root, parts)
            parts[name] = package.written(root)
    out.data = package.packed(parts)
    return out


def _clean(root: Any) -> None:
    """Take away what was deleted or moved from here, and signs that could be taken for marks."""
    for tag in ("del", "moveFrom"):
        for element in list(root.iter(f"{W}{tag}")):
            parent = element.getparent()
            if parent is not None and parent.tag not in (f"{W}rPr", f"{W}trPr", f"{W}ctrlPr"):
                parent.remove(element)
    for element in root.iter(f"{W}t"):
        if element.text:
            element.text = PRIVATE.sub("", element.text)


def _controls(root: Any, out: Prepared) -> None:
    """Content controls: a table of contents goes, a citation of Mendeley Cite becomes a mark."""
    for control in list(root.iter(f"{W}sdt")):
        properties = control.find(f"{W}sdtPr")
        if properties is None or control.getparent() is None:
            continue
        tag = properties.find(f"{W}tag")
        named = tag.get(f"{W}val", "") if tag is not None else ""
        gallery = properties.find(f"{W}docPartObj/{W}docPartGallery")
        kind = gallery.get(f"{W}val", "") if gallery is not None else ""
        runs = [node for run in control.iter(f"{W}r") for node in run if node.tag != f"{W}rPr"]
        if kind == "Table of Contents":
            out.generated += _lines(control)
            _remove(control)
        elif named.startswith(csl.CONTROL):
            found = csl.read_control(named, spans.words(runs))
            _set(spans.FieldSpan(own=runs, shown=runs), found, out)
        elif named.startswith("MENDELEY_BIBLIOGRAPHY"):
            out.generated += _lines(control)
            _remove(control)


def _take_fields(root: Any, known: dict[str, Work], out: Prepared) -> None:
    for span in spans.fields(root):
        code, kind = span.code.strip(), span.kind
        if "CSL_CITATION" in code:
            _set(span, csl.read(code, span.text, "Zotero" if "ZOTERO" in code else "Mendeley"), out)
        elif code.startswith("ADDIN EN.CITE.DATA"):
            if span.outer is not None:
                span.outer.data = span.outer.data or span.data
        elif code.startswith("ADDIN EN.CITE"):
            typed = code if "<EndNote>" in code else span.data
            _set(span, endnote.read(typed, span.text), out)
        elif kind == "CITATION":
            _set(span, word_sources.read(code, span.text, known), out)
        elif _BIBLIOGRAPHY.search(code) or kind in ("TOC", "INDEX"):
            out.generated += _shown_lines(span)
            spans.replace(span, "")
        elif kind == "REF" and len(code.split()) > 1:
            _link(span, code.split()[1])


def _set(span: spans.FieldSpan, found: Citation | None, out: Prepared) -> None:
    """Put a mark in the place of a citation; one that says nothing of its sources stays typed."""
    if found is None or not found.items or found.missing:
        out.unread.append(span.text)
        return
    before = " " if span.text[:1].isspace() else ""
    behind = " " if span.text[-1:].isspace() else ""
    spans.replace(span, f"{before}{OPEN}{len(out.citations)}{CLOSE}{behind}")
    out.citations.append(found)


def _link(span: spans.FieldSpan, bookmark: str) -> None:
    """Make a cross-reference a link to its bookmark, where it is a part of one paragraph."""
    from lxml import etree

    runs = list(dict.fromkeys(element.getparent() for element in span.shown))
    parents = {run.getparent() for run in runs if run is not None}
    if len(parents) != 1 or (parent := parents.pop()) is None or parent.tag != f"{W}p":
        return
    new = etree.Element(f"{W}hyperlink", {f"{W}anchor": bookmark})
    runs[0].addprevious(new)
    for run in runs:
        new.append(run)
    for element in span.own:
        if element.tag in (f"{W}fldChar", f"{W}instrText") and element.getparent() is not None:
            element.getparent().remove(element)


def _shown_lines(span: spans.FieldSpan) -> list[str]:
    """What a field of several paragraphs shows, a line each."""
    lines: dict[Any, list[Any]] = {}
    for element in span.shown:
        home = next(element.iterancestors(f"{W}p"), None)
        lines.setdefault(home, []).append(element)
    return [text for found in lines.values() if (text := spans.words(found).strip())]


def _lines(element: Any) -> list[str]:
    found = (spans.words(list(paragraph.iter())) for paragraph in element.iter(f"{W}p"))
    return [text for line in found if (text := line.strip())]


def _remove(element: Any) -> None:
    """Take an element away, and not what stands behind it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _language(parts: dict[str, bytes]) -> str:
    """The language of the text as the styles have it (17.7.5.1), a BCP 47 tag; or empty."""
    found = re.search(
        rb'<w:lang\b[^>]*?w:val="([A-Za-z-]{2,12})"', parts.get("word/styles.xml", b"")
    )
    return found[1].decode() if found else ""
