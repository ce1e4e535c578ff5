"""Pictures of the manuscript: bytes that Word can show, at a size that fits."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.limits import LIMITS, Limits
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.processes.share import Share
from reportgen.sanitize.image import Image
from reportgen.sanitize.raster import ORIENTATION
from reportgen.themes.page_settings import picture_height
from reportgen.tree.lengths import shown_size
from reportgen.word import drawings
from reportgen.word.document_context import DocumentContext, Part
from reportgen.word.elements import Element

DOTS = 300
"""How many dots an inch a drawn picture's stand-in has."""
LARGEST = 4000
"""The most pixels on a side of a stand-in."""
MAX_PIXELS, MAX_LAYERED = 16_000_000, 500_000
"""The most pixels, and the most where there are filters or masks: each is a layer many times as
large. What is drawn does not depend on how fast the machine is."""
UNBOUNDED = Share()
_LAYERS = re.compile(rb"<(?:\w+:)?(?:filter|mask)\b")


def inline(
    name: str, alt: str, pairs: Mapping[str, str], context: DocumentContext, part: Part
) -> Element | None:
    """The drawing of a picture in a line; None where there is no such picture.

    `pairs` are its attributes, which may ask for a width and a height.
    """
    image = context.edition.report.images.get(name)
    if image is None:
        return None
    room = context.design.column_width, picture_height(context.design.paper[1])
    wide, high = shown_size((image.width, image.height), pairs, room)
    return drawings.inline(embed(image, context), wide, high, alt, context, part)


def embed(image: Image, context: DocumentContext) -> tuple[str, str]:
    """The names of the picture's files in the package: its raster, and its SVG or ""."""
    if image.name not in context.images:
        stem = f"media/{context.stem}{len(context.images) + 1}"
        if image.media == "image/svg+xml":
            context.media[f"{stem}.png"] = raster(
                image, context.edition.report.limits, context.share
            )
            context.media[f"{stem}.svg"] = image.data
            context.images[image.name] = (f"{stem}.png", f"{stem}.svg")
        else:
            data, suffix = _known(image)
            context.media[f"{stem}.{suffix}"] = data
            context.images[image.name] = (f"{stem}.{suffix}", "")
    return context.images[image.name]


class Undrawn(Exception):  # noqa: N818 (it is not an error of ours)
    """A picture whose drawing took too much; `reason` is that of `workers.Ended`, or "share"
    where the pictures before it took all the time."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name, self.reason = name, reason

    def tell(self, sources: Sequence[Source], bag: Bag) -> None:
        """Say so, where the picture is named."""
        said = {
            "time": "takes too long to draw",
            "memory": "takes too much memory to draw",
            "crash": "makes the library crash that draws it",
            "share": "is not drawn: those before it take the time that all may take",
        }.get(self.reason, "cannot be drawn")
        file = self.name.rpartition("/")[2]
        names = (self.name, file, file.rpartition(".")[0])
        places = (source.find(name) for name in names for source in sources)
        place = next((place for place in places if place), None)
        message = f"the picture `{self.name}` {said}"
        bag.error("image-unreadable", message, place, "make it simpler, or give its pixels")


@lru_cache(maxsize=16)
def raster(image: Image, limits: Limits = LIMITS, share: Share = UNBOUNDED) -> bytes:
    """A drawn picture in pixels, its words in our own faces. Raises Undrawn.

    A worker draws it, in what is left of the time for all pictures: what resvg cannot do it may
    end the process for.
    """
    if share.spent:
        raise Undrawn(image.name, "share")
    allowed = Resources(limits.drawing_seconds, limits.drawing_megabytes, limits.wall_seconds)
    try:
        return share.run(partial(_drawn, image), allowed)
    except workers.WorkerEnded as ended:
        raise Undrawn(image.name, ended.reason) from None


def _drawn(image: Image) -> bytes:
    import os

    import resvg_py

    from reportgen.fonts import faces

    # A library in Rust says there at length where it panics, before anybody hears of it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    pixels = MAX_LAYERED if _LAYERS.search(image.data) else MAX_PIXELS
    wide, high = max(image.width, 1), max(image.height, 1)
    zoom = min(DOTS / 96, LARGEST / max(wide, high), (pixels / (wide * high)) ** 0.5)
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=image.data.decode(),
                zoom=zoom,
                skip_system_fonts=True,
                font_files=[str(face.path) for face in faces()],
                serif_family="Source Serif 4",
                sans_serif_family="Source Sans 3",
                monospace_family="Source Code Pro",
            )
        )
    except ValueError:  # drawn without a size, or in a way that resvg does not know
        return _blank()


def _known(image: Image) -> tuple[bytes, str]:
    """The picture in a format that Word shows, upright: WebP as PNG, all others as they are.

    Word and LibreOffice do not heed an Exif orientation, so that the pixels are turned.
    """
    from io import BytesIO

    from PIL import Image as Pillow
    from PIL import ImageOps

    suffix = {"image/png": "png", "image/jpeg": "jpeg", "image/gif": "gif"}.get(image.media)
    out = BytesIO()
    with Pillow.open(BytesIO(image.data)) as picture:
        turned = picture.getexif().get(ORIENTATION, 1) != 1
        if suffix and not turned:
            return image.data, suffix
        upright = ImageOps.exif_transpose(picture)
        if suffix == "jpeg":
            profile = picture.info.get("icc_profile")
            upright.save(out, "JPEG", quality=95, subsampling=0, icc_profile=profile)
            return out.getvalue(), "jpeg"
        (upright if suffix else upright.convert("RGBA")).save(out, "PNG", optimize=True)
    return out.getvalue(), "png"


def _blank() -> bytes:
    from io import BytesIO

    from PIL import Image as Pillow

    out = BytesIO()
    Pillow.new("RGB", (1, 1), "white").save(out, "PNG")
    return out.getvalue()
