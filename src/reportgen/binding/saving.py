"""A bound file -> its bytes, the same for the same objects."""

from io import BytesIO
from typing import Any

MOVED = ("/MarkInfo", "/ViewerPreferences", "/PageLabels", "/Names", "/OutputIntents")
"""Entries of the catalog that may be objects of their own, or not."""


def save(pdf: Any, version: str) -> bytes:
    """The bytes of a file whose objects are packed in streams.

    Where a packed stream ends in a carriage return, the line feed before `endstream` makes both
    look like one end of line, and a reader that looks for that finds the stream a byte short. One
    more object of its own among the first changes which objects are packed together.
    """
    data = _bytes(pdf, version)
    for entry in MOVED:
        if b"\r\nendstream" not in data:
            break
        pdf.Root[entry] = pdf.make_indirect(pdf.Root[entry])
        data = _bytes(pdf, version)
    return data


def _bytes(pdf: Any, version: str) -> bytes:
    import pikepdf

    out = BytesIO()
    pdf.save(
        out,
        force_version=version,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return out.getvalue()
