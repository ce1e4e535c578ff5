"""A stretch of a source's words replaced, with the markup round them kept whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.merge.mapped_text import MappedText
from reportgen.merge.markdown_writer import Piece, Writer
from reportgen.merge.source_words import Run, SourceWord

Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Stretch:
    """The words of a passage in its text."""

    words: list[SourceWord]
    text: MappedText

    def runs(self, k: int) -> Runs:
        return self.words[k].runs if 0 <= k < len(self.words) else ()

    def first(self, k: int, outside: int) -> int:
        """The offset at which word `k` begins with the markup that opens before it."""
        runs = self.words[k].runs
        return runs[outside].start if len(runs) > outside else self.words[k].start

    def last(self, k: int, outside: int) -> int:
        """The offset at which word `k` ends with the markup that closes behind it."""
        runs = self.words[k].runs
        return runs[outside].end if len(runs) > outside else self.words[k].end

    def kept(self, k: int) -> Piece:
        """A word as it stands; the end of a line with what begins the next one."""
        word = self.words[k]
        end = word.end
        source = self.text.source.text
        if "\n" in source[word.start : end] and k + 1 < len(self.words):
            after = self.words[k + 1]
            end = self.first(k + 1, len(common(word.runs, after.runs)))
        return Piece(source[word.start : end], word.runs, kept=True)


def common(one: Runs, other: Runs) -> Runs:
    """The outer markup that two words share."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    return one[:same]


def replaced(
    stretch: Stretch, first: int, last: int, pieces: Sequence[Piece], writer: Writer
) -> tuple[int, int, str]:
    """Offsets, and what stands between them where `pieces` take the place of some words.

    The stretch grows over whole formatted runs where formats would mix.
    """
    full = [piece for piece in pieces if not piece.blank]
    if first == last:
        found = _point(stretch, first, full)
        if found is not None:
            offset, outside = found
            return offset, offset, _written(stretch, offset, offset, pieces, outside, writer)
    before: list[Piece] = []
    behind: list[Piece] = []
    while True:
        left = common(stretch.runs(first - 1), stretch.runs(first))
        right = common(stretch.runs(last - 1), stretch.runs(last))
        outside = common(left, right)
        for piece in full:
            outside = common(outside, piece.runs)
        if len(left) > len(outside) and first:
            first -= 1
            before.insert(0, stretch.kept(first))
        elif len(right) > len(outside) and last < len(stretch.words):
            behind.append(stretch.kept(last))
            last += 1
        elif first == last and len(stretch.words):
            if first:  # words of two formats between two words of one or none
                first -= 1
                before.insert(0, stretch.kept(first))
            else:
                behind.append(stretch.kept(last))
                last += 1
        else:
            break
    if first == last:
        offset = stretch.text.starts[0] if stretch.text.starts else stretch.text.begin
        return offset, offset, _written(stretch, offset, offset, pieces, (), writer)
    start, end = stretch.first(first, len(outside)), stretch.last(last - 1, len(outside))
    all_pieces = [*before, *pieces, *behind]
    return start, end, _written(stretch, start, end, all_pieces, outside, writer)


def _point(stretch: Stretch, k: int, full: Sequence[Piece]) -> tuple[int, Runs] | None:
    """Where words can be put between two others without touching markup."""
    if not stretch.words:
        return None
    left, right = stretch.runs(k - 1), stretch.runs(k)
    wanted = {piece.runs for piece in full}
    shared = common(left, right)
    if k and (wanted <= {left} or (not wanted and left == shared)):
        return stretch.words[k - 1].end, left
    if k < len(stretch.words) and wanted <= {right}:
        return stretch.words[k].start, right
    if all(common(runs, shared) == shared for runs in wanted):
        if k:
            return stretch.last(k - 1, len(shared)), shared
        return stretch.first(k, len(shared)), shared
    return None


def _written(stretch: Stretch, start: int, end: int, pieces: Sequence[Piece], outside: Runs,
             writer: Writer) -> str:  # fmt: skip
    text = stretch.text.source.text
    line = text[text.rfind("\n", 0, start) + 1 : start]
    begins = not line.strip(" >\t") or (
        bool(stretch.text.starts) and start == stretch.text.starts[0]
    )
    return writer.write(pieces, text[:start][-1:], text[end : end + 1], outside, begins)
