"""Zotero's citations in bookmarks, as it keeps them for Word and LibreOffice alike.

A bookmark `ZOTERO_BREF_x` is around what is shown; the instruction of a field stands in custom
properties `ZOTERO_BREF_x_1` and on, 255 characters each.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from reportgen.importer.word import package, spans
from reportgen.importer.word.package import W

_NAME = re.compile(r"(ZOTERO_BREF_\w+?)_(\d{1,4})")


def instructions(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The instructions by the names of their bookmarks (ISO/IEC 29500-1, 22.3)."""
    data = parts.get("docProps/custom.xml", b"")
    if b"ZOTERO_BREF_" not in data:
        return {}
    pieces: dict[str, dict[int, str]] = {}
    for one in package.parse(data, "docProps/custom.xml"):
        found = _NAME.fullmatch(one.get("name", ""))
        if found:
            text = "".join(one.itertext())
            pieces.setdefault(found[1], {})[int(found[2])] = text
    return {name: "".join(text for _, text in sorted(p.items())) for name, p in pieces.items()}


def fields(root: Any, known: Mapping[str, str]) -> Iterator[spans.FieldSpan]:
    """The bookmarks within one paragraph as fields."""
    for start in list(root.iter(f"{W}bookmarkStart")) if known else ():
        code = known.get(start.get(f"{W}name", ""))
        if code is None:
            continue
        own: list[Any] = []
        for one in start.itersiblings():
            if one.tag == f"{W}bookmarkEnd" and one.get(f"{W}id") == start.get(f"{W}id"):
                if own:
                    yield spans.FieldSpan(code, own=own, shown=own)
                break
            own += [node for node in one if node.tag != f"{W}rPr"] if one.tag == f"{W}r" else []
