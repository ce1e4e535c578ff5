"""A picture of the project, as data that is safe to hand to any engine."""

from reportgen.limits import LIMITS, Limits
from reportgen.processes.share import Share
from reportgen.sanitize import converted, svg
from reportgen.sanitize.raster import TOO_MANY, raster
from reportgen.sanitize.raster import Image as Image


def read(
    name: str, data: bytes, limits: Limits = LIMITS, drawing: Share | None = None
) -> Image | str:
    """The picture in `data`, or what is wrong with it, as an author would want it said.

    `drawing` is the time that is left to draw pictures in.
    """
    share = Share() if drawing is None else drawing
    if len(data) > limits.picture_bytes:
        return f"has more than {limits.picture_bytes / 1e6:g} MB"
    if b"<svg" in data[:4096] or b":svg" in data[:4096]:
        return svg.clean(name, data, limits)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return converted.pdf(name, data, limits, share)
    found = raster(name, data, limits)
    if isinstance(found, str) and TOO_MANY in found and limits.pixels >= converted.FEWEST:
        fewer = converted.smaller(name, data, limits, share)
        return raster(name, fewer, limits) if isinstance(fewer, bytes) else fewer
    return found
