"""Proof of an import: the words of the old document, looked for in the new project.

The words of the document are those of the reader of Word documents, which had no part in making
the project; those of the project are what its chapters, as they are parsed, its front matter and
its bibliography hold. Words that a citation field showed are set anew, and not looked for.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from reportgen.alignment import changes
from reportgen.ooxml import Block, Document, within
from reportgen.parse import Manuscript
from reportgen.tree.nodes import Node, edit, find, text

SURE = 12
"""From how many letters on a stretch that is parted otherwise is the same one."""
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
"""Signs within words that nobody sees: soft hyphens, joiners."""
_TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True)
class Loss:
    """Words that are nowhere in the project, and the place they had: a heading, or a note."""

    place: str
    words: str


@dataclass(frozen=True)
class Proof:
    """How many words were looked for, and those that are missing."""

    words: int
    losses: tuple[Loss, ...]

    @property
    def missing(self) -> int:
        """How many words are missing."""
        return sum(len(loss.words.split()) for loss in self.losses)


def words_of(manuscript: Manuscript) -> list[str]:
    """The words of a manuscript in their order, those of notes behind the others."""
    out: list[str] = []
    notes: list[str] = []
    for chapter in manuscript.chapters:
        own = find(chapter.blocks, {"Note"})
        out += tokens(text(_told(chapter.blocks)))
        for note in own:
            notes += tokens(text(_told(note["c"])))
        for image in find(chapter.blocks, {"Image"}):
            out += tokens(" ".join(value for _, value in image["c"][0][2]))
    return out + notes


def _told(blocks: list[Node]) -> list[Node]:
    """Blocks in which citations say what stands around them, without their keys, and what is
    raised or lowered is a word of its own."""

    def change(node: Node) -> object:
        if node["t"] != "Cite":
            return [{"t": "Space"}, *node["c"], {"t": "Space"}]
        around = []
        for one in node["c"][0]:
            around += [*one["citationPrefix"], {"t": "Space"}, *one["citationSuffix"]]
            around.append({"t": "Space"})
        return [{"t": "Space"}, *around]

    told: list[Node] = edit(blocks, change, {"Cite", "Superscript", "Subscript"})
    return told


def prove(placed: Sequence[tuple[str, str]], new: Sequence[str], texts: Iterable[str]) -> Proof:
    """The words of a document that are neither among the `new` ones nor in other `texts`.

    `placed` are the words, each with its place.
    """
    old = [word for word, _ in placed]
    pool = Counter(word for one in texts for word in tokens(one))
    lost: list[int] = []
    spare = ""
    for start, end, begin, stop in changes(old, new):
        lost += range(start, end)
        pool.update(new[begin:stop])
        spare += "".join(new[begin:stop])
    missing: list[int] = []
    for i in lost:
        if pool[old[i]] > 0:
            pool[old[i]] -= 1
        else:
            missing.append(i)
    losses = [one for one in _losses(missing, placed) if not _is_joined(one.words, spare)]
    return Proof(len(old), tuple(losses))


def _is_joined(words: str, spare: str) -> bool:
    """Whether words stand among those of the project that are parted otherwise."""
    letters = words.replace(" ", "")
    return len(letters) >= SURE and letters in spare


def _losses(missing: list[int], placed: Sequence[tuple[str, str]]) -> Iterator[Loss]:
    """Words that follow each other and have the same place, together."""
    pairs = enumerate(missing)
    for _, run in groupby(pairs, key=lambda pair: (pair[1] - pair[0], placed[pair[1]][1])):
        found = [placed[i] for _, i in run]
        yield Loss(found[0][1], " ".join(word for word, _ in found))


def words_in(document: Document) -> Iterator[tuple[str, str]]:
    """Each word of a document with its place; those of boxes and notes behind the others."""
    place = "before the first heading"
    for block in within(document.blocks):
        if block.kind == "heading":
            place = f"under “{' '.join(block.text.split())[:60]}”"
        if block.kind != "contents":
            yield from ((word, place) for word in _words(block))
    for box in document.boxes:
        for block in within(box):
            yield from ((word, "in a text box") for word in _words(block))
    for number, note in enumerate(document.notes, 1):
        for block in within(note.blocks):
            yield from ((word, f"in note {number}") for word in _words(block))


def _words(block: Block) -> list[str]:
    shown, raised = "", False
    for word in block.words:
        if word.citation or word.atom in ("note", "formula", "picture", "break"):
            shown += " "
            continue
        now = bool({"superscript", "subscript"} & word.format)
        shown += f" {word.text}" if now != raised else word.text
        raised = now
    return tokens(shown)


def tokens(words: str) -> list[str]:
    """Words for comparison: letters and figures in small letters."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFKC", words))
    return _TOKEN.findall(shown.casefold())


def texts_of(files: Mapping[str, bytes]) -> list[str]:
    """The texts of the files of a project that are no chapters, as words may stand in them."""
    kept = (data for name, data in files.items() if name.endswith((".bib", ".yaml")))
    return [re.sub(r"[{}\\]", "", data.decode("utf-8", "replace")) for data in kept]
