"""The text of a document -> chapters, divided at its first-level headings."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.importer.inlines import without
from reportgen.importer.items import Item
from reportgen.importer.slugs import slug

NUMBER = re.compile(
    r"^(?:(?:chapter|section|part)\s+)?(?:\d+(?:\.\d+)*|[IVXL]+)(?:[.:)]|\s)\s*(?=\S)", re.I
)
REFERENCES = re.compile(
    r"(?i)^(?:\d+\.?\s*)?(?:list of )?(?:references?(?: list| cited)?|bibliography|works cited"
    r"|literature(?: cited)?|sources|cited works|참고\s?문헌|literaturverzeichnis|bibliographie"
    r"|bibliografía|referencias)\s*:?$"
)
_NOTES = re.compile(r"(?i)^(?:end|foot)?notes\s*:?$|^미주$|^각주$")


@dataclass(frozen=True)
class Chapter:
    """A file of the manuscript: its name, and its blocks."""

    name: str
    items: tuple[Item, ...]


def levelled(items: list[Item]) -> list[Item]:
    """Items whose highest heading is of the first level, and none skips one."""
    levels = sorted({item.level for item in items if item.level})
    if not levels or levels == list(range(1, len(levels) + 1)):
        return items
    new = {level: i + 1 for i, level in enumerate(levels)}
    return [
        replace(item, block={**item.block, "c": [new[item.level], *item.block["c"][1:]]})
        if item.level
        else item
        for item in items
    ]


def unnumbered(items: list[Item]) -> tuple[list[Item], list[str]]:
    """Items whose headings have no typed numbers, and those numbers, where most had one."""
    headings = [item for item in items if item.level]
    typed = [item for item in headings if NUMBER.match(item.text)]
    if len(typed) < 2 or len(typed) * 2 < len(headings):
        return items, []
    out: list[Item] = []
    numbers: list[str] = []
    for item in items:
        found = NUMBER.match(item.text) if item.level else None
        if found:
            numbers.append(found[0])
            level, attributes, inlines = item.block["c"]
            item = replace(
                item,
                block={"t": "Header", "c": [level, attributes, without(inlines, found.end())]},
            )
        out.append(item)
    return out, numbers


def without_empty(items: list[Item]) -> tuple[list[Item], list[str]]:
    """Items without headings over nothing, as over references that a program had made."""
    kept: list[Item] = []
    gone: list[str] = []
    for i, item in enumerate(items):
        behind = items[i + 1] if i + 1 < len(items) else None
        empty = behind is None or (0 < behind.level <= item.level)
        if item.level and (not item.text or (empty and _made(item.text))):
            gone.append(item.text)
        else:
            kept.append(item)
    return kept, [one for one in gone if one]


def _made(title: str) -> bool:
    return bool(REFERENCES.match(title) or _NOTES.match(title))


def divide(items: Sequence[Item]) -> list[Chapter]:
    """The chapters; text before the first heading is one of its own."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if item.level == 1 and parts[-1]:
            parts.append([])
        parts[-1].append(item)
    width = max(2, len(str(len(parts))))
    out: list[Chapter] = []
    for number, part in enumerate(parts, 1):
        title = slug(part[0].text, 5) if part and part[0].level == 1 else "text"
        if not title.isascii() or not title:
            title = "chapter"
        out.append(Chapter(f"{number:0{width}}-{title}.md", tuple(part)))
    return out
