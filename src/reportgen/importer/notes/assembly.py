"""Stretches of notes and the choices for their sources -> notes that cite entries."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportgen import bibliography
from reportgen.bibliography import Entry, Library, decode
from reportgen.importer.notes import lost_words, short
from reportgen.importer.notes.choice import Choice
from reportgen.importer.notes.comparison import bare
from reportgen.importer.notes.draft import Draft, bibtex
from reportgen.importer.notes.marks import Line
from reportgen.importer.notes.proof import Candidate
from reportgen.importer.notes.short import Known
from reportgen.importer.notes.stretches import Stretch
from reportgen.importer.notes.values import Confidence, Parsed, ParsedEntry, ParsedNote, Piece
from reportgen.registries import keys, manner
from reportgen.registries.entry import people

_LOOSE = ("pages", "urldate", "langid")
"""Fields that two citations of one work may differ in."""


@dataclass
class _Works:
    """The entries so far, and how each is known again."""

    there: dict[tuple[str, ...], Entry]
    habit: keys.Habit
    way: manner.Manner
    entries: dict[str, ParsedEntry] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    known: dict[tuple[str, ...], str] = field(default_factory=dict)
    taken: list[str] = field(default_factory=list)

    def cited(self, key: str, note: int) -> None:
        """Remember that a note cites an entry."""
        if entry := self.entries.get(key):
            self.entries[key] = replace(entry, notes=tuple(dict.fromkeys((*entry.notes, note))))

    def key(self, choice: Choice, typed: str, note: int) -> str:
        """The key of a source's entry, which is made where there is none."""
        there = self.there.get(_identity(choice.draft))
        if there and choice.confidence != "unsure" and _holds(there, typed, choice.draft):
            return there.key
        print_ = _fingerprint(choice.draft)
        found = self.known.get(print_) if choice.confidence != "unsure" else None
        if found and not self._differs(found, choice.draft):
            entry = self.entries[found]
            numbers = entry.notes if note in entry.notes else (*entry.notes, note)
            pages = choice.draft.fields.get("pages", "")
            held = self.drafts[found]
            if pages and not held.fields.get("pages"):
                held = held.but(pages=pages)
                self.drafts[found] = held
            confidence: Confidence = (
                "likely" if "likely" in (entry.confidence, choice.confidence) else "sure"
            )
            self.entries[found] = replace(
                entry, notes=numbers, bibtex=bibtex(held, found, self.way), confidence=confidence
            )
            return found
        print_ = (*print_, str(len(self.entries))) if found else print_
        new = keys.key(choice.draft.work, self.habit, self.taken)
        self.taken.append(new)
        if choice.confidence != "unsure":
            self.known[print_] = new
        self.drafts[new] = choice.draft
        text = bibtex(choice.draft, new, self.way)
        self.entries[new] = ParsedEntry(
            new, text, choice.confidence, typed, choice.printed, (note,)
        )
        return new

    def _differs(self, key: str, draft: Draft) -> bool:
        """Whether a citation has a day of access or pages that the entry has otherwise."""
        held = self.drafts[key].fields
        both = [(held.get(name), draft.fields.get(name)) for name in ("pages", "urldate")]
        return any(old and new and bare(old) != bare(new) for old, new in both)


def _holds(entry: Entry, typed: str, draft: Draft) -> bool:
    """Whether an entry that was there has every word of a source that was typed."""
    fields = {name: decode.plain(entry.text(name)) for name in entry.fields}
    cited = Candidate(entry.key, "", draft.locator, draft.suffix)
    return not lost_words.lost(typed, Draft(draft.kind, fields), cited)


