"""What is not brought back, each with the editor's words and a place, and nothing twice."""

import re
from collections.abc import Mapping, Sequence

from reportgen.diagnostics.source import Source, Span
from reportgen.merge.applied import plain
from reportgen.merge.differences import Difference
from reportgen.merge.edits import Edit, Refusal
from reportgen.merge.mapped_text import normal
from reportgen.merge.proof import Proof
from reportgen.ooxml import Document

BY_HAND = "change it in the manuscript by hand"
TAKEN = "printed again, the change does not read as the editor has it"
BROKEN = "with the change the manuscript cannot be built"
MISSING = "printed again, the passage reads otherwise than the editor has it"
GONE = "the file that the words stood in is not there any more"
NEAR = 60
"""How many characters say where something was changed that is no words."""
FIRST = 8
"""How many of the words of a passage say where it stands."""


def all_of(
    refusals: Sequence[Refusal], proof: Proof, texts: Mapping[str, bytes], edited: Document
) -> tuple[Refusal, ...]:
    """The refusals of a comparison, and what its proof found beside them."""
    out = list(refusals)
    sources = {name: Source(name, plain(data)) for name, data in texts.items()}
    fault = next((d.message for d in proof.faults), "")
    for edit in proof.taken:
        source = sources.get(edit.path)
        reason = f"{BROKEN}: {fault}" if fault else TAKEN
        span = source.span(edit.start, edit.end) if source else None
        near = source.text[edit.start : edit.start + NEAR].split("\n")[0] if source else ""
        words = edit.words.strip() or f"{edit.what} at `{near.strip()}`"
        out.append(Refusal(span, edit.author, edit.date, words, reason, BY_HAND))
    for difference in proof.differences:
        left = [words for words in difference.words if not _is_told(words, out)]
        if not difference.words and not out:
            left = [difference.editor or difference.printed]
        place = _place(difference, sources) or next((r.span for r in out if r.span), None)
        for words in left:
            words = words or difference.editor or difference.printed
            author, date = _who(words, edited)
            out.append(Refusal(place, author, date, words, MISSING, BY_HAND))
    return tuple(out)


def without_file(edit: Edit) -> Refusal:
    """The refusal of an edit whose file is not there any more."""
    return Refusal(None, edit.author, edit.date, edit.words, GONE, BY_HAND)


def unprinted(edit: Edit, source: Source, fault: str) -> Refusal:
    """The refusal of an edit with which, after the author's own changes, nothing can be built."""
    span = source.span(edit.start, edit.end)
    return Refusal(span, edit.author, edit.date, edit.words, f"{BROKEN}: {fault}", BY_HAND)


def _is_told(words: str, refusals: Sequence[Refusal]) -> bool:
    """Whether a refusal speaks of these words already."""
    spoken = _bare(words)
    return any(
        (told := _bare(refusal.words)) and (spoken in told or told in spoken)
        for refusal in refusals
    ) or (not spoken and bool(refusals))


def _bare(words: str) -> str:
    return "".join(c for c in normal(words.casefold()) if c.isalnum())


def _place(difference: Difference, sources: Mapping[str, Source]) -> Span | None:
    """Where a passage stands, by its first words."""
    words = re.findall(r"[^\W_]+", difference.printed)
    for size in (FIRST, FIRST // 2):
        for begin in range(0, max(len(words) - size, 0) + 1, size):
            some = words[begin : begin + size]
            if len(some) < min(size, 3):
                continue
            pattern = re.compile(r"[\W_]{1,40}".join(map(re.escape, some)))
            for source in sources.values():
                found = pattern.search(source.text)
                if found:
                    return source.span(found.start(), found.end())
    return None


def _who(words: str, edited: Document) -> tuple[str, str]:
    """Who tracked a change of these words, and when; empty where nobody did."""
    spoken = _bare(words)
    for revision in edited.revisions:
        told = _bare(revision.words)
        if told and spoken and (told in spoken or spoken in told):
            return revision.author, revision.date
    return "", ""
