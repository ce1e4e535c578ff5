"""Citations typed with author and date, `(Doe 2020, 15)` -> those of the one entry that fits."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen import bibliography
from reportgen.bibliography import Library, csl_items
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.importer.citing import locator
from reportgen.importer.inlines import bare
from reportgen.importer.references import words_of
from reportgen.tree.nodes import Node, edit, string, text

_NAME = r"[A-ZÀ-ÖØ-ÞŁŚŻČŠŽ가-힣][\w’'.-]*(?: (?:of|for|and the|[A-ZÀ-ÖØ-Þ][\w’'.-]*)){0,6}"
_NAMES = rf"{_NAME}(?:(?:, {_NAME})*,? (?:and|&) {_NAME}| et al\.?,?)?"
_YEAR = r"\d{4}[a-z]?|n\.d\.|forthcoming"
_GROUP = re.compile(rf"\((?P<inner>[^()]{{3,300}}?(?:{_YEAR})[^()]{{0,80}})\)")
_PART = re.compile(
    rf"(?P<prefix>(?:see|see also|cf\.|e\.g\.,?|for example,?|as in)\s+)?(?P<names>{_NAMES}),? "
    rf"(?P<year>{_YEAR})(?:\s*[,:]\s*(?P<locator>(?:pp?\. ?)?[\divxlc]+(?:[-–][\divxlc]+)?))?"
)
_YEAR_ALONE = re.compile(
    rf"\((?P<year>{_YEAR})(?:\s*[,:]\s*(?P<locator>(?:pp?\. ?)?[\divxlc]+(?:[-–][\divxlc]+)?))?\)"
)
_BEFORE = re.compile(rf"(?P<names>{_NAMES})(?:’s|'s)? $")
NEAR = 200
"""How many characters before a year in brackets the author's name may begin."""


@dataclass
class AuthorDate:
    """Citations by author and date: those `made`, as typed, and which fit no entry or several."""

    keys: Mapping[tuple[str, str], tuple[str, ...]]
    made: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    def set(self, blocks: list[Node]) -> list[Node]:
        """Blocks with such citations; those that do not fit exactly one entry stay typed."""
        if not self.keys:
            return blocks
        flat: list[Node] = edit(blocks, _flat, {"Emph"})
        done: list[Node] = edit(flat, self._block, {"Para", "Plain"})
        return done

    def _block(self, node: Node) -> Node:
        out: list[Node] = []
        stretch: list[Node] = []
        for one in [*node["c"], None]:
            if one is not None and one["t"] in ("Str", "Space", "SoftBreak"):
                stretch.append(one)
                continue
            out += self._stretch(stretch)
            stretch = []
            out += [one] if one is not None else []
        return {**node, "c": out}

    def _stretch(self, nodes: list[Node]) -> list[Node]:
        words = "".join(node["c"] if node["t"] == "Str" else " " for node in nodes)
        words = words.replace("\u00a0", " ")
        if "(" not in words:
            return nodes
        out: list[Node] = []
        last = 0
        for start, end, made in self._found(words):
            if start >= last:
                out += [*words_of(words[last:start]), made]
                last = end
        return [*out, *words_of(words[last:])] if last else nodes

    def _found(self, words: str) -> list[tuple[int, int, Node]]:
        found: list[tuple[int, int, Node]] = []
        for one in _YEAR_ALONE.finditer(words):
            named = _BEFORE.search(words[max(0, one.start() - NEAR) : one.start()])
            key = self._key(named["names"], one["year"]) if named else ""
            if key:
                cited = _cited(key, "", one["locator"] or "", "SuppressAuthor")
                found.append((one.start(), one.end(), {"t": "Cite", "c": [[cited], []]}))
        for group in _GROUP.finditer(words):
            cites = [self._part(part.strip()) for part in group["inner"].split(";")]
            if all(cites):
                found.append((group.start(), group.end(), {"t": "Cite", "c": [cites, []]}))
            elif any(_PART.fullmatch(part.strip()) for part in group["inner"].split(";")):
                self.left = (*self.left, group[0])
        self.made += tuple(words[start:end] for start, end, _ in found)
        return sorted(found, key=lambda one: one[0])

    def _part(self, typed: str) -> Node | None:
        found = _PART.fullmatch(typed)
        key = self._key(found["names"], found["year"]) if found else ""
        if not found or not key:
            return None
        prefix = (found["prefix"] or "").strip()
        return _cited(key, prefix, found["locator"] or "", "NormalCitation")

    def _key(self, names: str, year: str) -> str:
        whole = bare(names.replace("&", "and"))
        first = bare(re.split(r",| and | & | et al", names)[0])
        for name in (whole, first):
            keys = self.keys.get((name, year), ())
            if len(keys) == 1:
                return keys[0]
            if keys:
                return ""
        return ""


def index(bibtex: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """The keys of entries by the family name of their first author, and all of them, and a year.

    A year has a letter where the key has one.
    """
    library: Library = bibliography.read((Source("bibliography.bib", bibtex),), Bag())
    found: dict[tuple[str, str], list[str]] = {}
    for one in library:
        item = csl_items.item(one)
        makers: Sequence[Any] = item.get("author") or item.get("editor") or ()
        dated = item.get("issued", {}).get("date-parts") or [[""]]
        year = str(dated[0][0])
        names = [bare(str(m.get("family") or m.get("literal") or "")) for m in makers]
        if not names or not year:
            continue
        letter = one.key[-1:] if re.search(r"\d[a-z]$", one.key) else ""
        whole = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
        for name in {names[0], bare(whole)}:
            for when in {year, year + letter}:
                found.setdefault((name, when), []).append(one.key)
    return {name: tuple(dict.fromkeys(keys)) for name, keys in found.items()}


def _flat(node: Node) -> Any:
    """`et al.` in italics is plain."""
    return node["c"] if text(node["c"]).strip(" .,") == "et al" else node


def _cited(key: str, prefix: str, place: str, mode: str) -> Node:
    bare_place = re.sub(r"^pp?\. ?", "", place)
    behind = f", {locator(bare_place, 'page')}" if bare_place else ""
    return {
        "citationId": key, "citationPrefix": string(prefix), "citationSuffix": string(behind),
        "citationMode": {"t": mode}, "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
