"""What a picture says of itself beside its pixels: to be read, and to be left out.

Sources: PNG 11.3 (ISO/IEC 15948), JPEG's segments (ITU-T T.81, annex B), WebP's chunks (RFC 9649).
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from reportgen.sanitize.image import Image

_PNG = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
"""Chunks of a PNG that say something of it and change none of its pixels."""
_WEBP = frozenset({b"EXIF", b"XMP "})
_JPEG = frozenset({0xE1, 0xED, 0xFE, *range(0xE3, 0xED), 0xEF})
"""Segments of a JPEG that no pixels depend on: Exif, XMP, IPTC, comments; those of JFIF, of colour
profiles and of Adobe's colour transform stay."""
ORIENTATION = 0x0112
_ORIENTED = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0%c\0\0\0\0\0\0"
"""An Exif segment that says nothing but how a picture is turned."""
LONGEST = 200_000
"""How much of a picture's metadata is read, in characters."""


def texts(data: bytes) -> Iterator[str]:
    """What a picture's metadata say, piece by piece; of an SVG the whole of it, as it stands."""
    if b"<svg" in data[:4096] or b":svg" in data[:4096]:
        yield re.sub(r"<[^<>]*>", " ", data[:2_000_000].decode(errors="replace"))
        yield data[:2_000_000].decode(errors="replace")
        return
    from PIL import Image as Pillow

    try:
        with Pillow.open(BytesIO(data)) as picture:
            said = [*picture.info.values(), *getattr(picture, "text", {}).values()]
            exif = picture.getexif()
            for part in (exif, *(exif.get_ifd(tag) for tag in (0x8769, 0x8825))):
                said += part.values()
    except Exception:  # Pillow raises what its many decoders raise
        said = [data[:LONGEST]]
    for value in said:
        for one in value if isinstance(value, list | tuple) else (value,):
            yield from _texts(one)


def _texts(value: object) -> Iterator[str]:
    """A value as text: bytes in every encoding that metadata are written in."""
    if isinstance(value, str):
        yield value[:LONGEST]
    elif isinstance(value, bytes):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            yield value[:LONGEST].decode(encoding, errors="replace")


def without(image: Image) -> Image:
    """The picture with the same pixels and nothing said beside them."""
    data = image.data
    if data.startswith(b"\x89PNG"):
        data = data[:8] + b"".join(c for kind, c in _png(data) if kind not in _PNG)
    elif data.startswith(b"\xff\xd8"):
        data = _jpeg(data)
    elif data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        data = _webp(data)
    return image if data == image.data else replace(image, data=data)


def _png(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 8
    while at + 8 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        yield kind, data[at:end]
        if kind == b"IEND":
            return  # what stands behind it is no part of the picture
        at = end


def _jpeg(data: bytes) -> bytes:
    from PIL import Image as Pillow

    try:
        with Pillow.open(BytesIO(data)) as picture:
            turned = int(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # as above
        turned = 1
    out, at = [data[:2]], 2
    if 1 < turned <= 8:
        exif = _ORIENTED % turned
        out.append(b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif)
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        if data[at + 1] == 0xFF:  # a fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at + 1] not in _JPEG:
            out.append(data[at:end])
        at = end
    return b"".join(out) + data[at:]


def _webp(data: bytes) -> bytes:
    out, at = [], 12
    while at + 8 <= len(data):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        chunk = data[at : at + 8 + size + size % 2]
        if kind == b"VP8X":  # its flags name the metadata (RFC 9649, 2.7)
            chunk = chunk[:8] + bytes([chunk[8] & ~0x0C]) + chunk[9:]
        if kind not in _WEBP:
            out.append(chunk)
        at += len(chunk)
    body = b"WEBP" + b"".join(out)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
