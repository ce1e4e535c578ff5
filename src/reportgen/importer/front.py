"""The title block of a document -> the fields of its front matter, and what follows it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reportgen.importer import people
from reportgen.importer.inlines import bare, line, without
from reportgen.importer.items import Item
from reportgen.registries import csl_answer
from reportgen.tree.nodes import Node, find

MOST, LONG = 40, 45
"""How many blocks a title block has at most, and from how many words on a paragraph is text."""
ABSTRACT = re.compile(
    r"(?i)^\s*(?:abstract|summary|executive summary|초록|국문초록|요약|국문 요약|abstrakt|résumé"
    r"|resumen)\s*(?:[.:：—–-]\s*|$)"
)
KEYWORDS = re.compile(
    r"(?i)^\s*(?:key[ -]?words?(?: and phrases)?|index terms|키워드|핵심어|주제어|schlagwörter"
    r"|mots[ -]clés|palabras clave)\s*[:：.—–-]?\s*"
)
_DATE = re.compile(r"(?i)^(?:date|dated|draft of|version of|published|날짜)?\s*[:.]?\s*(.{4,40})$")
_SPLIT = re.compile(r"\s*[;；·•]\s*|\s*[,，、]\s*(?![^()]*\))")
_MADE = ("toc heading", "toc 1", "toc 2", "toc 3", "toc 4", "contents heading", "masthead")


@dataclass
class FrontMatter:
    """What a title block says; texts that may have formats are inlines or blocks.

    `unplaced` are its lines that are none of these, `generated` those that a program had made.
    """

    title: list[Node] = field(default_factory=list)
    subtitle: list[Node] = field(default_factory=list)
    authors: tuple[people.Author, ...] = ()
    abstract: list[Node] = field(default_factory=list)
    keywords: tuple[str, ...] = ()
    date: str = ""
    unplaced: list[str] = field(default_factory=list)
    generated: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    """The words before keywords and the like, and a date as it was typed."""
    promoted: bool = False
    """Whether the title was the only first-level heading, so that others are one level higher."""


def read(items: Sequence[Item], properties: Mapping[str, str]) -> tuple[FrontMatter, list[Item]]:
    """The front matter, and the items that are the text."""
    front = FrontMatter()
    lines: list[Item] = []
    rest = _head(items, front, lines)
    if not rest:
        rest, lines = lines, []  # nothing follows: they are the text
    if front.subtitle and front.title and front.title[-1]["t"] == "Str":
        last = str(front.title[-1]["c"]).rstrip(":")  # outputs set the colon
        front.title = [*front.title[:-1], *([{"t": "Str", "c": last}] if last else [])]
    if not front.title:
        rest = _find_title(front, lines, rest, properties)
    _find_people(front, lines)
    taken = items[: len(items) - len(rest)]
    front.unplaced += [
        f"a note: {line(note)}"
        for item in taken
        for note in find(item.block, {"Note"})
        if item not in lines and item.block not in front.abstract
    ]
    back = [one for one in lines if not front.title or _is_text(one)]
    front.unplaced += [one.text for one in lines if one not in back and one.text]
    return front, [*back, *rest]


def _head(items: Sequence[Item], front: FrontMatter, lines: list[Item]) -> list[Item]:
    """Take the title block; its lines that no style names go to `lines`, the text is returned."""
    abstract = False
    kept: list[Item] = []
    for i, item in enumerate(items):
        words = item.text
        style = item.style
        kind = item.kind
        if style in _MADE or style.startswith("toc "):
            front.generated.append(words)
            if style == "masthead":
                front.date = csl_answer.from_words(words.rpartition(" · ")[2])
        elif kind == "Header" and ABSTRACT.fullmatch(words.rstrip(":.") + " ") is not None:
            abstract = True
            front.labels.append(words)
        elif kind == "Header" and i == 0 and _is_title(items):
            front.title = _inlines(item)
        elif style in ("title", "제목", "titel") and kind == "Para":
            front.title += [*([{"t": "Space"}] if front.title else []), *_inlines(item)]
        elif style in ("subtitle", "부제", "untertitel") and kind == "Para":
            front.subtitle = _inlines(item)
        elif style in ("author", "authors", "affiliation", "date", "author note", "byline"):
            lines.append(item)
        elif style == "abstract title" or (kind == "Para" and not words and _is_bare(item)):
            front.labels.append(words)
        elif kind == "Para" and KEYWORDS.match(words) and len(words) < 600:
            front.keywords = keywords(words)
            front.labels.append(words)
            abstract = False
        elif kind == "Para" and style.startswith("abstract"):
            front.abstract.append(item.block)
        elif kind == "Para" and (found := ABSTRACT.match(words)):
            front.labels.append(found[0])
            behind = without(item.block["c"], len(found[0]))
            if len(words) > len(found[0]):
                front.abstract.append({"t": "Para", "c": behind})
            else:
                abstract = True
        elif abstract and kind == "Para" and len(front.abstract) < 8 and _goes_on(items, i):
            front.abstract.append(item.block)
        elif kind == "Para" and len(words.split()) < LONG and i < MOST and not front.abstract:
            lines.append(item)
        else:
            kept = list(items[i:])
            break
    return _later(kept, front)


def _is_bare(item: Item) -> bool:
    return not find(item.block, {"Image", "Math", "Note"})


def _is_title(items: Sequence[Item]) -> bool:
    """Whether a heading at the head of a document is its title: authors or an abstract follow."""
    near = items[1:10]
    if near and near[0].style in ("author", "authors", "byline", "subtitle"):
        return True
    return any(ABSTRACT.match(one.text) for one in near) and not any(
        one.level == items[0].level and not ABSTRACT.match(one.text) for one in near[:3]
    )


def _goes_on(items: Sequence[Item], i: int) -> bool:
    """Whether a paragraph under the word "Abstract" is still of it: the first one, or others
    before a heading or keywords that follow soon."""
    if items[i - 1].kind == "Header" or not len(items[i - 1].text.split()) > 3:
        return True
    near = items[i : i + 6]
    return any(one.kind == "Header" or KEYWORDS.match(one.text) for one in near)


def _later(items: list[Item], front: FrontMatter) -> list[Item]:
    """Take keywords that stand behind the abstract, after lines that are kept."""
    for i, item in enumerate(items[:4]):
        if item.kind == "Header":
            break
        if not front.keywords and item.kind == "Para" and KEYWORDS.match(item.text):
            front.keywords = keywords(item.text)
            return [*items[:i], *items[i + 1 :]]
    return items


def keywords(words: str) -> tuple[str, ...]:
    """The keywords of a line that begins with that word."""
    listed = _SPLIT.split(KEYWORDS.sub("", words, count=1))
    return tuple(one.strip(" .") for one in listed if one.strip(" ."))


def _find_title(
    front: FrontMatter, lines: list[Item], rest: list[Item], properties: Mapping[str, str]
) -> list[Item]:
    """Take the title where no style says which line it is; the text without it."""
    named = bare(properties.get("title", ""))
    for item in (*lines[:6], *rest[:1]):
        if named and bare(item.text) == named:
            front.title = _inlines(item)
            if item in lines:
                lines.remove(item)
                return rest
            return _promoted(front, rest[1:])
    first = [item for item in rest if item.level == 1]
    if rest and rest[0].level == 1 and len(first) == 1 and not front.abstract:
        front.title = _inlines(rest[0])
        return _promoted(front, rest[1:])
    top = lines[0] if lines else None
    if top is not None and len(top.text.split()) <= 30 and not top.text.endswith("."):
        front.title = _inlines(top)
        lines.remove(top)
    return rest


def _promoted(front: FrontMatter, rest: list[Item]) -> list[Item]:
    """The text under a title that was a heading, whose own headings are one level higher."""
    if any(item.level == 1 for item in rest):
        return rest
    front.promoted = True
    return [
        Item({**item.block, "c": [item.level - 1, *item.block["c"][1:]]}, item.style)
        if item.level
        else item
        for item in rest
    ]


def _find_people(front: FrontMatter, lines: list[Item]) -> None:
    """Take authors, affiliations and a date out of the lines of a title block."""
    for item in list(lines):
        found = _DATE.fullmatch(item.text)
        day = csl_answer.from_words(found[1]) if found and not front.date else ""
        if day and (item.style == "date" or len(item.text.split()) < 5):
            front.date = day
            front.labels.append(item.text)
            lines.remove(item)
    front.authors, used = people.read([_parts(item) for item in lines])
    for item in [lines[i] for i in used]:
        lines.remove(item)


def _parts(item: Item) -> tuple[str, list[Node], str]:
    return item.text, _inlines(item), item.style


def _inlines(item: Item) -> list[Node]:
    block = item.block
    inlines: list[Node] = block["c"][2] if block["t"] == "Header" else block["c"]
    out: list[Node] = []
    for one in inlines:
        if one["t"] in ("Note", "Image") or (one["t"] == "Span" and not one["c"][1]):
            continue
        bold = one["t"] == "Strong"
        out += one["c"] if bold else [{"t": "Space"} if one["t"] == "LineBreak" else one]
    return out


def _is_text(item: Item) -> bool:
    """Whether a line of a title block that is none of its parts is of the text after all."""
    if find(item.block, {"Cite", "Image", "Math"}):
        return True
    return item.text.rstrip('”"’)').endswith((".", "?", "!")) and len(item.text.split()) > 8
