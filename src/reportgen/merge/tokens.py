"""The words of a Word document, block by block, as they are compared."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote

from reportgen.merge.mapped_text import TOKEN, normal
from reportgen.ooxml import Block, Change, Word

PARAGRAPH = "¶"
"""The atom between two paragraphs that are compared as one."""


@dataclass(frozen=True)
class Token:
    """A word, a mark, a space, or an atom of a document.

    `text` is in its `normal` form, `typed` as it stands. `atom` is "", "note", "picture",
    "formula", "break" or `PARAGRAPH`; `made` says that a field computes the word: "reference",
    "field" or "". `target` is the note's name among those of the document that was sent, the
    bookmark of a reference, a link's address, or the kind of the block behind `PARAGRAPH`.
    """

    text: str
    typed: str
    format: frozenset[str] = frozenset()
    atom: str = ""
    target: str = ""
    made: str = ""
    change: Change | None = None

    @property
    def key(self) -> tuple[object, ...]:
        """What is equal where nothing was changed."""
        if self.atom:
            return self.atom, self.target if self.atom == "note" else self.text
        link = "" if self.made or self.text.isspace() else self.target
        return self.text, frozenset() if self.text.isspace() else self.format, link

    @property
    def blank(self) -> bool:
        return not self.atom and self.text.isspace()


@dataclass(frozen=True)
class Gone:
    """What a tracked change took out before the token `index`."""

    index: int
    words: str
    change: Change | None


FORMATS = frozenset(
    {"bold", "italic", "strike", "superscript", "subscript", "smallcaps", "code", "underline"}
)


def tokens(block: Block, notes: Mapping[str, str]) -> list[Token]:
    """The tokens of a paragraph; `notes` gives the name of a note by its id."""
    return [token for word in block.words for token in _tokens(word, notes)]


def _tokens(word: Word, notes: Mapping[str, str]) -> Iterable[Token]:
    if word.atom in ("", "reference", "field"):
        made = word.atom
        linked = word.target and (made == "reference" or re.match(r"[a-z]+:", word.target))
        target = _address(word.target) if linked else ""
        shape = word.format & FORMATS
        if not made and "Hyperlink" in word.style:
            shape -= {"underline"}
        for typed in TOKEN.findall(word.text):
            text = normal(typed)
            if text or made:
                text = " " if text.isspace() else text
                yield Token(text, typed, shape, "", target, made, word.change)
    elif word.atom == "note":
        yield Token(
            "", "", frozenset(), "note", notes.get(word.target, word.target), "", word.change
        )
    elif word.atom == "formula":
        signs = "".join(re.findall(r"\w", word.text))
        yield Token(signs, word.text, frozenset(), "formula", word.target, "", word.change)
    else:
        yield Token("", word.text, frozenset(), word.atom, word.target, "", word.change)


def _address(target: str) -> str:
    return unquote(target).rstrip("/")


def gone(block: Block, notes: Mapping[str, str]) -> list[Gone]:
    """What tracked changes took out of a paragraph, by the tokens before which it stood."""
    if not block.removed:
        return []
    counts = [0]
    for word in block.words:
        counts.append(counts[-1] + len(list(_tokens(word, notes))))
    return [Gone(counts[min(i, len(counts) - 1)], w.text, w.change) for i, w in block.removed]


def joined(blocks: Iterable[Block], notes: Mapping[str, str]) -> tuple[list[Token], list[Gone]]:
    """The tokens of several paragraphs, with `PARAGRAPH` between them, and what is gone of them."""
    out: list[Token] = []
    left: list[Gone] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            out.append(
                Token(PARAGRAPH, "\n", atom=PARAGRAPH, target=block.kind, change=before.change)
            )
        left += [replace(g, index=g.index + len(out)) for g in gone(block, notes)]
        out += tokens(block, notes)
        before = block
    return out, left


def said(found: Iterable[Token]) -> str:
    """Tokens as a line of text."""
    return " ".join("".join(token.typed or _shown(token) for token in found).split())


def _shown(token: Token) -> str:
    return {"note": "[note]", "picture": "[picture]"}.get(token.atom, "")
