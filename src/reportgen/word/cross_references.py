"""Cross-references: fields whose words Word keeps in step with what they refer to."""

from reportgen.ast import Node, text
from reportgen.markup import QUOTES
from reportgen.word.context import Context, bookmark_name
from reportgen.word.elements import Element
from reportgen.word.fields import field
from reportgen.word.runs import Format, text_run


def cross_reference(
    label: str, inner: list[Node], context: Context, form: Format
) -> list[Element] | None:
    """The field of a reference to a label; None where no field says what it should show."""
    if inner and inner[0]["t"] == "Quoted":  # a section by its title, between quotation marks
        marks = QUOTES.get(context.lang.split("-")[0], QUOTES["en"])
        return [
            *text_run(marks[0], form),
            *field(f"REF {bookmark_name(label)} \\h", text(inner[0]["c"][1]), form),
            *text_run(marks[1], form),
        ]
    shown = text(inner)
    kind = context.targets.types[label]
    switches = "\\h"
    if kind == "Header":
        switches = "\\r \\h"
    elif kind in ("Figure", "Table"):
        if shown == context.targets.captions.get(label):
            return field(f"REF {bookmark_name(label)} \\h", shown, form)
        label = f"{label}:number"
    elif kind != "Math":
        return None
    before, space, number = shown.rpartition("\u00a0")
    instruction = f"REF {bookmark_name(label)} {switches}"
    return [*text_run(before + space, form), *field(instruction, number, form)]
