"""The notes of a document: those that cite by typed words become citations."""

import re
from collections.abc import Sequence
from typing import Any

from reportgen import bibliography
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.importer import markdown
from reportgen.importer.chapters import REFERENCES
from reportgen.importer.items import Item
from reportgen.importer.notes import Parsed, entries_of
from reportgen.tree.nodes import Node, edit, find, text

_STYLES = ("bibliography", "references", "literaturverzeichnis")


def listed(items: Sequence[Item]) -> list[int]:
    """Which items are those of a typed list of references, without the heading over it."""
    found: list[int] = []
    level = 0
    for i, item in enumerate(items):
        if item.level and REFERENCES.match(item.text):
            level = item.level
        elif item.level and level and item.level <= level:
            level = 0
        elif item.kind in ("Table", "Div", "Figure") or find(item.block, {"Image"}):
            level = 0  # exhibits behind the list
        elif (level or item.style in _STYLES) and item.kind in (
            "Para",
            "BulletList",
            "OrderedList",
        ):
            found.append(i)
    return found


def parse(
    items: list[Item], listed_at: Sequence[int], fields: str, lang: str
) -> tuple[list[Item], Parsed, list[str]]:
    """Items with their notes as Markdown has them, what was read of typed sources, and the
    references of the list that are kept as they are typed.

    `fields` is BibTeX, the entries of citation fields.
    """
    notes = [note for item in items for note in find(item.block, {"Note"})]
    own = {id(note): i for i, note in enumerate(notes)}
    references = [block for i in listed_at for block in _paragraphs(items[i].block)]
    pieces = [[_line(note["c"])] for note in notes] + [[_line([block])] for block in references]
    written = [" ".join(one.split()) for one in markdown.write(pieces)]
    typed, lines = written[: len(notes)], written[len(notes) :]
    free = [i for i, note in enumerate(notes) if not find(note, {"Cite"})]
    library = bibliography.read((Source("bibliography.bib", fields),), Bag()) if fields else None
    parsed = Parsed((), (), "")
    if free or lines:
        parsed = entries_of([typed[i] for i in free], lines, library, lang)
    made = {i: f"^[{one}]" for i, one in enumerate(typed)}
    made |= {i: note.markdown() for i, note in zip(free, parsed.notes, strict=True)}

    drafts = {i: note.drafts for i, note in zip(free, parsed.notes, strict=True)}

    def change(node: Node) -> Any:
        return {"t": "RawInline", "c": ["markdown", made[own[id(node)]]]}

    known = {_words(one.typed) for one in parsed.entries if one.confidence != "unsure"}
    left = [line for line in lines if _words(line) not in known]
    out: list[Item] = []
    for i, item in enumerate(items):
        if i in listed_at:
            kept = [b for b, line in zip(references, lines, strict=True) if line in left]
            out += [Item(b, item.style) for b in _paragraphs(item.block) if b in kept]
        elif notes:
            inner = [own[id(note)] for note in find(item.block, {"Note"})]
            out.append(Item(edit(item.block, change, {"Note"}), item.style))
            out += [_draft(draft) for i in inner for draft in drafts.get(i, ())]
        else:
            out.append(item)
    return out, parsed, left


def _words(typed: str) -> str:
    """The letters and figures of a reference, whatever marks it up."""
    return re.sub(r"[\W_]+", "", re.sub(r"\]\([^()\s]*\)", "", typed).casefold())


def _draft(bibtex: str) -> Item:
    """What was read of a source that stays prose, as a comment."""
    return Item({"t": "RawBlock", "c": ["markdown", f"<!-- {bibtex.replace('-->', '')} -->"]})


def _line(blocks: list[Node]) -> Node:
    """The blocks of a note as one paragraph."""
    inlines: list[Node] = []
    for block in blocks:
        for one in _paragraphs(block):
            inlines += [*([{"t": "Space"}] if inlines else []), *one["c"]]
    return {"t": "Para", "c": _unbracketed(inlines)}


def _unbracketed(inlines: list[Node]) -> list[Node]:
    """Inlines without typed angle brackets around addresses, which Markdown sets itself, and with
    DOIs as they are shown."""
    out = [
        {"t": "Str", "c": text(one["c"][1])} if one["t"] == "Link" and _is_doi(one) else one
        for one in inlines
    ]
    for i in range(1, len(out) - 1):
        before, link, behind = out[i - 1 : i + 2]
        if link["t"] != "Link" or before["t"] != "Str" or behind["t"] != "Str":
            continue
        if before["c"].endswith("<") and behind["c"].startswith(">"):
            out[i - 1] = {"t": "Str", "c": before["c"][:-1]}
            out[i + 1] = {"t": "Str", "c": behind["c"][1:]}
    return [one for one in out if one != {"t": "Str", "c": ""}]


def _is_doi(link: Node) -> bool:
    """Whether a link shows the DOI that it leads to, without the address of the registry."""
    shown = text(link["c"][1]).strip()
    return shown.startswith("10.") and str(link["c"][2][0]).lower().endswith(shown.lower())


def _paragraphs(block: Node) -> list[Node]:
    """The paragraphs of a block, and of a list in it."""
    found = find([block], {"Para", "Plain"})
    return [{"t": "Para", "c": one["c"]} for one in found]
