"""Inlines -> runs, hyperlinks and fields."""

import re
from copy import deepcopy
from dataclasses import replace
from typing import Any

from reportgen.languages import language
from reportgen.resolve import language_spans
from reportgen.tree.nodes import Node, string
from reportgen.tree.nodes import text as plain
from reportgen.tree.notes import begins_with_note, ends_with_note
from reportgen.word import images, zotero
from reportgen.word.comments import MARK, range_ends
from reportgen.word.document_context import DocumentContext, Part
from reportgen.word.elements import Element, w
from reportgen.word.formulas import formula, number
from reportgen.word.languages import EAST_ASIAN
from reportgen.word.links import cross_reference, external_link, internal_link
from reportgen.word.runs import (
    CODE,
    FAULT,
    PLAIN,
    Format,
    field_begin,
    field_end,
    run,
    text_run,
)

TOGGLED = {
    "Emph": "italic", "Strong": "bold", "Underline": "underline", "Strikeout": "strike",
    "SmallCaps": "small_caps",
}  # fmt: skip
"""The property that a type of node switches on."""
SPAN_STYLES = {"run-in": "Run-in Title", "label": "Caption Label"}
"""The styles of Spans by their first class."""


def inlines(
    nodes: list[Node], context: DocumentContext, part: Part, form: Format = PLAIN
) -> list[Element]:
    """The runs of inlines; neighbouring words are one run."""
    out: list[Element] = []
    words: list[str] = []
    marked = False
    for node in nodes:
        kind = node["t"]
        if kind == "Str":
            words.append(node["c"])
        elif kind == "Space" or kind == "SoftBreak":
            words.append(" ")
        elif kind == MARK:
            out += [*_words("".join(words), context, form), *range_ends(node, context.comments)]
            words.clear()
        else:
            out += _words("".join(words), context, form)
            written = _inline(node, context, part, form)
            if marked and not words and written and begins_with_note(node):
                out += text_run(",", replace(form, position="superscript"))
            out += written
            marked = bool(written) and ends_with_note(node)
            words.clear()
    return out + _words("".join(words), context, form)


def _words(value: str, context: DocumentContext, form: Format) -> list[Element]:
    """The runs of words; emphasis of East Asian ones is another face, as these have no italics."""
    if not form.italic or (form.lang or context.lang).split("-")[0] not in EAST_ASIAN:
        return text_run(value, form)
    lang = form.lang or context.lang
    face = context.design.emphasis_face
    upright = replace(form, italic=False, lang=lang, face=face, bold=form.bold or not face)
    parts = re.split(f"({language_spans.EASTERN}+)", value)
    return [
        element
        for i, part in enumerate(parts)
        for element in text_run(part, upright if i % 2 else replace(form, lang=""))
    ]


def plain_runs(
    value: str, context: DocumentContext, part: Part, form: Format = PLAIN
) -> list[Element]:
    """The runs of plain words, those of another script under their language."""
    return inlines(language_spans.mark_languages(string(value), context.lang), context, part, form)


def _inline(node: Node, context: DocumentContext, part: Part, form: Format) -> list[Element]:
    kind: str = node["t"]
    c: Any = node.get("c")
    if kind in TOGGLED:
        on = not (kind == "Emph" and form.italic)  # emphasis within emphasis is upright
        changed: Any = {TOGGLED[kind]: on}
        return inlines(c, context, part, replace(form, **changed))
    match kind:
        case "LineBreak":
            return [run(w("br"), form=form)]
        case "Superscript" | "Subscript":
            return inlines(c, context, part, replace(form, position=kind.lower()))
        case "Quoted":
            marks = language(context.lang).quotes
            pair = marks[:2] if c[0]["t"] == "DoubleQuote" else marks[2:]
            quoted = [{"t": "Str", "c": pair[0]}, *c[1], {"t": "Str", "c": pair[1]}]
            return inlines(quoted, context, part, form)
        case "Cite":
            return _citation(node, context, part, form)
        case "Code":
            return text_run(
                c[1], form if form.style == FAULT.style else replace(form, style=CODE.style)
            )
        case "Math":
            behind = [*text_run(" "), *number(node, context)] if node.get("number") else []
            return [*formula(node, context), *behind]
        case "Span":
            return _span(c, context, part, form)
        case "Link":
            return _link(node, context, part, form)
        case "Image":
            pairs = dict(c[0][2])
            alt = pairs.get("alt") or plain(c[1]).strip()
            found = images.inline(c[2][0], alt, pairs, context, part)
            return text_run(alt, form) if found is None else [run(found, form=form)]
        case "Note":
            return _note(node, context, part)
        case "RawInline" if c[0] == "openxml":
            return deepcopy(context.raw.get(c[1], []))
    return []


def _citation(node: Node, context: DocumentContext, part: Part, form: Format) -> list[Element]:
    """What was set for a citation, in a field where those are asked for."""
    instruction = zotero.instruction(node, context) if zotero.is_citation(node) else ""
    runs = inlines(node["c"][1], context, part, form)
    if not instruction or not runs:
        return runs
    return [*field_begin(instruction, form), *runs, field_end(form)]


def _span(c: Any, context: DocumentContext, part: Part, form: Format) -> list[Element]:
    (identifier, classes, pairs), inner = c
    named = SPAN_STYLES.get(classes[0], "") if classes else ""
    form = replace(
        form,
        lang=dict(pairs).get("lang", "") or form.lang,
        highlight=form.highlight or "mark" in classes,
        small_caps=form.small_caps or "smallcaps" in classes,
        underline=form.underline or "underline" in classes,
        style=FAULT.style
        if "draft-fault" in classes and context.edition.report.draft
        else named or form.style,
    )
    return context.bookmark(identifier, inlines(inner, context, part, form))


def _link(node: Node, context: DocumentContext, part: Part, form: Format) -> list[Element]:
    (identifier, classes, _), inner, (target, _) = node["c"]
    if form.linked:
        return inlines(inner, context, part, form)
    here = target.startswith("#")
    known = target[1:] in context.targets.types
    if "xref" in classes and known:
        fields = cross_reference(target[1:], inner, context, form)
        if fields is not None:
            return fields
        runs = inlines(inner, context, part, replace(form, linked=True))
        return [internal_link(target[1:], runs)]
    if here and not known:
        if not context.edition.elsewhere:
            return inlines(inner, context, part, form)
        here, target = False, context.edition.elsewhere + target
    style = form.style if "xref" in classes else "Hyperlink"
    runs = inlines(inner, context, part, replace(form, style=style, linked=True))
    if here:
        return [internal_link(target[1:], runs)]
    return context.bookmark(identifier, [external_link(target, runs, part)])


def _note(node: Node, context: DocumentContext, part: Part) -> list[Element]:
    n = node.get("n", 0)
    if not n or part is context.note_part:
        return []
    mark = Format(style=f"{context.note.capitalize()} Reference")
    if context.edition.notes:
        context.notes.append(node["c"])
        return [run(w(f"{context.note}Reference", id=len(context.notes)), form=mark)]
    marker = text_run(str(n), mark)
    if not context.edition.elsewhere:
        return marker
    address = f"{context.edition.elsewhere}#note-{n}"
    return [external_link(address, marker, part, context.words["note"].format(n))]
