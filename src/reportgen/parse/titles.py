"""Titles and keywords of the front matter that hold Markdown: `After *Roe v. Wade*`, `CO~2~`.

What is printed is formatted; running heads, catalogues and the metadata of files get plain text.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from reportgen.languages import language
from reportgen.parse.front_matter import Front
from reportgen.tree.nodes import Node, edit, plain_text

MARKED = re.compile(r"""[*_~^`\\$<\["']|--|\.\.\.|&\w+;""")
"""What a text without which is the same as Markdown."""
TAG = re.compile(r"</?(?!(?:sub|sup|i|em|b|strong|u|br)\b)\w", re.I)
"""A tag that would be left out of Markdown: a title that holds one is printed as it was typed."""
_QUOTED = re.compile(r"\$[^$]*\$|`[^`]*`")
"""A formula or code, in which `<y` is no tag."""
FIELDS = ("title", "subtitle", "short_title")
BRIEF = ("title", "subtitle")
KEYWORD = "keyword"
RELATED = "relates-title"
TRANSLATION = "translation"


def marked_titles(matter: Front) -> dict[str, str]:
    """The titles and keywords that may hold Markdown, by their names in `Manuscript.prose`.

    The names are `title`, `subtitle`, `short_title`, `brief-title`, `brief-subtitle`, and
    `keyword-0` and so on; `relates-title` of a notice, and `translation-ko-title` and the like.
    """
    found = {name: getattr(matter, name) for name in FIELDS}
    if matter.brief:
        found |= {f"brief-{name}": getattr(matter.brief, name) for name in BRIEF}
    found |= {f"{KEYWORD}-{i}": word for i, word in enumerate(matter.keywords)}
    found |= {RELATED: matter.relates.title if matter.relates else None}
    found |= {
        f"{TRANSLATION}-{tag}-{name}": getattr(one, name)
        for tag, one in matter.translations.items()
        for name in BRIEF
    }
    return {
        name: said
        for name, said in found.items()
        if said and MARKED.search(said) and not TAG.search(_QUOTED.sub("", said))
    }


def with_plain_titles(
    matter: Front, read: Iterable[tuple[str, list[Node]]]
) -> tuple[Front, dict[str, list[Node]]]:
    """The front matter with its titles and keywords as plain text, and what is still formatted.

    `read` are the fields in Markdown, by name, as they were read.
    A title that Markdown would make a list, a heading or several paragraphs of is printed as it was
    typed.
    """
    prose = {
        name: _marked(blocks, lang_of(name, matter))
        if name.startswith(f"{TRANSLATION}-")
        else blocks
        for name, blocks in read
    }
    names = [name for name in marked_titles(matter) if name in prose]
    kept = {name: prose[name] for name in names if _is_line(prose[name])}
    said = {name: _plain(blocks, lang_of(name, matter)) for name, blocks in kept.items()}
    update: dict[str, Any] = {name: said[name] for name in FIELDS if name in said}
    brief = {name: said[f"brief-{name}"] for name in BRIEF if f"brief-{name}" in said}
    if brief and matter.brief:
        update["brief"] = matter.brief.model_copy(update=brief)
    words = enumerate(matter.keywords)
    update["keywords"] = tuple(said.get(f"{KEYWORD}-{i}", word) for i, word in words)
    if matter.relates and RELATED in said:
        update["relates"] = matter.relates.model_copy(update={"title": said[RELATED]})
    update["translations"] = _translations(matter, said, prose)
    dropped = set(names) - set(kept)
    changed = matter.model_copy(update=update)
    return changed, {name: blocks for name, blocks in prose.items() if name not in dropped}


def lang_of(name: str, matter: Front) -> str:
    """The language of a field in Markdown: a translation's, or else the article's."""
    kind, _, rest = name.partition("-")
    return rest.rpartition("-")[0] if kind == TRANSLATION else matter.lang or "en"


def _translations(
    matter: Front, said: Mapping[str, str], prose: Mapping[str, list[Node]]
) -> dict[str, Any]:
    """Titles and abstracts in other languages as plain text."""
    made = {}
    for tag, one in matter.translations.items():
        names = {name: f"{TRANSLATION}-{tag}-{name}" for name in (*BRIEF, "abstract")}
        plain = {name: said[field] for name, field in names.items() if field in said}
        if names["abstract"] in prose:
            plain["abstract"] = plain_text(prose[names["abstract"]])
        made[tag] = one.model_copy(update=plain)
    return made


def _is_line(blocks: list[Node]) -> bool:
    return len(blocks) == 1 and blocks[0]["t"] in ("Para", "Plain")


def _plain(blocks: list[Node], lang: str) -> str:
    """Plain text with the quotation marks of a language."""
    return plain_text(_marked(blocks, lang))


def _marked(blocks: list[Node], lang: str) -> list[Node]:
    """Blocks with the quotation marks of a language in the place of quotations."""
    marks = language(lang).quotes

    def quoted(node: Node) -> list[Node]:
        pair = marks[:2] if node["c"][0]["t"] == "DoubleQuote" else marks[2:]
        return [{"t": "Str", "c": pair[0]}, *node["c"][1], {"t": "Str", "c": pair[1]}]

    made: list[Node] = edit(blocks, quoted, {"Quoted"})
    return made
