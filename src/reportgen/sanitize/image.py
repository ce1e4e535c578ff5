"""A picture of the project, as data that is safe to hand to any engine."""

from reportgen.limits import LIMITS, Limits
from reportgen.sanitize import svg
from reportgen.sanitize.raster import Image as Image
from reportgen.sanitize.raster import raster


def read(name: str, data: bytes, limits: Limits = LIMITS) -> Image | str:
    """The picture in `data`, or what is wrong with it, as an author would want it said."""
    if len(data) > limits.picture_bytes:
        return f"has more than {limits.picture_bytes / 1e6:g} MB"
    if b"<svg" in data[:4096] or b":svg" in data[:4096]:
        return svg.clean(name, data, limits)
    return raster(name, data, limits)
