"""Edition -> the body of a document: front matter, text and back matter, in sections."""

from collections.abc import Callable, Mapping

from reportgen.word import back_matter, byline, front_matter
from reportgen.word.blocks import blocks
from reportgen.word.contents import contents
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, w
from reportgen.word.paragraphs import Scope
from reportgen.word.sections import begin_columns, end_section, section_properties

Group = tuple[list[Element], int]
"""Paragraphs and tables, and in how many columns they stand; in none, a new page begins."""
MATTER: Mapping[str, Callable[[Scope], list[Element]]] = {
    name.replace("_", "-"): made
    for module in (front_matter, byline, back_matter)
    for name, made in vars(module).items()
    if not name.startswith("_") and getattr(made, "__module__", "") == module.__name__
}
"""What a design names before and after the text: the public functions of three modules."""
NAMES = frozenset(MATTER) | {"contents", "page"}


def body(context: DocumentContext) -> Element:
    """The paragraphs, tables and sections of a document."""
    design = context.design
    scope = Scope(context, context.document)
    groups: list[Group] = []
    for written, columns in (
        *_matter(design.head, scope),
        (blocks(context.edition.blocks, scope), int(design.page.get("columns", 1))),
        *_matter(design.tail, scope),
    ):
        if groups and groups[-1][1] == columns and columns:
            groups[-1][0].extend(written)
        elif written or not columns:
            groups.append((written, columns))
    return w("body", *_sections(groups, context))


def _matter(names: tuple[str, ...], scope: Scope) -> list[Group]:
    """Front or back matter by its names; `page` begins a new page."""
    out: list[Group] = []
    for name in names:
        if name == "contents":
            out += contents(scope)
        else:
            out.append(([], 0) if name == "page" else (MATTER[name](scope), 1))
    return out


def _sections(groups: list[Group], context: DocumentContext) -> list[Element]:
    """The groups as sections; all before the last page break is a cover."""
    out: list[Element] = []
    new_page = True
    for i, (written, columns) in enumerate(groups):
        if not columns:
            new_page = True
            continue
        cover = any(not count for _, count in groups[i:])
        properties = section_properties(context, columns, new_page, cover)
        if columns > 1:
            begin_columns(written, context.breaks)
        if i < len(groups) - 1:
            end_section(written, properties)
            out += written
        else:
            out += [*written, properties]
        new_page = False
    return out
