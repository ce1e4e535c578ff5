"""Pictures of an article: files beside its XML, drawings as SVG and in pixels."""

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from reportgen.editions import Edition
from reportgen.jats.elements import Element, element
from reportgen.sanitize.image import Image
from reportgen.tree.nodes import find

_SUFFIXES = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/gif": "gif"}
_TYPES = {"svg": "svg+xml", "png": "png", "jpg": "jpeg", "gif": "gif"}


def names(edition: Edition) -> dict[str, tuple[str, ...]]:
    """The files of each picture that an edition shows, by the picture's name.

    A drawing has two: itself and its pixels, for readers that draw none. Names have neither folders
    nor spaces, which packages for archives take no file with.
    """
    found: dict[str, tuple[str, ...]] = {}
    taken: set[str] = set()
    images = edition.report.images
    for node in find(edition.blocks, {"Image"}):
        name = node["c"][2][0]
        if name in found or name not in images:
            continue
        stem = re.sub(r"[^A-Za-z0-9_-]+", "-", PurePosixPath(images[name].name).stem).strip("-")
        stem = stem.lower() or "picture"
        number = 1
        fresh = stem
        while fresh in taken:
            number += 1
            fresh = f"{stem}-{number}"
        taken.add(fresh)
        suffix = _SUFFIXES.get(images[name].media, "png")
        suffixes = ("svg", "png") if suffix == "svg" else (suffix,)
        found[name] = tuple(f"{fresh}.{suffix}" for suffix in suffixes)
    return found


def images(edition: Edition) -> Mapping[str, bytes]:
    """The pictures that the XML of an edition names, by the names that it gives them.

    Raises `sanitize.drawn.Undrawn` where a drawing takes too much to be put in pixels.
    """
    from reportgen.processes.share import Share
    from reportgen.sanitize import drawn

    report = edition.report
    share = Share(report.limits.all_drawing_seconds)
    files: dict[str, bytes] = {}
    for name, listed in names(edition).items():
        image = report.images[name]
        for file in listed:
            if file.endswith(".png") and image.media == "image/svg+xml":
                files[file] = drawn.raster(image, report.limits, share)
            elif file.endswith(".png") and image.media != "image/png":
                files[file] = _png(image)
            else:
                files[file] = image.data
    return files


def graphics(files: tuple[str, ...], alt: str, name: str = "graphic") -> Element:
    """The element of a picture; of one with several files their `alternatives`."""
    made = [_graphic(file, alt, name) for file in files]
    return made[0] if len(made) == 1 else element("alternatives", made)


def _graphic(file: str, alt: str, name: str) -> Element:
    suffix = file.rpartition(".")[2]
    said = element("alt-text", alt) if alt else None
    return element(name, said, href=file, mimetype="image", mime_subtype=_TYPES[suffix])


def _png(image: Image) -> bytes:
    """A picture of another kind as PNG."""
    from io import BytesIO

    from PIL import Image as Pillow
    from PIL import ImageOps

    out = BytesIO()
    with Pillow.open(BytesIO(image.data)) as picture:
        ImageOps.exif_transpose(picture).convert("RGBA").save(out, "PNG", optimize=True)
    return out.getvalue()
