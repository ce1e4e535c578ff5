"""Edition -> the body of a document: front matter, text and back matter, in sections."""

from reportgen.word.blocks import blocks
from reportgen.word.context import Context
from reportgen.word.elements import Element, w
from reportgen.word.matter import matter
from reportgen.word.paragraphs import Scope
from reportgen.word.sections import begin_columns, end_section, section_properties

Group = tuple[list[Element], int]
"""Paragraphs and tables, and in how many columns they stand; in none, a new page begins."""


def body(context: Context) -> Element:
    """The paragraphs, tables and sections of a document."""
    design = context.design
    scope = Scope(context, context.document)
    groups: list[Group] = []
    for contents, columns in (
        *matter(design.head, scope),
        (blocks(context.edition.blocks, scope), int(design.page.get("columns", 1))),
        *matter(design.tail, scope),
    ):
        if groups and groups[-1][1] == columns and columns:
            groups[-1][0].extend(contents)
        elif contents or not columns:
            groups.append((contents, columns))
    return w("body", *_sections(groups, context))


def _sections(groups: list[Group], context: Context) -> list[Element]:
    """The groups as sections; all before the last page break is a cover."""
    out: list[Element] = []
    new_page = True
    for i, (contents, columns) in enumerate(groups):
        if not columns:
            new_page = True
            continue
        cover = any(not count for _, count in groups[i:])
        properties = section_properties(context, columns, new_page, cover)
        if columns > 1:
            begin_columns(contents, context.breaks)
        if i < len(groups) - 1:
            end_section(contents, properties)
            out += contents
        else:
            out += [*contents, properties]
        new_page = False
    return out
