"""Notes -> footnotes.xml or endnotes.xml."""

from reportgen.tree.nodes import Node
from reportgen.word.blocks import blocks
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, root, w
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import Format, run, tab


def notes(context: DocumentContext) -> Element:
    """The part that holds the notes: two separators, then each note under its number.

    Their identifiers ascend in the order of their markers: LibreOffice pairs the two by it.
    """
    kind = context.note
    written = [_separator("separator", -1, kind), _separator("continuationSeparator", 0, kind)]
    for n, tree in enumerate(context.notes, 1):
        context.note_number = n
        written.append(w(kind, *_note(tree, context), id=n))
    context.note_number = 0
    return root(f"{kind}s", written)


def note_properties(context: DocumentContext, separators: bool) -> Element:
    """How notes are counted, and (in the settings) which are the separators."""
    kind = context.note
    shown = [w(kind, id=-1), w(kind, id=0)] if separators else []
    return w(f"{kind}Pr", w("numFmt", val="decimal"), *shown)


def _separator(name: str, identifier: int, kind: str) -> Element:
    """What stands between text and notes: a line over footnotes, nothing before endnotes."""
    spacing = w("spacing", before=0, after=0, line=120, lineRule="exact")
    line = run(w(name)) if kind == "footnote" else None
    return w(kind, w("p", w("pPr", spacing), line), type=name, id=identifier)


def _note(tree: list[Node], context: DocumentContext) -> list[Element]:
    """The paragraphs of a note, its number before the first."""
    name = context.note.capitalize()
    style = f"{name} Text"
    scope = Scope(context, context.note_part, style, style, style)
    number = run(w(f"{context.note}Ref"), form=Format(style=f"{name} Number"))
    head, rest = tree[:1], tree[1:]
    if not head or head[0]["t"] not in ("Para", "Plain"):
        head, rest = [{"t": "Plain", "c": []}], tree
    opening = scope.paragraph(style, [number, tab(), *scope.runs(head[0]["c"])])
    return [opening, *blocks(rest, scope)]
