"""WordprocessingML as text: names, escapes and lengths."""

import re
from hashlib import sha256
from xml.sax.saxutils import escape as _escape

OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "pic": f"{OFFICE}/drawingml/2006/picture",
}
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def root(name: str, body: str) -> str:
    """A part of the package: its root element, with every namespace that we write."""
    spaces = "".join(f' xmlns:{k}="{v}"' for k, v in NAMESPACES.items())
    return f"{HEAD}<{name}{spaces}>{body}</{name}>"


def escape(value: str) -> str:
    """Text, or the value of an attribute."""
    return _escape(UNPRINTABLE.sub("", value), {'"': "&quot;", "\n": " ", "\t": " "})


def val(name: str, value: object) -> str:
    """An element that says one thing, such as `<w:jc w:val="both"/>`."""
    return f'<w:{name} w:val="{escape(str(value))}"/>'


def flag(name: str, on: bool | None) -> str:
    """A property that is on or off; nothing where it is left to the style."""
    return "" if on is None else f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'


def twips(points: float) -> int:
    """Points in twentieths, which Word measures most lengths in."""
    return round(points * 20)


def emu(points: float) -> int:
    """Points in the units of drawings."""
    return round(points * 12700)


def bookmark(identifier: str) -> str:
    """A name that Word takes for a bookmark, one for each identifier."""
    plain = re.sub(r"[^A-Za-z0-9_]", "_", identifier)
    if plain == identifier.replace("-", "_") and len(plain) <= 36:
        return f"ref_{plain}"
    return f"ref_{plain[:25]}_{sha256(identifier.encode()).hexdigest()[:8]}"


def text(value: str) -> str:
    """A run's text, whose spaces count."""
    return f'<w:t xml:space="preserve">{escape(value)}</w:t>' if value else ""
