"""Font files as tables of bytes, taken apart and put together.

fontTools' own `TTFont` imports a module for each table that a file holds, whether or not anyone
reads it: a tenth of a second, more than it takes to cut all the faces of a page.
"""

from collections.abc import Mapping
from io import BytesIO

FIRST = (
    "glyf", "maxp", "CFF ", "loca", "head", "hmtx", "hhea", "OS/2", "cmap", "name", "post", "gasp",
)  # fmt: skip
"""The tables that stand before the others, which follow by their names."""
BEHIND = {"avar": "fvar+", "vhea": "vmtx+"}
"""Those that stand behind one that they are read with."""


def tables(data: bytes) -> dict[str, bytes]:
    """The tables of a font file by their names."""
    from fontTools.ttLib.sfnt import SFNTReader

    reader = SFNTReader(BytesIO(data))
    return {str(tag): reader[tag] for tag in reader.keys()}  # noqa: SIM118 (no mapping)


def file(parts: Mapping[str, bytes], flavor: str | None = None) -> bytes:
    """A font file of such tables; with the flavor "woff" packed for browsers."""
    from fontTools.ttLib.sfnt import SFNTWriter

    out = BytesIO()
    version = "OTTO" if "CFF " in parts else "\0\1\0\0"
    writer = SFNTWriter(out, len(parts), version, flavor)
    others = sorted(parts.keys() - set(FIRST), key=lambda tag: BEHIND.get(tag, tag))
    for tag in (*FIRST, *others):
        if tag in parts:
            writer[tag] = parts[tag]
    writer.close()
    return out.getvalue()
