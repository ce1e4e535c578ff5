"""What of an edition is referred to, counted and listed, found before it is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.ast import attr, walk
from reportgen.editions import Edition

COUNTED = ("Figure", "Table")
"""The types that have captions with numbers."""


@dataclass(frozen=True)
class Index:
    """The places in an edition that other places name.

    `targets` holds the type in the tree of everything that can be referred to, `captions` the
    label of each captioned figure and table ("Table 1"), `numbers` their numbers by their types
    and `heads` the contents of the headings, both in document order.
    """

    targets: Mapping[str, str]
    captions: Mapping[str, str]
    numbers: Mapping[str, list[str]]
    heads: list[Any]


def index(edition: Edition) -> Index:
    """The index of an edition."""
    targets: dict[str, str] = {}
    captions: dict[str, str] = {}
    numbers: dict[str, list[str]] = {kind: [] for kind in COUNTED}
    heads: list[Any] = []
    words = edition.report.words
    for node in walk(edition.blocks):
        kind = node["t"]
        identifier = node.get("label", "") if kind == "Math" else attr(node)[0]
        if identifier:
            targets.setdefault(identifier, kind)
        if kind == "Header":
            heads.append(node["c"])
        elif kind in COUNTED:
            number = node.get("number", "")
            numbers[kind].append(number)
            if number:
                captions[identifier] = label(words[kind.lower()], number)
    for node in walk(list(edition.bibliography)):
        identifier = node.get("label", "") if node["t"] == "Math" else attr(node)[0]
        if identifier:
            targets.setdefault(identifier, node["t"])
    return Index(targets, captions, numbers, heads)


def label(form: str, number: str) -> str:
    """A caption's label, which never breaks over a line."""
    return form.format(number).replace(" ", "\u00a0")
