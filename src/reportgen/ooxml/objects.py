"""What stands among words and is none: pictures and formulas."""

from hashlib import sha256
from typing import Any

from reportgen.ooxml.elements import attribute, called, related
from reportgen.ooxml.model import Picture
from reportgen.ooxml.package import Relations
from reportgen.ooxml.revisions import KINDS, Revisions, change
from reportgen.ooxml.state import State
from reportgen.ooxml.words import plain

SIGNS = ("m:chr", "m:begChr", "m:endChr", "m:sepChr")
"""Properties of a formula that are signs of it (22.1.2)."""


def formula(element: Any, revisions: Revisions) -> tuple[str, str]:
    """A formula as a key that says its structure and signs, and its text.

    The key is the same whatever a program says of the formula's look.
    """
    name = called(element)
    if name in KINDS:
        if not revisions.keeps(change(element)):
            return "", ""
        return _inside(element, revisions)
    if name in ("m:t", "t"):
        text = plain(element.text or "")[0]
        return text, text
    if name in SIGNS:
        sign = next((v for k, v in element.attrib.items() if k.endswith("}val")), "")
        return f"{name[2:]}={sign}", ""
    if name in ("m:r", "r") or name.endswith("Pr"):
        return _inside(element, revisions)
    if not name.startswith("m:"):
        return "", ""
    key, text = _inside(element, revisions)
    return f"{name[2:]}({key})", text


def _inside(element: Any, revisions: Revisions) -> tuple[str, str]:
    parts = [formula(kid, revisions) for kid in element]
    return "".join(key for key, _ in parts), "".join(text for _, text in parts)


def pictures(element: Any, relations: Relations, state: State) -> list[Picture]:
    """The pictures of a drawing (20.1.8.13, 20.4) or of a shape of VML.

    One outside the file has its address as its hash, and no part; it is not fetched.
    """
    alt, found = "", []
    for below in element.iter():
        name = called(below)
        if name in ("txbxContent", "mc:Fallback"):
            continue
        if name == "wp:docPr" or name == "v:shape":
            alt = str(below.get("descr") or below.get("alt") or alt)
        key = ""
        if name == "a:blip":
            key = related(below, "embed") or related(below, "link")
        elif name == "v:imagedata":
            key = related(below, "id")
        _, target, outside = relations.get(key, ("", "", False))
        if not target:
            continue
        if outside:
            found.append(Picture(target, "", alt))
            continue
        if target not in state.hashes:
            data = state.package.data(target)
            state.hashes[target] = "" if data is None else sha256(data).hexdigest()
        if state.hashes[target]:
            found.append(Picture(state.hashes[target], target, alt))
    return found


def is_boxed(element: Any, root: Any) -> bool:
    """Whether an element stands in a text box below `root`."""
    for above in element.iterancestors():
        if above is root:
            return False
        if called(above) in ("txbxContent", "mc:Fallback"):
            return True
    return False


def properties_of(element: Any) -> str:
    """What a drawing holds that is no picture: "chart", "diagram", ...; empty for pictures."""
    for below in element.iter("{*}graphicData"):
        kind = str(below.get("uri", "")).rpartition("/")[2]
        if kind in ("chart", "diagram", "chartex"):
            return "a chart" if "chart" in kind else "a diagram"
    return ""


def symbol(element: Any) -> str:
    """A sign of a font of signs (17.3.3.30); empty for one that only that font knows."""
    code = attribute(element, "char")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    face = attribute(element, "font").lower()
    if number >= 0xF000 and "symbol" in face and (number - 0xF000) < 0x100:
        return _SYMBOLS.get(number - 0xF000, "")
    if 0xE000 <= number <= 0xF8FF or not 0x20 <= number < 0x110000 or 0xD800 <= number < 0xE000:
        return ""
    return chr(number)


_SYMBOLS = {
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x20, 0x40), " !∀#∃%&∋()∗+,−./0123456789:;<=>?", strict=True)),
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥",
    0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
"""Adobe's Symbol encoding, as Unicode."""
