"""Objects of a PDF -> its bytes (ISO 32000-1, 7.5): one pass, the same bytes for the same objects.

pydyf's own writer compresses every stream twice, the second time for the file's identifier.
"""

import zlib
from hashlib import md5
from typing import Any

LEVEL = 6
HEADER = b"%%PDF-%b\n%%\xf0\x9f\x96\xa4\n"


def write(pdf: Any, version: bytes = b"1.7") -> bytes:
    """The whole file, its small objects in an object stream (7.5.7)."""
    import pydyf

    if pdf.info:
        pdf.add_object(pdf.info)
    out = bytearray(HEADER % version)
    rows: list[tuple[int, int, int]] = []
    packed: list[bytes] = []
    index: list[str] = []
    holder, length = len(pdf.objects), 0
    for thing in pdf.objects:
        if thing.free == "f":
            rows.append((0, 0, 65535))
        elif isinstance(thing, pydyf.Stream):
            rows.append((1, len(out), 0))
            out += _stream(thing.number, thing.extra, joined(thing), thing.compress)
        else:
            data = thing.data
            rows.append((2, holder, len(packed)))
            index.append(f"{thing.number} {length}")
            packed.append(data)
            length += len(data) + 1
    table = " ".join(index).encode()
    rows.append((1, len(out), 0))
    extra = {"Type": "/ObjStm", "N": len(packed), "First": len(table) + 1}
    out += _stream(holder, extra, b"\n".join((table, *packed)), True)
    rows.append((1, len(out), 0))
    return bytes(out + _references(pdf, rows, md5(out, usedforsecurity=False).hexdigest()))


def _references(pdf: Any, rows: list[tuple[int, int, int]], digest: str) -> bytes:
    """The cross-reference stream (7.5.8) and the end of the file."""
    import pydyf

    start = rows[-1][1]
    widths = [1, max(start.bit_length() + 7, 8) // 8, 2]
    if len(rows) > 0xFFFF:
        widths[2] = 4
    data = b"".join(
        value.to_bytes(width, "big")
        for row in rows
        for value, width in zip(row, widths, strict=True)
    )
    extra = {
        "Type": "/XRef",
        "Size": len(rows),
        "W": pydyf.Array(widths),
        "Root": pdf.catalog.reference,
        "ID": pydyf.Array([f"<{digest}>", f"<{digest}>"]),
    }
    if pdf.info:
        extra["Info"] = pdf.info.reference
    stream = _stream(len(rows) - 1, extra, data, True)
    return stream + f"startxref\n{start}\n%%EOF\n".encode()


def joined(stream: Any) -> bytes:
    """The data of a stream, not compressed."""
    if len(stream.stream) == 1 and isinstance(stream.stream[0], bytes):
        return bytes(stream.stream[0])
    return b"\n".join(
        i if isinstance(i, bytes) else i.encode() if isinstance(i, str) else i.data
        for i in stream.stream
    )


def _stream(number: int, extra: Any, data: bytes, compress: bool) -> bytes:
    """A stream object, whose data never end in a carriage return.

    With the line feed before `endstream` it would look like one end of line, and a reader that
    looks for that would find the data a byte short.
    """
    import pydyf

    entries = pydyf.Dictionary(extra.copy())
    if compress:
        packed = zlib.compress(data, LEVEL)
        if packed.endswith(b"\r"):
            if entries.get("Type") == "/EmbeddedFile":
                packed = b""
            else:
                packed = zlib.compress(data + b"\n", LEVEL)
                if "Length1" in entries:
                    entries["Length1"] += 1
        if packed:
            data, entries["Filter"] = packed, "/FlateDecode"
    entries["Length"] = len(data)
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (number, entries.data, data)
