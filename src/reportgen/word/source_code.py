"""Code: its lines, and the colours that a design gives to words of a kind."""

from typing import Any

from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, w
from reportgen.word.runs import PLAIN, Format, run, text


def runs(c: Any, context: DocumentContext) -> list[Element]:
    """A block of code as the runs of one paragraph."""
    (_, classes, _), code = c
    out = []
    for form, value in _tokens(code, classes, context):
        contents = _lines(value)
        out += [run(*contents, form=form)] if contents else []
    return out


def _tokens(code: str, classes: list[str], context: DocumentContext) -> list[tuple[Format, str]]:
    if classes:
        from pygments.lexers import get_lexer_by_name
        from pygments.util import ClassNotFound

        try:
            lexer = get_lexer_by_name(classes[0], stripnl=False, ensurenl=False)
        except ClassNotFound:
            return [(PLAIN, code)]
        return [(_form(kind, context), value) for kind, value in lexer.get_tokens(code)]
    return [(PLAIN, code)]


def _form(kind: Any, context: DocumentContext) -> Format:
    """How words of a kind are set: the design names the nearest kind above them."""
    for above in reversed(kind.split()):
        colour = context.design.code.get(str(above).removeprefix("Token."))
        if colour:
            return Format(colour=context.design.colour(colour))
    return PLAIN


def _lines(value: str) -> list[Element]:
    """Text with its ends of lines as breaks."""
    out: list[Element] = []
    for i, line in enumerate(value.expandtabs(4).split("\n")):
        out += [w("br")] if i else []
        out += [text(line)] if line else []
    return out
