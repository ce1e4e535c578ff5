"""Code: its lines, and the colours that a recipe gives to words of a kind."""

from typing import Any

from reportgen.word.book import Book
from reportgen.word.runs import Run, run
from reportgen.word.xml import text


def lines(c: Any, book: Book) -> str:
    """A block of code as the runs of one paragraph."""
    (_, classes, _), code = c
    return "".join(run(_broken(value), how) for how, value in _tokens(code, classes, book))


def _tokens(code: str, classes: list[str], book: Book) -> list[tuple[Run, str]]:
    if classes:
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        try:
            lexer = get_lexer_by_name(classes[0], stripnl=False, ensurenl=False)
        except ClassNotFound:
            return [(Run(), code)]
        return [(_look(kind, book), value) for kind, value in lexer.get_tokens(code)]
    return [(Run(), code)]


def _look(kind: Any, book: Book) -> Run:
    """How words of a kind are set: the recipe names the nearest kind above them."""
    for above in reversed(kind.split()):
        colour = book.recipe.code.get(str(above).removeprefix("Token."))
        if colour:
            return Run(colour=book.recipe.colour(colour))
    return Run()


def _broken(value: str) -> str:
    parts = value.expandtabs(4).split("\n")
    return "<w:br/>".join(text(part) for part in parts)
