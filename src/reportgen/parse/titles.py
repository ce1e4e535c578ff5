"""Titles and keywords of the front matter that hold Markdown: `After *Roe v. Wade*`, `CO~2~`.

What is printed is formatted; running heads, catalogues and the metadata of files get plain text.
"""

import re
from collections.abc import Iterable
from typing import Any

from reportgen.languages import language
from reportgen.parse.front_matter import Front
from reportgen.tree.nodes import Node, edit, plain_text

MARKED = re.compile(r"""[*_~^`\\$<\["']|--|\.\.\.|&\w+;""")
"""What a text without which is the same as Markdown."""
TAG = re.compile(r"</?(?!(?:sub|sup|i|em|b|strong|u|br)\b)\w", re.I)
"""A tag that would be left out of Markdown: a title that holds one is printed as it was typed."""
FIELDS = ("title", "subtitle", "short_title")
BRIEF = ("title", "subtitle")
KEYWORD = "keyword"


def marked_titles(matter: Front) -> dict[str, str]:
    """The titles and keywords that may hold Markdown, by their names in `Manuscript.prose`.

    The names are `title`, `subtitle`, `short_title`, `brief-title`, `brief-subtitle`, and
    `keyword-0` and so on.
    """
    found = {name: getattr(matter, name) for name in FIELDS}
    if matter.brief:
        found |= {f"brief-{name}": getattr(matter.brief, name) for name in BRIEF}
    found |= {f"{KEYWORD}-{i}": word for i, word in enumerate(matter.keywords)}
    return {
        name: said
        for name, said in found.items()
        if said and MARKED.search(said) and not TAG.search(said)
    }


def with_plain_titles(
    matter: Front, read: Iterable[tuple[str, list[Node]]]
) -> tuple[Front, dict[str, list[Node]]]:
    """The front matter with its titles and keywords as plain text, and what is still formatted.

    `read` are the fields in Markdown, by name, as they were read.
    A title that Markdown would make a list, a heading or several paragraphs of is printed as it was
    typed.
    """
    prose = dict(read)
    names = [name for name in marked_titles(matter) if name in prose]
    kept = {name: prose[name] for name in names if _is_line(prose[name])}
    said = {name: _plain(blocks, matter.lang or "en") for name, blocks in kept.items()}
    update: dict[str, Any] = {name: said[name] for name in FIELDS if name in said}
    brief = {name: said[f"brief-{name}"] for name in BRIEF if f"brief-{name}" in said}
    if brief and matter.brief:
        update["brief"] = matter.brief.model_copy(update=brief)
    words = enumerate(matter.keywords)
    update["keywords"] = tuple(said.get(f"{KEYWORD}-{i}", word) for i, word in words)
    dropped = set(names) - set(kept)
    changed = matter.model_copy(update=update) if said else matter
    return changed, {name: blocks for name, blocks in prose.items() if name not in dropped}


def _is_line(blocks: list[Node]) -> bool:
    return len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain")


def _plain(blocks: list[Node], lang: str) -> str:
    """Plain text with the quotation marks of a language."""
    marks = language(lang).quotes

    def quoted(node: Node) -> list[Node]:
        pair = marks[:2] if node["c"][0]["t"] == "DoubleQuote" else marks[2:]
        return [{"t": "Str", "c": pair[0]}, *node["c"][1], {"t": "Str", "c": pair[1]}]

    return plain_text(edit(blocks, quoted, {"Quoted"}))
