"""Fields: what Word works out by itself, and what it showed last (ISO 29500-1, 17.16.18)."""

from reportgen.word.elements import SPACE_KEPT, Element, w
from reportgen.word.runs import PLAIN, Format, run, text_run


def field(instruction: str, result: str, form: Format = PLAIN) -> list[Element]:
    """A field, and what it showed last."""
    return [*field_begin(instruction, form), *text_run(result, form), field_end(form)]


def field_begin(instruction: str, form: Format = PLAIN) -> list[Element]:
    """The start of a field, up to what it shows."""
    return [
        run(w("fldChar", fldCharType="begin"), form=form),
        run(w("instrText", SPACE_KEPT, f" {instruction} "), form=form),
        run(w("fldChar", fldCharType="separate"), form=form),
    ]


def field_end(form: Format = PLAIN) -> Element:
    """The end of a field."""
    return run(w("fldChar", fldCharType="end"), form=form)
