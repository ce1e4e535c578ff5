"""Two states of a document -> its text, running heads and notes, with what was changed tracked."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from itertools import count

from reportgen.editions import Revised
from reportgen.word.body import body
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, root, w
from reportgen.word.headers_footers import headers_footers
from reportgen.word.notes import notes
from reportgen.word.tracked.blocks import merged_blocks
from reportgen.word.tracked.marks import Marks
from reportgen.word.tracked.notes import merged_notes, paired
from reportgen.word.tracked.paragraphs import States


@dataclass(frozen=True)
class Before:
    """The state that a document was in before, and what is known of that."""

    revised: Revised
    known: DocumentContext


def track(
    context: DocumentContext,
    before: Before,
    text: Element,
    heads: Mapping[str, Element],
    listed: Element | None,
) -> tuple[Element, dict[str, Element], Element | None]:
    """The body, running heads and notes of a document, which is written already, in both states."""
    earlier = context.beside(before.revised.before, before.known)
    old_text, old_heads = body(earlier), headers_footers(earlier)
    old_notes = notes(earlier) if earlier.notes else None
    old_names, new_names = paired(old_notes, listed)
    numbers = count(max(context.bookmarks, earlier.bookmarks) + 1)
    states = States(
        Marks(before.revised.author, before.revised.moment, numbers),
        old_names,
        new_names,
        frozenset(_bookmarks(text, listed)),
    )
    tracked = w("body", *merged_blocks(old_text, text, states, closed=True))
    kind = context.note
    written = merged_notes(tracked, old_notes, listed, kind, states)
    made = {
        name: root(part.tag.rpartition("}")[2], merged_blocks(old, part, states, closed=True))
        for name, part in heads.items()
        if (old := old_heads.get(name)) is not None
    }
    part = listed if listed is not None else old_notes
    if part is None:
        return tracked, {**heads, **made}, None
    separators = [deepcopy(note) for note in part if note.get(w.name("type"))]
    # What settings and sections say of notes is said where there are some.
    context.notes.extend([] for _ in written[len(context.notes) :])
    return tracked, {**heads, **made}, root(f"{kind}s", [*separators, *written])


def _bookmarks(*parts: Element | None) -> list[str]:
    return [
        start.get(w.name("name"), "")
        for part in parts
        if part is not None
        for start in part.iter(w.name("bookmarkStart"))
    ]
