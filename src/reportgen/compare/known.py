"""What is known of two reports before their trees are compared."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.languages import Language, language
from reportgen.resolve import Report
from reportgen.sanitize.image import Image
from reportgen.tree.nodes import LEAVES, Node, attr, walk

APART = frozenset({"at", "place", "n"})
"""What a node carries that a reader does not see."""
EARLIER = "earlier/"
"""What the name of an old picture begins with where another one has its name now."""
INSERTED, DELETED = "ins", "del"


@dataclass(frozen=True)
class Known:
    """The pictures of both reports, their language, and the notes that are in both.

    `notes` has the new number of each old note that is still there, `contents` the blocks of the
    old notes by their numbers.
    """

    old_images: Mapping[str, Image]
    new_images: Mapping[str, Image]
    language: Language
    notes: Mapping[int, int]
    contents: Mapping[int, list[Node]]

    def earlier(self, name: str) -> str:
        """The name that an old picture has in both reports together."""
        old, new = self.old_images.get(name), self.new_images.get(name)
        return name if old is None or new is None or old.data == new.data else EARLIER + name

    def key(self, tree: Any, *, old: bool) -> str:
        """The same for two trees that a reader cannot tell apart."""
        return json.dumps(self._bare(tree, old), sort_keys=True, ensure_ascii=False)

    def _bare(self, tree: Any, old: bool) -> Any:
        if isinstance(tree, list):
            return [self._bare(item, old) for item in tree]
        if not isinstance(tree, dict):
            return tree
        kind = tree.get("t")
        if kind in LEAVES:
            return tree.get("c", " " if kind in ("Space", "SoftBreak") else kind)
        bare = {k: self._bare(v, old) for k, v in tree.items() if k not in APART}
        if kind == "Image":
            images = self.old_images if old else self.new_images
            image = images.get(tree["c"][2][0])
            bare["bytes"] = hashlib.sha256(image.data).hexdigest() if image else ""
        return bare


def words_of(tree: Any) -> Counter[str]:
    """The words in a tree, its notes left out, and its pictures and formulas."""
    out: Counter[str] = Counter()
    for node in walk(without_notes(tree)):
        if node["t"] == "Str":
            out[node["c"]] += 1
        elif node["t"] in ("Code", "CodeBlock", "Math"):
            out[node["c"][1]] += 1
        elif node["t"] == "Image":
            out[node["c"][2][0]] += 1
    return out


def without_notes(tree: Any) -> Any:
    """A tree whose notes are empty."""
    if isinstance(tree, list):
        return [without_notes(item) for item in tree]
    if isinstance(tree, dict):
        if tree.get("t") == "Note":
            return {"t": "Note", "c": []}
        return {key: without_notes(value) for key, value in tree.items()}
    return tree


def known(old: Report, new: Report, notes: Mapping[int, int]) -> Known:
    """What is known of two reports; `notes` has the new number of each old note."""
    contents = {n["n"]: n["c"] for n in walk(old.blocks) if n["t"] == "Note" and n.get("n")}
    lang = new.front.lang or "en-US"
    return Known(old.images, new.images, language(lang), notes, contents)


def identifiers(blocks: list[Node]) -> frozenset[str]:
    """The identifiers in blocks."""
    return frozenset(name for node in walk(blocks) if (name := attr(node)[0]))
