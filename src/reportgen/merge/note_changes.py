"""Notes edited, typed and taken out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.alignment import overlap, pair
from reportgen.diagnostics.source import Source
from reportgen.merge import citation_changes, printed_words
from reportgen.merge.collected import Collected, editors_words, who
from reportgen.merge.inline_scanner import words
from reportgen.merge.new_text import written
from reportgen.merge.operations import operations
from reportgen.merge.refusals import UNKNOWN, no_new
from reportgen.merge.sent_document import SentDocument
from reportgen.merge.source_words import SourceWord
from reportgen.merge.tokens import Gone, Token, joined, said
from reportgen.merge.word_changes import change_words
from reportgen.ooxml import Document, Note


@dataclass(frozen=True)
class View:
    """A note: its tokens, and what tracked changes took out of it."""

    note: Note
    tokens: tuple[Token, ...]
    gone: tuple[Gone, ...]

    @property
    def key(self) -> tuple[object, ...]:
        return tuple(token.key for token in self.tokens if not token.blank)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.key == other.key


def views(notes: Iterable[Note]) -> list[View]:
    """The notes of a document."""
    out = []
    for note in notes:
        found, gone = joined(note.blocks, {})
        out.append(View(note, tuple(found), tuple(gone)))
    return out


def _alike(one: View, other: View) -> float:
    a, b = (Counter(t.text for t in v.tokens if t.text.strip()) for v in (one, other))
    return overlap(a, b)


def change_notes(sent: SentDocument, edited: Document, found: Collected) -> dict[str, str]:
    """Add the changes of notes; the names of the edited document's notes by their ids."""
    ours, theirs = views(sent.document.notes), views(edited.notes)
    names: dict[str, str] = {}
    for old, new in pair(ours, theirs, _alike):
        if old and new:
            names[theirs[new.start].note.id] = ours[old.start].note.id
            if ours[old.start] != theirs[new.start]:
                _change(sent, ours[old.start], theirs[new.start], found)
        elif new:
            names[theirs[new.start].note.id] = f"new {theirs[new.start].note.id}"
    for name, (source, word) in sent.markers.items():
        found.notes[name] = found.slice(source, word.start, word.end)
    known = {
        " ".join("".join(t.text for t in view.tokens).split()).rstrip(". "): text
        for view in ours
        if (text := found.notes.get(view.note.id, "")).startswith("[@")
    }
    for view in theirs:
        name = names[view.note.id]
        if name.startswith("new "):
            _write(name, view, known, found)
    _drop(sent, set(names.values()), found)
    return names


def _change(sent: SentDocument, old: View, new: View, found: Collected) -> None:
    tokens, edited = list(old.tokens), list(new.tokens)
    source, word = sent.markers.get(old.note.id, (None, None))
    if source is None or word is None:
        for op in operations(tokens, edited):
            near = [g for g in new.gone if op.j1 <= g.index <= op.j2]
            said_words = editors_words(edited[op.j1 : op.j2], tokens[op.i1 : op.i2])
            found.refuse(None, who(edited[op.j1 : op.j2], near), said_words, *UNKNOWN)
        return
    if word.atom == "cite":
        _change_cited(source, word, tokens, edited, new.gone, found)
    elif word.inner is not None:
        labels = frozenset(label.name for label in found.manuscript.labels)
        inner = printed_words.with_references(words(word.inner), labels)
        passage = printed_words.joined(tokens, inner, [])
        change_words(passage, edited, new.gone, word.inner, found, "note")
    else:
        blocks = sent.definitions.get((source.name, word.target), [])
        passage = printed_words.passage(tokens, blocks)
        if blocks:
            change_words(passage, edited, new.gone, blocks[0].text, found, "note")


def _change_cited(
    source: Source, word: SourceWord, tokens: list[Token], edited: list[Token],
    gone: Iterable[Gone], found: Collected,
) -> None:  # fmt: skip
    """A note that is a citation alone."""
    for op in operations(tokens, edited):
        new = edited[op.j1 : op.j2]
        near = [g for g in gone if op.j1 <= g.index <= op.j2]
        citation_changes.change_cited(
            [word], source, tokens, op.i1, op.i2, range(len(tokens)), new, who(new, near), found
        )


def _write(name: str, view: View, known: dict[str, str], found: Collected) -> None:
    """What stands in the source for a note that the editor typed; nothing for an empty one."""
    if not said(view.tokens):
        return
    cluster, _ = citation_changes.typed_note(list(view.tokens), known, found)
    chapters = found.manuscript.chapters
    writer = found.writer(chapters[0].source, "note")
    text, refused, _ = written(view.tokens, writer, found, start=False)
    if cluster:
        found.written[name], found.typed[name] = cluster, f"^[{text}]"
        return
    person = who(view.tokens, view.gone)
    for words_of in refused:
        found.refuse(None, person, said(view.tokens), *words_of)
    if len(view.note.blocks) > 1:
        found.refuse(None, person, said(view.tokens), *no_new("note"))
    else:
        found.written[name] = f"^[{text}]"


def _drop(sent: SentDocument, left: set[str], found: Collected) -> None:
    """Take out the definitions of notes whose markers are gone."""
    used = {(source.name, word.target) for name, (source, word) in sent.markers.items()
            if name in left and word.atom == "note"}  # fmt: skip
    for name, (source, word) in sent.markers.items():
        key = (source.name, word.target)
        if name in left or word.atom != "note" or not word.target or key in used:
            continue
        for block in sent.definitions.get(key, []):
            end = block.end
            while end < len(source.text) and source.text[end] == "\n":
                end += 1
            found.edit(source, block.start, end, "", who(()), "", "note deleted")
