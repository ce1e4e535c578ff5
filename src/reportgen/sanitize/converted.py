"""Pictures that no output takes as they are: pages of PDF drawn, and too many pixels made fewer.

Both are a stranger's bytes that cost much, so a worker does it within bounds. A page of PDF is
drawn at print's 300 pixels an inch; of a document the first page counts, as in LaTeX.
"""

from functools import partial

from reportgen.limits import Limits
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.processes.share import Share
from reportgen.sanitize.raster import FORMATS, Image

PRINTED = (2550, 3300)
"""The most pixels of a side that print needs: letter paper at 300 an inch."""
LARGEST = 500_000_000
"""The most pixels of a picture that is made smaller."""
FEWEST = 1_000_000
"""The least room for pixels in which a picture made smaller is still one to look at."""
BOUNDS = Resources(seconds=20, megabytes=1_100)
_POINTS, _PIXELS = 72, 96
"""Points and CSS pixels in an inch."""


def pdf(name: str, data: bytes, limits: Limits, share: Share) -> Image | str:
    """The first page of a PDF as a picture, or what is wrong with it."""
    if share.spent:
        return _spent(limits)
    try:
        drawn = share.run(partial(_draw, data, limits.pixels, limits.side), BOUNDS)
    except workers.WorkerEnded as ended:
        return f"is a PDF that takes too much {ended.reason} to draw"
    if drawn is None:
        return "is a PDF that cannot be read"
    png, wide, high, pixels = drawn
    return Image(name, png, "image/png", wide, high, pixels)


def smaller(name: str, data: bytes, limits: Limits, share: Share) -> bytes | str:
    """A picture with no more pixels than print needs, or what is wrong with it."""
    if share.spent:
        return _spent(limits)
    try:
        made = share.run(partial(_shrink, data, limits.pixels), BOUNDS)
    except workers.WorkerEnded as ended:
        return f"has too many pixels, and takes too much {ended.reason} to be made smaller"
    return made or f"has far too many pixels; {LARGEST:,} can be made fewer"


def _spent(limits: Limits) -> str:
    seconds = limits.all_drawing_seconds
    return f"is not drawn: the pictures before it take the {seconds:g} seconds that all may take"


def _draw(data: bytes, most: int, side: int) -> tuple[bytes, float, float, int] | None:
    from io import BytesIO

    import pypdfium2

    try:
        with pypdfium2.PdfDocument(data) as document:
            page = document[0]
            wide, high = page.get_size()
            if not (wide > 0 and high > 0):
                return None
            scale = min(300 / _POINTS, (most / (wide * high)) ** 0.5, side / max(wide, high))
            picture = page.render(scale=scale * 0.999).to_pil().convert("RGB")
    except pypdfium2.PdfiumError:
        return None
    out = BytesIO()
    picture.save(out, "PNG")
    pixel = _PIXELS / _POINTS
    return out.getvalue(), wide * pixel, high * pixel, picture.width * picture.height


def _shrink(data: bytes, most: int) -> bytes | None:
    import warnings
    from io import BytesIO

    from PIL import Image as Pillow

    Pillow.MAX_IMAGE_PIXELS = LARGEST // 2
    try:
        warnings.simplefilter("ignore")
        with Pillow.open(BytesIO(data), formats=FORMATS) as opened:
            wide, high = opened.size
            dpi = float(opened.info.get("dpi", (_PIXELS, _PIXELS))[0] or _PIXELS)
            room = PRINTED if high > wide else PRINTED[::-1]
            scale = min(room[0] / wide, room[1] / high, (most / (wide * high)) ** 0.5, 1)
            size = (max(1, int(wide * scale)), max(1, int(high * scale)))
            opened.draft("RGB", size)
            kind = "JPEG" if opened.format in ("JPEG", "MPO") else "PNG"
            exif = opened.getexif()
            opened.thumbnail(size)
            made = opened.width / wide * dpi
            out = BytesIO()
            opened.save(out, kind, dpi=(made, made), quality=90, exif=exif)
    except (Pillow.DecompressionBombError, OSError, ValueError):
        return None
    return out.getvalue()
