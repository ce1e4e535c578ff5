"""Marked content in a page's stream: what is an artifact, and which hyphens are soft.

Streams are those of pydyf, whose items are operators and their operands as WeasyPrint wrote them.
"""

import re
from typing import Any

EDGES = {"@top": "Header", "@bottom": "Footer"}
"""The subtypes of artifacts in a page's margin boxes (ISO 32000-1, table 330)."""

_LAST_GLYPH = re.compile(rb"^\[(.*)<([0-9a-f]*?)([0-9a-f]{4})>(-?\d*)\] TJ$", re.S)


def mark_artifacts(stream: Any, kinds: dict[int, str]) -> None:
    """Turn marked content into artifacts (ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1).

    `kinds` has for each MCID the at-keyword of its margin box, "repeated" for a repeated table
    head, "" for what only decorates.
    """
    import pydyf

    for index, item in enumerate(stream.stream if kinds else ()):
        if not isinstance(item, dict) or item.get("MCID") not in kinds:
            continue
        kind = kinds[item["MCID"]]
        entries = {"Type": "/Pagination" if kind else "/Layout"}
        edge = EDGES.get(kind.split("-")[0])
        if edge:
            entries["Subtype"] = f"/{edge}"
        stream.stream[index - 1] = "/Artifact"
        stream.stream[index] = pydyf.Dictionary(entries)


def mark_soft_hyphens(stream: Any, mcids: set[int]) -> None:
    """Say that the hyphens at the end of this marked content are soft (ISO 32000-1, 14.8.2.2.3).

    Each stands in a span of its own, with a soft hyphen as its actual text (14.9.4).
    """
    items = stream.stream
    inside: int | None = None
    out: list[Any] = []
    last = -1
    for item in items:
        if isinstance(item, dict) and "MCID" in item:
            inside, last = (item["MCID"] if item["MCID"] in mcids else None), -1
        elif inside is not None and isinstance(item, bytes) and item.endswith(b"TJ"):
            last = len(out)
        elif inside is not None and item == b"EMC":
            if last >= 0:
                out[last : last + 1] = _split(out[last])
            inside = None
        out.append(item)
    items[:] = out


def _split(shown: bytes) -> list[bytes]:
    """A text-showing operator as two: its last glyph stands in a span of its own."""
    found = _LAST_GLYPH.match(shown)
    if found is None:
        return [shown]
    before, run, glyph, behind = found.groups()
    head = before + (b"<" + run + b">" if run else b"")
    return [
        *([b"[" + head + b"] TJ"] if head else []),
        b"/Span <</ActualText <FEFF00AD>>> BDC",
        b"[<" + glyph + b">" + behind + b"] TJ",
        b"EMC",
    ]