def _there(library: Library | None) -> dict[tuple[str, ...], Entry]:
    """The entries that are there, by what tells their works."""
    found: dict[tuple[str, ...], Entry] = {}
    for entry in library or ():
        item = bibliography.item(entry, library)
        makers = item.get("author") or item.get("editor") or [{}]
        first = str(makers[0].get("family") or makers[0].get("literal") or "")
        dated = item.get("issued", {}).get("date-parts") or [[""]]
        title = re.sub("<[^<>]*>", "", str(item.get("title", "")))
        if title:
            found[(bare(title), bare(first), str(dated[0][0]))] = entry
    return found


def _identity(draft: Draft) -> tuple[str, ...]:
    """What tells a work: its title, its first maker, its year."""
    makers = draft.people.get("author") or draft.people.get("editor") or ()
    first = next((name.family or name.literal for name in makers), "")
    title = re.sub("<[^<>]*>", "", draft.fields.get("title", ""))
    return (bare(title), bare(first), draft.fields.get("date", "")[:4])


def assemble(
    lines: Sequence[Line],
    stretches: Sequence[Sequence[Stretch]],
    choices: Sequence[Choice | None],
    library: Library | None,
    style: str,
    listed: Sequence[Line] = (),
    items: Sequence[Choice | None] = (),
) -> Parsed:
    """The notes with their citations; `choices` are those of the sources, in order.

    `items` are those of the reference list, None for an item that is no source.
    """
    known = library or ()
    works = _Works(_there(library), keys.learn(known), manner.learn(known))
    works.taken = [*library.keys(), *library.broken] if library else []
    before: list[Known] = []
    for item, choice_ in zip(listed, items, strict=True):
        if choice_:
            works.key(choice_, item.source.strip(), 0)
    queue = iter(choices)
    notes = []
    for number, (line, cut) in enumerate(zip(lines, stretches, strict=True), 1):
        pieces: list[Piece] = []
        drafts: list[str] = []
        for one in cut:
            typed = line.typed(one.start, one.end)
            if one.drafts and (choice := next(queue)):
                key = works.key(choice, line.typed(one.begin, one.end), number)
                if choice.confidence == "unsure":
                    drafts.append(works.entries[key].bibtex)
                    pieces.append(Piece(typed))
                    before.append(Known(number, "", choice.draft))
                    continue
                before.append(Known(number, key, choice.draft))
                draft = choice.draft
                pieces.append(Piece(typed, key, one.prefix, draft.locator, draft.suffix))
            elif one.form and (found := short.resolve(one.form, before, number)) and found.key:
                locator = one.form.locator or (
                    before[-1].locator if one.form.kind == "ibid" else ""
                )
                before.append(replace(found, note=number, locator=locator))
                works.cited(found.key, number)
                pieces.append(Piece(typed, found.key, one.prefix, locator))
            else:
                if one.form:
                    before.append(Known(number, "", Draft("misc")))
                pieces.append(Piece(typed))
        notes.append(ParsedNote(line.source, _whole(line, cut, pieces), tuple(drafts)))
    return Parsed(tuple(notes), tuple(works.entries.values()), style)


def _whole(line: Line, cut: Sequence[Stretch], pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces with the blanks and marks between them, neighbouring prose joined."""
    out: list[Piece] = []
    at = 0
    for one, piece in zip(cut, pieces, strict=True):
        start = line.places[one.start][0] if line.places else 0
        if gap := line.source[at:start]:
            out.append(Piece(gap))
        out.append(piece)
        at = line.places[one.end - 1][1] if line.places else 0
    if rest := line.source[at:]:
        out.append(Piece(rest))
    joined: list[Piece] = []
    for piece in out:
        if joined and not joined[-1].key and not piece.key:
            joined[-1] = Piece(joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(joined)


def _fingerprint(draft: Draft) -> tuple[str, ...]:
    """What two citations of one work have in common."""
    fields = [f"{k}={bare(v)}" for k, v in sorted(draft.fields.items()) if k not in _LOOSE]
    makers = [f"{role}={bare(people(names))}" for role, names in sorted(draft.people.items())]
    return (draft.kind, *fields, *makers)
