"""Hyperlinks and cross-references."""

import re

from reportgen.languages import language
from reportgen.tree.nodes import Node
from reportgen.tree.nodes import text as plain
from reportgen.word.document_context import DocumentContext, Part, bookmark_name
from reportgen.word.elements import Element, R, w
from reportgen.word.runs import Format, field, text_run

NUMBER = re.compile(r"\(?(?:[A-Z]\.?)?\d[\d.]*[a-z]?\)?")
"""The number in the words of a reference, which the words of a language may stand around."""


def external_link(url: str, runs: list[Element], part: Part, tooltip: str = "") -> Element:
    """A link to an address outside."""
    identifier = part.relate("hyperlink", url, True)
    return w("hyperlink", {f"{R}id": identifier}, *runs, tooltip=tooltip or None)


def internal_link(identifier: str, runs: list[Element]) -> Element:
    """A link to a bookmark."""
    return w("hyperlink", *runs, anchor=bookmark_name(identifier), history=1)


def cross_reference(
    label: str, inner: list[Node], context: DocumentContext, form: Format
) -> list[Element] | None:
    """A field, which Word keeps in step with what it refers to; None where none can show it."""
    if inner and inner[0]["t"] == "Quoted":  # a section by its title, between quotation marks
        marks = language(context.lang).quotes
        title = inner[0]["c"][1]
        # A point of the sentence that stands inside the marks is no part of the title.
        point = title[-1]["c"] if title and title[-1].get("c") in (",", ".") else ""
        words = plain(title).removesuffix(point)
        return [
            *text_run(marks[0], form),
            *field(f"REF {bookmark_name(label)} \\h", words, form),
            *text_run(point + marks[1], form),
        ]
    shown = plain(inner)
    kind = context.targets.types[label]
    switches = "\\h"
    if kind == "Appendix":
        label = f"{label}:number"
    elif kind == "Header":
        switches = "\\r \\h"
    elif kind in ("Figure", "Table"):
        if shown == context.targets.captions.get(label):
            return field(f"REF {bookmark_name(label)} \\h", shown, form)
        label = f"{label}:number"
    elif kind != "Math":
        return None
    number = NUMBER.search(shown)
    if number is None:
        return None
    return [
        *text_run(shown[: number.start()], form),
        *field(f"REF {bookmark_name(label)} {switches}", number[0], form),
        *text_run(shown[number.end() :], form),
    ]
