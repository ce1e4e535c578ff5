"""How a document reads: what must be equal for two documents to say the same.

Not compared is what a program computes: the lines of a table of contents, the shown words of
references and fields, which Word keeps as they were until it is asked to renew them.
"""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from typing import Any

from reportgen.merge.mapped_text import TOKEN, normal
from reportgen.ooxml import Block, Document, Word, within

FORMATS = frozenset({"bold", "italic", "strike", "superscript", "subscript", "smallcaps"})
MADE = ("masthead", "banner", "author note", "statement")
"""The styles of what the program makes of the front matter, as the line on how to cite."""
NOTE = ("note",)
BEFORE_NOTES = (".", ",", ";", ":", "?", "!")
"""The marks that are printed before a note's marker, on whichever side of it they were typed."""
SHOWN = frozenset({"reference", "field"})


@dataclass(frozen=True)
class Line:
    """A paragraph as it reads; `words` are its tokens, `place` says within what it stands.

    `text` is what a person is shown of it.
    """

    words: tuple[Hashable, ...]
    place: tuple[Hashable, ...]
    text: str
    spoken: tuple[str, ...] = ()

    @property
    def key(self) -> Hashable:
        return self.words, self.place


def has_references(document: Document) -> bool:
    """Whether fields are left of cross-references: some programs make words of them."""
    return any(w.atom == "reference" for block in document.every_block() for w in block.words)


def untouched(sent: Document, edited: Document) -> frozenset[str]:
    """The styles of what is made of the front matter that nobody edited: they follow the title."""
    ours, theirs = ([(b.style.lower(), b.text) for b in d.blocks] for d in (sent, edited))
    return frozenset(
        style
        for style in MADE
        if [text for name, text in ours if name == style]
        == [text for name, text in theirs if name == style]
    )


def lines(document: Document, references: bool = True, without: Collection[str] = ()) -> list[Line]:
    """The paragraphs of the text, of cells, and of the notes behind it, in their order.

    Without `references` those are words like others; paragraphs of the styles `without` are left
    out.
    """
    out = []
    for block in document.blocks:
        if block.kind == "contents" or block.style.lower() in without:
            continue
        if block.kind == "table":
            for n, row in enumerate(block.rows):
                for cell in row:
                    place = ("cell", n, cell.column, cell.columns, cell.rows)
                    out += [
                        _line(b, place, references)
                        for b in within(cell.blocks)
                        if b.kind != "table"
                    ]
        else:
            out.append(_line(block, (), references))
    for note in document.notes:
        out += [_line(b, ("note",), references) for b in within(note.blocks) if b.kind != "table"]
    return [line for line in out if line.words]


def _line(block: Block, place: tuple[Hashable, ...], references: bool) -> Line:
    words: list[Any] = []
    spoken: list[str] = []
    for word in block.words:
        for key, text in _keys(word, references):
            if key == " " and (not words or words[-1] == " "):
                continue
            words.append(key)
            spoken.append(text)
            if spoken[-3:] == ["."] * 3 and words[-3:] == [key] * 3:  # printed as one sign
                words[-3:], spoken[-3:] = [("…", *key[1:])], ["…"]
            at = len(words) - 1
            while key[0] in BEFORE_NOTES and at and words[at - 1] == NOTE:
                at -= 1
            words.insert(at, words.pop())
            spoken.insert(at, spoken.pop())
    if words and words[-1] == " ":
        words.pop()
        spoken.pop()
    kind = (block.kind, block.level) if block.kind in ("heading", "list-item") else ()
    return Line(tuple(words), (*place, *kind), "".join(spoken), tuple(spoken))


def _keys(word: Word, references: bool) -> list[tuple[Any, str]]:
    """The tokens of a word as they are compared, each with its text."""
    if word.atom == "reference" and references:
        return [(("reference", word.target), word.text)]
    if word.atom == "note":
        return [(NOTE, "[note]")]
    if word.atom == "field" and references:
        return [(("field", word.target.partition(" ")[0]), word.text)]
    if word.atom == "break":
        return [(("break",), "\n")]
    if word.atom == "formula":
        signs = "".join(c for c in word.text if c.isalnum())
        return [(("formula", signs), word.text)]
    if word.atom and word.atom not in SHOWN:
        return [((word.atom,), f"[{word.atom}]")]
    look = word.format & FORMATS
    link = word.target if ":" in word.target and not word.atom else ""
    out: list[tuple[Any, str]] = []
    for typed in TOKEN.findall(word.text):
        text = normal(typed)
        if text.isspace():
            out.append((" ", " "))
        elif text:
            # An address that is typed is a link where it is printed.
            out.append(((text, look, "" if typed in link else link), typed))
    return out
