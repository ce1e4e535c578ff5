"""New paragraphs, headings and items -> Markdown."""

from collections.abc import Sequence
from typing import NamedTuple

from reportgen.merge import citation_changes
from reportgen.merge.collected import Collected
from reportgen.merge.markdown_writer import FORMATS, Piece, Writer, new_run
from reportgen.merge.refusals import Words, no_new
from reportgen.merge.tokens import PARAGRAPH, Token


class Written(NamedTuple):
    """New words as Markdown, why some are not written, and what they are without new citations."""

    text: str
    refused: list[Words]
    typed: str | None = None


def written(
    tokens: Sequence[Token], writer: Writer, found: Collected, prefix: str = "", start: bool = True
) -> Written:
    """Tokens as Markdown; `start` says that they begin a paragraph."""
    pieces: list[Piece] = []
    refused: list[Words] = []
    reference = ""
    for token in tokens:
        if token.made == "reference" and token.target in found.references:
            if token.target != reference:
                pieces.append(Piece(found.references[token.target], (), kept=True))
            reference = token.target
            continue
        reference = ""
        if token.atom == "note" and token.target in {**found.notes, **found.written}:
            said = found.notes.get(token.target) or found.written[token.target]
            plain = found.typed.get(token.target)
            pieces.append(Piece(said, (), True, Piece(plain, (), kept=True) if plain else None))
        elif token.atom == "break":
            pieces.append(Piece("\\\n" + prefix, (), kept=True))
        elif token.atom == PARAGRAPH:
            pieces.append(Piece("\n\n" + prefix, (), kept=True))
        elif token.atom:
            refused.append(no_new(token.atom))
        else:
            link = f"link:{token.target}" if token.target and not token.made else ""
            kinds = [*([link] if link and link[5:] != token.text else []),
                     *(kind for kind in FORMATS if kind in token.format)]  # fmt: skip
            pieces.append(Piece(token.typed, tuple(new_run(kind) for kind in kinds)))
    while pieces and pieces[0].blank and not pieces[0].kept:
        pieces.pop(0)
    while pieces and pieces[-1].blank and not pieces[-1].kept:
        pieces.pop()
    if start:
        pieces = citation_changes.with_citations(pieces, found)
    typed = None
    if any(piece.plain for piece in pieces):
        typed = writer.write([piece.plain or piece for piece in pieces], start=start)
    return Written(writer.write(pieces, start=start), refused, typed)
