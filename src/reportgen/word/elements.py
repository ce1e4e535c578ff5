"""Elements of Office Open XML: a maker for each namespace, and parts of the package made of them.

An element has one parent: one that stands in two places is made, or copied, twice.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from lxml import etree

Element = etree._Element
Child = Element | str | Mapping[str, str] | None

OFFICE = "http://schemas.openxmlformats.org"
NAMESPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "a": f"{OFFICE}/drawingml/2006/main",
    "pic": f"{OFFICE}/drawingml/2006/picture",
}
DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SPACE_KEPT = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
"""The attribute of text whose spaces count."""
UNSAFE = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(value: str) -> str:
    """Text that XML 1.0 can hold (section 2.2), its tabs and ends of lines as spaces."""
    if not UNSAFE.search(value):
        return value
    return UNSAFE.sub(lambda found: " " if found[0] in "\t\n\r" else "", value)


class Maker:
    """Makes the elements of one namespace: `w("jc", val="both")` is `<w:jc w:val="both"/>`.

    After the name come the contents: elements, the text, attributes by their qualified names; None
    is left out, as is an attribute whose value is None. Attributes by keyword are in the namespace
    where they are `qualified`. It does what lxml's `ElementMaker` does, by copying an element that
    it made before, which takes a third of the time.
    """

    def __init__(self, uri: str, prefix: str | None = None, *, qualified: bool = False) -> None:
        self._uri = f"{{{uri}}}"
        self._prefix: Any = {prefix: uri}  # None is the default namespace's
        self._attributes = self._uri if qualified else ""
        self._copies: dict[str, Callable[[], Element]] = {}

    def name(self, local: str) -> str:
        """The qualified name of an element, or of a qualified attribute."""
        return self._uri + local

    def __call__(
        self, local: str, /, *children: Child, **attributes: str | int | float | None
    ) -> Element:
        new = self._copies.get(local)
        if new is None:
            made = etree.Element(self._uri + local, None, self._prefix)
            new = self._copies[local] = made.__copy__  # type: ignore[attr-defined]
        element = new()
        for child in children:
            if isinstance(child, Element):
                element.append(child)
            elif isinstance(child, str):
                element.text = clean(child)
            elif child is not None:
                for key, text in child.items():
                    element.set(key, clean(text))
        for key, value in attributes.items():
            if value is not None:
                text = clean(value) if isinstance(value, str) else str(value)
                element.set(self._attributes + key, text)
        return element

    def group(self, local: str, /, **values: str | int | float | Element | None) -> Element:
        """An element of properties by their names: `jc="both"` is `<w:jc w:val="both"/>`.

        True and False are toggle properties (ISO 29500-1, 17.7.3), an element stands for itself.
        """
        element = self(local)
        for name, value in values.items():
            if isinstance(value, Element):
                element.append(value)
            elif value is not None:
                shown = int(value) if isinstance(value, bool) else value
                element.append(self(name, val=None if value is True else shown))
        return element


w = Maker(NAMESPACES["w"], "w", qualified=True)
m = Maker(NAMESPACES["m"], "m", qualified=True)
wp = Maker(NAMESPACES["wp"], "wp")
a = Maker(NAMESPACES["a"], "a")
pic = Maker(NAMESPACES["pic"], "pic")
R = f"{{{NAMESPACES['r']}}}"
"""The namespace of attributes that name a relationship."""


def filled(element: Element) -> Element | None:
    """The element where something is in it."""
    return element if len(element) else None


def tab_stops(stops: Iterable[tuple[float, str]]) -> Element | None:
    """Tab stops: the place of each in points, and how text is aligned at it."""
    made = [w("tab", val=kind, pos=twips(at)) for at, kind in stops]
    return w("tabs", *made) if made else None


def root(name: str, contents: Iterable[Element]) -> Element:
    """The root element of a part, with every namespace that is used below it."""
    element = etree.Element(w.name(name), None, NAMESPACES)
    element.extend(contents)
    return element


def serialized(element: Element) -> bytes:
    """A part as the package holds it."""
    return DECLARATION + etree.tostring(element, encoding="UTF-8")


def twips(points: float) -> int:
    """Points in twentieths, which WordprocessingML has most lengths in."""
    return round(points * 20)


def half_points(points: float) -> int:
    """Points in halves, which WordprocessingML has sizes of type in."""
    return round(points * 2)


def emu(points: float) -> int:
    """Points in English Metric Units, which DrawingML has lengths in."""
    return round(points * 12700)
