"""Pictures of the manuscript: bytes that Word can show, at a size that fits."""

from collections.abc import Mapping

from reportgen.sanitize.drawn import raster
from reportgen.sanitize.image import Image
from reportgen.sanitize.raster import ORIENTATION
from reportgen.themes.page_settings import picture_height
from reportgen.tree.lengths import shown_size
from reportgen.word import drawings
from reportgen.word.document_context import DocumentContext, Part
from reportgen.word.elements import Element


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
