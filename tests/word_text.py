"""A Word document as text that a person can review: a line a paragraph, a cell, a row.

Elements and attributes stand under their names without namespaces: `[pStyle Title]` are
properties, `"..."` is text. Left out are namespaces, `xml:space`, properties that are empty, and
the element around a run.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from lxml import etree

PARTS = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*)\.xml")
LINES = frozenset({
    "body", "endnote", "endnotes", "footnote", "footnotes", "ftr", "hdr", "p", "sectPr", "tbl",
    "tc", "tr",
})  # fmt: skip
"""Elements that begin a line."""


def word_text(file: Path) -> str:
    """The parts of a Word document that are read, one after another."""
    with ZipFile(file) as package:
        parts = {n: package.read(n) for n in sorted(package.namelist()) if PARTS.fullmatch(n)}
    return "".join(
        f"--- {name}\n" + "".join(f"{line}\n" for line in _lines(etree.fromstring(data), ""))
        for name, data in parts.items()
    )


def _lines(element: Any, indent: str) -> Iterator[str]:
    """An element on its own line, and its lines below it; a single paragraph stands behind it."""
    within = [child for child in element if _name(child) in LINES]
    inline = [_inline(child) for child in element if child not in within]
    line = " ".join([indent + _name(element) + _values(element), *filter(None, inline)])
    if len(within) == 1 and _name(element) == "tc":
        only, *rest = _lines(within[0], "")
        yield f"{line} {only}"
        yield from (f"{indent}  {text}" for text in rest)
        return
    yield line
    for child in within:
        yield from _lines(child, f"{indent}  ")


def _inline(element: Any) -> str:
    """An element within a line."""
    name = _name(element)
    if name in ("t", "instrText", "delText"):
        quoted = f'"{element.text or ""}"'
        return quoted if name == "t" else f"{name} {quoted}"
    if name.endswith("Pr"):
        inner = ", ".join(map(_property, element))
        return f"[{inner}]{_values(element)}" if inner else ""
    parts = [_inline(child) for child in element if _name(child) not in LINES]
    held = [line for c in element if _name(c) in LINES for line in _lines(c, "")]
    text = (element.text or "").strip()
    inner = " ".join(filter(None, [f'"{text}"' if text else "", *parts, *held]))
    if name == "r":
        return inner
    return f"{name}{_values(element)}" + (f" {{{inner}}}" if inner else "")


def _property(element: Any) -> str:
    """A property and those within it: `tblW 9000 dxa`."""
    inner = ", ".join(map(_property, element))
    return _name(element) + _values(element) + (f" ({inner})" if inner else "")


def _values(element: Any) -> str:
    """The values of an element's attributes, with their names where there are several."""
    found = {k: v for k, v in element.attrib.items() if not k.endswith("}space")}
    named = len(found) > 1 or not all(k.endswith("}val") for k in found)
    return "".join(
        f" {etree.QName(k).localname}={v}" if named else f" {v}" for k, v in found.items()
    )


def _name(element: Any) -> str:
    return str(etree.QName(element).localname)
