"""Fields in a part of a Word document: where they begin and end, what they say and show.

ISO/IEC 29500-1, 17.16.18 (`w:fldChar`) and 17.16.19 (`w:fldSimple`).
"""

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.importer.word.package import W

MOST = 50
"""How deep fields may nest."""


@dataclass
class FieldSpan:
    """A field: its instruction, the data beside it, and the elements of its runs.

    `own` are the contents of runs that are the field, from its first to its last; `shown` those of
    them that are its result.
    """

    code: str = ""
    data: str = ""
    own: list[Any] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)
    separated: bool = False
    outer: "FieldSpan | None" = None

    @property
    def text(self) -> str:
        """What it shows."""
        return words(self.shown)

    @property
    def kind(self) -> str:
        """The first word of its instruction, in capitals."""
        return (self.code.split() or [""])[0].upper()


def fields(root: Any) -> Iterator[FieldSpan]:
    """The fields of a part in the order of their ends, so that inner ones come first.

    A field that has no end in the part is left out: its runs stay as they are.
    """
    open_fields: list[FieldSpan] = []
    for element in root.iter():
        name = element.tag
        if name == f"{W}fldSimple":
            inner = [node for run in element.iter(f"{W}r") for node in run if _is_content(node)]
            yield FieldSpan(element.get(f"{W}instr", ""), own=inner, shown=inner)
            continue
        parent = element.getparent()
        if parent is None or parent.tag != f"{W}r":
            continue
        if name == f"{W}fldChar":
            kind = element.get(f"{W}fldCharType")
            if kind == "begin":
                if len(open_fields) > MOST:
                    return
                new = FieldSpan(data=_data(element), outer=open_fields[-1] if open_fields else None)
                open_fields.append(new)
            for one in open_fields:
                one.own.append(element)
            if kind == "separate" and open_fields:
                open_fields[-1].separated = True
            elif kind == "end" and open_fields:
                yield open_fields.pop()
            continue
        if name in (f"{W}instrText", f"{W}delInstrText") and open_fields:
            open_fields[-1].code += element.text or ""
        if _is_content(element):
            for one in open_fields:
                one.own.append(element)
                if one.separated:
                    one.shown.append(element)


def _is_content(element: Any) -> bool:
    return bool(element.tag != f"{W}rPr")


def _data(element: Any) -> str:
    """The text that EndNote keeps beside a field, in base64."""
    found = element.find(f"{W}fldData")
    if found is None or not found.text:
        return ""
    try:
        return base64.b64decode("".join(found.text.split())).decode("utf-8", "replace")
    except (ValueError, binascii.Error):
        return ""


def words(elements: list[Any]) -> str:
    """The text of contents of runs; a break and a tab are blanks."""
    out = []
    for element in elements:
        if element.tag == f"{W}t":
            out.append(element.text or "")
        elif element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            out.append(" ")
        elif element.tag == f"{W}noBreakHyphen":
            out.append("-")
    return "".join(out)


def replace(span: FieldSpan, text: str) -> None:
    """Put a text in the place of a field; without one the field is taken out."""
    from lxml import etree

    first = span.own[0] if span.own else None
    if first is not None and text:
        new = etree.Element(f"{W}t")
        new.text = text
        new.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        first.addprevious(new)
        run = first.getparent()
        properties = run.find(f"{W}rPr")
        if properties is not None:
            run.remove(properties)
    for element in span.own:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
