"""Clean an SVG: what stays can draw, and do nothing else.

An element or attribute that is not listed here is left out, as are scripts, links out of the file
and style rules that could fetch something. What would cost more to draw than a picture may is
refused: elements by their number, each as often as it is drawn.
"""

import re
from dataclasses import replace
from typing import Any

from reportgen.limits import LIMITS, Limits
from reportgen.sanitize import css
from reportgen.sanitize.raster import Image, raster
from reportgen.sanitize.svg_cost import drawing_cost

SPACE = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
DRAW = """
svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc
linearGradient radialGradient stop clipPath mask pattern marker style filter feGaussianBlur
feOffset feBlend feColorMatrix feFlood feComposite feMerge feMergeNode switch a image
"""
TOLD = "script foreignobject iframe object embed audio video canvas handler link base"
"""What is left out with a word, as it may have been meant to show something."""
DRAWN, SAID = frozenset(DRAW.split()), frozenset(TOLD.split())
LINKS = frozenset({"href", "src", XLINK})
FETCHES = re.compile(
    r"url\(\s*['\"]?(?!['\"#\s])|@import|@font-face|@namespace|(?:image|image-set|src|cross-fade|"
    r"expression|element)\(|[a-z]script:|-moz-binding|behavior\s*:|\\",
    re.I,
)
DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,([A-Za-z0-9+/=\s]+)")
DASH = re.compile(r"stroke-dasharray\s*:\s*([^;]+)")
SIDE = 20_000
"""The most CSS pixels of a side."""


def clean(name: str, data: bytes, limits: Limits = LIMITS) -> Image | str:
    """The cleaned picture, or what is wrong with it."""
    from lxml import etree

    if re.search(rb"<!(?:DOCTYPE[^<>\[]*\[|ENTITY)", data, re.I):
        return "declares entities, which a picture does not need"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"is not well-formed SVG: {(str(error).splitlines() or [''])[0]}"
    dtd = root.getroottree().docinfo.internalDTD
    entities: Any = getattr(dtd, "iterentities", tuple)()
    if any(True for _ in entities):
        return "declares entities, which a picture does not need"
    if not isinstance(root.tag, str) or _local(root.tag) != "svg":
        return "is not an SVG picture"
    refused: dict[str, None] = {}
    left = limits
    for element in list(root.iter()):
        if not _drawn(element, refused):
            _drop(element)
            continue
        used = _attributes(element, refused, left)
        left = replace(left, pixels=max(left.pixels - used, 0))
    too_much = drawing_cost(root, limits)
    if too_much:
        return too_much
    width, height = _size(root.attrib)
    if max(width, height) > SIDE:
        return f"is {width:.0f} × {height:.0f} pixels large; {SIDE:,} a side are allowed"
    etree.cleanup_namespaces(root)
    out = etree.tostring(root, encoding="utf-8", xml_declaration=False, with_tail=False)
    return Image(name, out, "image/svg+xml", width, height, refused=tuple(refused))


def _drawn(element: Any, refused: dict[str, None]) -> bool:
    """Whether an element may stay."""
    if not isinstance(element.tag, str):
        return False
    space, _, local = element.tag.rpartition("}")
    if local.lower() in SAID:
        refused[f"<{local}>"] = None
    if local not in DRAWN or space.lstrip("{") not in ("", SPACE):
        return False
    if local == "style":
        text = "".join(element.itertext())
        refused.update(dict.fromkeys(fault.what for fault in css.faults(text)))
        element[:] = []
        element.text = css.clean(text)
    if local == "image" and not DATA.fullmatch(element.get("href") or element.get(XLINK) or ""):
        refused["<image>"] = None
        return False
    return True


def _attributes(element: Any, refused: dict[str, None], limits: Limits) -> int:
    """Take off the attributes that could fetch or run; the pixels of a picture in the picture."""
    picture, pixels = _local(element.tag) == "image", 0
    for key, value in list(element.attrib.items()):
        local = _local(key)
        if key in LINKS:
            found = _embedded(value, limits) if picture and not value.startswith("#") else None
            pixels += found or 0
            kept = value.startswith("#") or found is not None
        else:
            kept = (
                key == local or key == "{http://www.w3.org/XML/1998/namespace}space"
            ) and not local.lower().startswith(("on", "xml:base"))
            kept = kept and not FETCHES.search(value)
        if kept and "dasharray" in key + value:
            within = DASH.search(value)
            kept = _dashed(within[1] if within else value)
        if not kept:
            if key in LINKS or local.lower().startswith("on") or "(" in value:
                refused[local] = None
            del element.attrib[key]
    return pixels


def _embedded(value: str, limits: Limits) -> int | None:
    """The pixels of a picture in the picture; None where it cannot be read."""
    from base64 import b64decode

    found = DATA.fullmatch(value)
    if not found or len(found[1]) > limits.picture_bytes:
        return None
    try:
        read = raster("", b64decode(found[1], validate=False), limits)
    except ValueError:
        return None
    return read.pixels if isinstance(read, Image) else None


def _dashed(value: str) -> bool:
    """Whether dashes are long enough to be seen, and to be drawn in finite time."""
    lengths = [float(n) for n in re.findall(r"\d+(?:\.\d+)?|\.\d+", value)]
    return not lengths or "e" in value.lower() or sum(lengths) == 0 or sum(lengths) >= 0.05


def _drop(element: Any) -> None:
    """Take an element out and keep the text that follows it."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    tail = element.tail or ""
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _size(attributes: Any) -> tuple[float, float]:
    """Width and height in CSS pixels, from the attributes or the view box."""
    box = [_number(n) for n in re.split(r"[\s,]+", attributes.get("viewBox", "").strip())]
    fallback = (box[2], box[3]) if len(box) == 4 else (0.0, 0.0)
    width, height = _pixels(attributes.get("width", "")), _pixels(attributes.get("height", ""))
    return width or fallback[0], height or fallback[1]


def _pixels(value: str) -> float:
    found = re.fullmatch(r"\s*([\d.]+(?:e[+-]?\d+)?)(px|pt|pc|mm|cm|in|q)?\s*", value.lower())
    if not found:
        return 0.0
    unit = {"pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}
    return _number(found[1]) * unit.get(found[2] or "", 1.0)


def _number(value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        return 0.0
    return max(0.0, number) if number < 1e9 else 1e9
