"""Write a text anew out of pieces, and keep the place in the author's file of every one of them."""

from dataclasses import dataclass, field

from reportgen.diagnostics.source import Piece, RewrittenSource, Source

Part = str | tuple[Source, int, int]
"""New words that stand for what they replace, or a stretch of a source as it is."""


@dataclass
class Rewriting:
    """Replacements in a source, each of a stretch of its text; they may not meet."""

    source: Source
    _edits: list[tuple[int, int, tuple[Part, ...]]] = field(default_factory=list)

    def replace(self, start: int, end: int, *parts: Part) -> None:
        """Put parts into the place of a stretch; with none it goes."""
        self._edits.append((start, end, parts))

    def result(self) -> Source:
        """The source as it was where nothing is replaced, else the new text with its places."""
        if not self._edits:
            return self.source
        old, pieces, texts = self.source, list[Piece](), list[str]()
        offset = after = 0

        def add(text: str, piece: Piece) -> None:
            nonlocal offset
            if text:
                texts.append(text)
                pieces.append(piece)
                offset += len(text)

        def keep(source: Source, start: int, end: int) -> None:
            add(source.text[start:end], Piece(offset, source, start, end, exact=True))

        for start, end, parts in sorted(self._edits, key=lambda edit: edit[:2]):
            if start < after:
                continue
            keep(old, after, start)
            for part in parts:
                if isinstance(part, str):
                    add(part, Piece(offset, old, start, max(end, start + 1), exact=False))
                else:
                    keep(*part)
            after = end
        keep(old, after, len(old.text))
        pieces = pieces or [Piece(0, old, 0, len(old.text), exact=False)]
        return RewrittenSource(old.name, "".join(texts), tuple(pieces))


def literal(source: Source, words: str, start: int, end: int) -> Part:
    """Words as they stand in a stretch of a source, where they do; else as they are."""
    at = source.text.find(words, start, end) if words else -1
    return words if at < 0 else (source, at, at + len(words))
