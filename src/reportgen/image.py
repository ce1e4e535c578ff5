"""A picture of the project, as data that is safe to hand to any engine."""

from dataclasses import dataclass

LARGEST_PIXELS = 60_000_000
LARGEST_BYTES = 30_000_000


@dataclass(frozen=True)
class Image:
    """A picture's bytes, media type, and size in CSS pixels (0 where it does not say)."""

    name: str
    data: bytes
    media: str
    width: float
    height: float


def read(name: str, data: bytes) -> Image | str:
    """The picture in `data`, or what is wrong with it, as an author would want it said."""
    if len(data) > LARGEST_BYTES:
        return f"is {len(data) / 1e6:.0f} MB large; {LARGEST_BYTES / 1e6:.0f} MB are allowed"
    if b"<svg" in data[:4096]:
        from reportgen import svg

        return svg.clean(name, data)
    return _raster(name, data)


def _raster(name: str, data: bytes) -> Image | str:
    from io import BytesIO

    from PIL import Image as Pillow

    try:
        with Pillow.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP")) as picture:
            width, height = picture.size
            if width * height > LARGEST_PIXELS:
                return f"has {width} × {height} pixels; {LARGEST_PIXELS:,} in all are allowed"
            picture.load()
            media = f"image/{(picture.format or 'png').lower()}"
            dpi = float(picture.info.get("dpi", (96, 96))[0]) or 96.0
    except Exception:  # Pillow raises what its many decoders raise
        return "is not a picture that can be read (PNG, JPEG, GIF, WebP or SVG)"
    scale = 96 / dpi if 50 <= dpi <= 2400 else 1.0
    return Image(name, data, media, width * scale, height * scale)
