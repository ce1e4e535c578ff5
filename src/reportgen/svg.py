"""Clean an SVG: what stays can draw, and do nothing else.

An element or attribute that is not listed here is left out, as are doctypes, entities, scripts,
links out of the file and style rules that could fetch something.
"""

import re

from reportgen.image import Image

DRAW = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "title",
        "desc",
        "metadata",
        "linearGradient",
        "radialGradient",
        "stop",
        "clipPath",
        "mask",
        "pattern",
        "marker",
        "style",
        "filter",
        "feGaussianBlur",
        "feOffset",
        "feBlend",
        "feColorMatrix",
        "feFlood",
        "feComposite",
        "feMerge",
        "feMergeNode",
        "switch",
        "a",
    ]
)
LINKS = frozenset({"href", "{http://www.w3.org/1999/xlink}href"})
FETCHES = re.compile(r"url\(\s*['\"]?(?!#)|@import|@font-face|expression\(|javascript:|\\", re.I)


def clean(name: str, data: bytes) -> Image | str:
    """The cleaned picture, or what is wrong with it."""
    from lxml import etree

    if re.search(rb"<!(?:DOCTYPE[^>]*\[|ENTITY)", data, re.I):
        return "declares entities, which a picture does not need"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return f"is not well-formed SVG: {str(error).splitlines()[0]}"
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname not in DRAW:
            parent = element.getparent()
            if parent is None:
                return "is not an SVG picture"
            _drop(element)
            continue
        for key, value in list(element.attrib.items()):
            local = etree.QName(key).localname.lower()
            unsafe = local.startswith("on") or FETCHES.search(value)
            if unsafe or (key in LINKS and not value.startswith("#")):
                del element.attrib[key]
        if etree.QName(element).localname == "style" and FETCHES.search(element.text or ""):
            _drop(element)
    width, height = _size(root.attrib)
    out = etree.tostring(root, encoding="utf-8", xml_declaration=False)
    return Image(name, out, "image/svg+xml", width, height)


def _drop(element: "object") -> None:
    """Take an element out and keep the text that follows it."""
    parent = element.getparent()  # type: ignore[attr-defined]
    before = element.getprevious()  # type: ignore[attr-defined]
    tail = element.tail or ""  # type: ignore[attr-defined]
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)


def _size(attributes: "object") -> tuple[float, float]:
    """Width and height in CSS pixels, from the attributes or the view box."""
    get = attributes.get  # type: ignore[attr-defined]
    box = re.findall(r"-?[\d.]+(?:e-?\d+)?", get("viewBox", ""))
    fallback = (float(box[2]), float(box[3])) if len(box) == 4 else (0.0, 0.0)
    return _pixels(get("width", "")) or fallback[0], _pixels(get("height", "")) or fallback[1]


def _pixels(value: str) -> float:
    found = re.fullmatch(r"\s*([\d.]+)(px|pt|pc|mm|cm|in|q)?\s*", value.lower())
    if not found:
        return 0.0
    unit = {"pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}
    return float(found[1]) * unit.get(found[2] or "", 1.0)
