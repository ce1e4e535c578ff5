"""A picture of the project, as data that is safe to hand to any engine."""

from dataclasses import dataclass

from reportgen.limits import LIMITS, Limits


@dataclass(frozen=True)
class Image:
    """A picture's bytes, media type, and size in CSS pixels (0 where it does not say).

    `pixels` is how many a raster has; `refused` names what was taken out of it.
    """

    name: str
    data: bytes
    media: str
    width: float
    height: float
    pixels: int = 0
    refused: tuple[str, ...] = ()


def read(name: str, data: bytes, limits: Limits = LIMITS) -> Image | str:
    """The picture in `data`, or what is wrong with it, as an author would want it said."""
    if len(data) > limits.picture_bytes:
        return f"has more than {limits.picture_bytes / 1e6:.0f} MB"
    if b"<svg" in data[:4096] or b":svg" in data[:4096]:
        from reportgen import svg

        return svg.clean(name, data, limits)
    return raster(name, data, limits)


def raster(name: str, data: bytes, limits: Limits = LIMITS) -> Image | str:
    """The picture made of pixels, or what is wrong with it."""
    import warnings
    from io import BytesIO

    from PIL import Image as Pillow

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Pillow.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "WEBP"))
        with picture:
            width, height = picture.size
            if width * height > limits.pixels or max(width, height) > limits.side:
                return f"has {width} × {height} pixels; {limits.pixels:,} in all are allowed"
            picture.load()
            media = f"image/{(picture.format or 'png').lower()}"
            dpi = float(picture.info.get("dpi", (96, 96))[0]) or 96.0
    except Pillow.DecompressionBombError:
        return f"has far too many pixels; {limits.pixels:,} are allowed"
    except Exception:  # Pillow raises what its many decoders raise
        return "is not a picture that can be read (PNG, JPEG, GIF, WebP or SVG)"
    scale = 96 / dpi if 50 <= dpi <= 2400 else 1.0
    return Image(name, data, media, width * scale, height * scale, width * height)
