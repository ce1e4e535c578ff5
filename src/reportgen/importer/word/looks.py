"""Headings and a title that an author made by look alone: bold or large lines without a style."""

import re
from dataclasses import dataclass
from typing import Any

from reportgen.importer.word import package
from reportgen.importer.word.package import W

LONGEST = 120
"""How many characters a typed heading has at most."""
FEW = 2
"""With so many headings by style an author is taken to use styles."""
_SENTENCE = re.compile(r"[.;,:!]\s*$")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?=\.?\s)")
"""A typed number of a heading, which tells its level whatever the heading looks like."""
_CAPTION = re.compile(r"(?i)(figure|fig\.|table|exhibit|chart|box|source|note|그림|표)\b")
_FRONT = re.compile(r"(?i)(abstract|keywords?|key words|초록|요약|핵심어|주제어)\b")


@dataclass(frozen=True)
class Look:
    """How a paragraph looks: `size` in half-points, 0 for that of its style."""

    text: str
    bold: bool
    italic: bool
    centered: bool
    size: int
    style: str


def mark(root: Any, parts: dict[str, bytes]) -> list[str]:
    """Give typed headings the style of headings; the headings that were found."""
    body = root.find(f"{W}body")
    if body is None or "word/styles.xml" not in parts:
        return []
    styles = package.parse(parts["word/styles.xml"], "word/styles.xml")
    names = _names(styles)
    paragraphs = [p for p in body if p.tag == f"{W}p"]
    seen = [_look(p, names) for p in paragraphs]
    headings = [s for s in seen if re.fullmatch(r"(?i)heading \d", s.style) and s.text]
    if len(headings) >= FEW:
        return []
    found = [i for i, s in enumerate(seen) if _is_heading(s, seen[i + 1 :])]
    first = next((i for i, s in enumerate(seen) if s.text), -1)
    parted = first + 1 in found and seen[first].bold and seen[first].text.endswith(":")
    if not found:
        return []
    title = first if parted else _title(seen, found)
    ranks: list[tuple[int, bool, bool]] = []
    told: list[str] = []
    for i in found:
        if i <= title or _FRONT.match(seen[i].text):
            continue
        if parted and i == title + 1:
            _set_style(paragraphs[i], _style(styles, names, "Subtitle"))
            continue
        rank = (seen[i].size, seen[i].centered, seen[i].italic)
        if rank not in ranks:
            ranks.append(rank)
        number = _NUMBER.match(seen[i].text)
        level = min(number[0].count(".") + 1 if number else ranks.index(rank) + 1, 4)
        _set_style(paragraphs[i], _style(styles, names, f"heading {level}"))
        told.append(seen[i].text)
    if title >= 0 and not any(s.style.lower() == "title" for s in seen):
        _set_style(paragraphs[title], _style(styles, names, "Title"))
    parts["word/styles.xml"] = package.written(styles)
    return told


def _title(seen: list[Look], found: list[int]) -> int:
    """The index of the line before all headings that looks like a title; -1 where none does."""
    first = next((i for i, s in enumerate(seen) if s.text), -1)
    if first < 0 or first not in found or len(found) < 2:
        return -1
    same = [i for i in found if (seen[i].size, seen[i].centered) == _rank(seen[first])]
    return first if len(same) == 1 or seen[first].centered else -1


def _rank(look: Look) -> tuple[int, bool]:
    return look.size, look.centered


def _is_heading(look: Look, after: list[Look]) -> bool:
    if not (look.text and look.bold) or len(look.text) > LONGEST or _SENTENCE.search(look.text):
        return False
    if _CAPTION.match(look.text) or look.style.lower() in ("title", "subtitle", "caption"):
        return False
    behind = next((s for s in after if s.text), None)
    return behind is not None


def _look(paragraph: Any, names: dict[str, str]) -> Look:
    runs = [
        r for r in paragraph.iter(f"{W}r") if any((t.text or "").strip() for t in r.iter(f"{W}t"))
    ]
    properties = paragraph.find(f"{W}pPr")
    style, align, numbered = "", "", False
    if properties is not None:
        named = properties.find(f"{W}pStyle")
        style = names.get(named.get(f"{W}val", ""), "") if named is not None else ""
        justified = properties.find(f"{W}jc")
        align = justified.get(f"{W}val", "") if justified is not None else ""
        numbered = properties.find(f"{W}numPr") is not None and style.lower() == "list paragraph"
    shown = (t for r in paragraph.iter(f"{W}r") for t in r.iter(f"{W}t", f"{W}tab", f"{W}br"))
    text = " ".join("".join(t.text or "" if t.tag == f"{W}t" else " " for t in shown).split())
    sizes = [int(s) for r in runs if (s := _value(r, "sz")).isdigit()]
    return Look(
        "" if numbered and not all(_on(r, "b") for r in runs) else text,
        bool(runs) and all(_on(run, "b") for run in runs),
        bool(runs) and all(_on(run, "i") for run in runs),
        align == "center",
        max(sizes, default=0),
        style,
    )


def _on(run: Any, name: str) -> bool:
    found = run.find(f"{W}rPr/{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def _value(run: Any, name: str) -> str:
    found = run.find(f"{W}rPr/{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _names(styles: Any) -> dict[str, str]:
    """The names of styles by their ids."""
    found: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None:
            found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "")
    return found


def _style(styles: Any, names: dict[str, str], wanted: str) -> str:
    """The id of a style of a name, which is made where there is none."""
    from lxml import etree

    known = next((one for one, name in names.items() if name.lower() == wanted.lower()), "")
    if known:
        return known
    made = f"Imported{wanted.title().replace(' ', '')}"
    style = etree.SubElement(styles, f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": made})
    etree.SubElement(style, f"{W}name", {f"{W}val": wanted})
    names[made] = wanted
    return made


def _set_style(paragraph: Any, style: str) -> None:
    """Give a paragraph a style, and take from its runs what made it look like a heading."""
    from lxml import etree

    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    for old in properties.findall(f"{W}pStyle"):
        properties.remove(old)
    new = etree.Element(f"{W}pStyle", {f"{W}val": style})
    properties.insert(0, new)
    for run in paragraph.iter(f"{W}r"):
        own = run.find(f"{W}rPr")
        for name in ("b", "bCs", "i", "iCs") if own is not None else ():
            for element in own.findall(f"{W}{name}"):
                own.remove(element)
