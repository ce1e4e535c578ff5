"""Drawn pictures (SVG) in pixels, for readers that show no drawings."""

import re
from collections.abc import Sequence
from functools import lru_cache, partial

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.limits import LIMITS, Limits
from reportgen.processes import workers
from reportgen.processes.resources import Resources
from reportgen.processes.share import Share
from reportgen.sanitize.raster import Image

DOTS = 300
"""How many dots an inch a drawn picture's stand-in has."""
LARGEST = 4000
"""The most pixels on a side of a stand-in."""
MAX_PIXELS, MAX_LAYERED = 16_000_000, 500_000
"""The most pixels, and the most where there are filters or masks: each is a layer many times as
large. What is drawn does not depend on how fast the machine is."""
UNBOUNDED = Share()
_LAYERS = re.compile(rb"<(?:\w+:)?(?:filter|mask)\b")


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


def _blank() -> bytes:
    from io import BytesIO

    from PIL import Image as Pillow

    out = BytesIO()
    Pillow.new("RGB", (1, 1), "white").save(out, "PNG")
    return out.getvalue()
