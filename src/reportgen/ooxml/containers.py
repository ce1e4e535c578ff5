"""Elements around others: content controls, alternate content (ISO/IEC 29500-1, 17.5; -3)."""

from typing import Any

from reportgen.ooxml.elements import attribute, called, child

UNDERSTOOD = frozenset({
    "w14", "w15", "w16", "w16se", "w16cid", "wps", "wpg", "wpc", "wp14", "wpi", "a14", "m", "v",
    "o",
})  # fmt: skip
"""Prefixes of vocabularies that the chosen branch of alternate content may require."""


def content(element: Any) -> Any:
    """What is in a content control (17.5.2), also words that ask for others: Word prints them."""
    found = child(element, "sdtContent")
    return () if found is None else found


def chosen(element: Any) -> Any:
    """The branch of alternate content that is read (ISO/IEC 29500-3, 7.6)."""
    for branch in element:
        needed = str(branch.get("Requires", "")).split()
        if called(branch) == "mc:Choice" and UNDERSTOOD.issuperset(needed):
            return branch
    found = child(element, "mc:Fallback")
    return () if found is None else found


def attribute_of(properties: Any, name: str) -> str:
    """The value of a property; empty where it is not there."""
    found = child(properties, name)
    return "" if found is None else attribute(found, "val")


def words_of(element: Any) -> str:
    return "".join(e.text or "" for e in element.iter("{*}t", "{*}delText"))
