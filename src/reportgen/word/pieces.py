"""What stands before and after the text, piece by piece; a recipe names them in their order."""

from collections.abc import Callable, Mapping

from reportgen.word import closing, opening
from reportgen.word.blocks import Place

Piece = Callable[[Place], str]
PIECES: Mapping[str, Piece] = {
    "abstract": opening.abstract,
    "author-notes": opening.author_notes,
    "authors": opening.authors,
    "banner": opening.banner,
    "date": opening.date,
    "doi": opening.rights,
    "endnotes": closing.endnotes,
    "headline": opening.headline,
    "keywords": opening.keywords,
    "logo": opening.logo,
    "masthead": opening.masthead,
    "more": closing.more,
    "references": closing.references,
    "restates": opening.restates,
    "standfirst": opening.standfirst,
    "statements": closing.statements,
    "subtitle": opening.subtitle,
    "title": opening.title,
}


NAMES = frozenset(PIECES) | {"contents", "page"}


def pieces(names: tuple[str, ...], place: Place) -> list[tuple[str, int]]:
    """The paragraphs of the pieces, one after another, and in how many columns they stand.

    The name `page` begins a new one; its columns are 0.
    """
    out: list[tuple[str, int]] = []
    for name in names:
        if name == "contents":
            columns = int(place.book.recipe.settings.get("contents-columns", 1))
            out += [
                (opening.contents_heading(place), 1),
                (opening.contents(place), columns),
                (opening.contents_end(place), 1),
            ]
        else:
            out.append((PIECES[name](place), 1) if name != "page" else ("", 0))
    return out
