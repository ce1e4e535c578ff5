"""Sections: the page, its columns and running heads, and where columns begin."""

from collections.abc import Collection

from reportgen.themes.page_settings import first_page
from reportgen.word.document_context import DocumentContext
from reportgen.word.elements import Element, R, twips, w
from reportgen.word.headers_footers import KINDS, part_name
from reportgen.word.notes import note_properties
from reportgen.word.runs import column_break

PARAGRAPH, TABLE = w.name("p"), w.name("tbl")


def section_properties(
    context: DocumentContext, columns: int, new_page: bool, cover: bool = False
) -> Element:
    """The properties of a section; one that begins a page has running heads of its own.

    A cover has no running heads and no page number.
    """
    design, page = context.design, context.design.page
    margins = {k: twips(float(v)) for k, v in page["margins"].items()}
    wide, high = (twips(side) for side in design.paper)
    sides = ("top", "right", "bottom", "left", "header", "footer")
    gap = twips(float(page.get("gap", 18)))
    return w(
        "sectPr",
        *(_references(context, cover) if new_page else []),
        note_properties(context, separators=False) if context.edition.notes else None,
        w("type", val="nextPage" if new_page else "continuous"),
        w("pgSz", w=wide, h=high),
        w("pgMar", **{side: margins[side] for side in sides}, gutter=0),
        _line_numbers(context) if not cover else None,
        w("pgNumType", start=_first_page(context)) if new_page and not cover else None,
        w("cols", num=columns, space=gap),
        w("titlePg") if new_page else None,
    )


def _references(context: DocumentContext, cover: bool) -> list[Element]:
    out = []
    for style in ("header", "footer"):
        for kind, name in KINDS.items():
            target = part_name(style, "none" if cover else kind)
            identifier = context.document.relate(style, target)
            out.append(w(f"{style}Reference", {w.name("type"): name, f"{R}id": identifier}))
    return out


def _line_numbers(context: DocumentContext) -> Element | None:
    """That lines are numbered (ISO 29500-1, 17.6.8): Word counts those of the text alone."""
    numbered = context.edition.line_numbers
    restart = "newPage" if numbered == "page" else "continuous"
    return w("lnNumType", countBy=1, restart=restart) if numbered else None


def _first_page(context: DocumentContext) -> str:
    """The number of the first page: the journal's own, else 1 where a cover is not counted."""
    return "1" if context.edition.pages else str(first_page(context.edition.report.front))


def end_section(contents: list[Element], properties: Element) -> None:
    """Put a section's properties into its last paragraph, one of its own behind a table."""
    last = next((x for x in reversed(contents) if x.tag in (PARAGRAPH, TABLE)), None)
    if last is None or last.tag == TABLE:
        last = w("p", w("pPr", w("pStyle", val="Empty")))
        contents.append(last)
    _properties(last).append(properties)


def begin_columns(contents: list[Element], starts: Collection[int]) -> None:
    """Have the paragraphs and tables counted in `starts`, from 0, begin a column each.

    Every column begins at one height: no space stands before its first words. Nothing has to stay
    with what follows it, since the columns are broken by hand.
    """
    at = -1
    for element in list(contents):
        for kept in list(element.iter(w.name("keepNext"))):
            parent = kept.getparent()
            if parent is not None:
                parent.remove(kept)
        if element.tag not in (PARAGRAPH, TABLE):
            continue
        at += 1
        if at and at in starts and element.tag == TABLE:
            opening = w("p", w("pPr", w("pStyle", val="Empty")), column_break())
            contents.insert(contents.index(element), opening)
        elif (at == 0 or at in starts) and element.tag == PARAGRAPH:
            properties = _properties(element)
            _level(properties)
            if at:
                properties.addnext(column_break())


def _properties(paragraph: Element) -> Element:
    """A paragraph's properties; empty ones where it has none."""
    found = paragraph.find(w.name("pPr"))
    if found is None:
        found = w("pPr")
        paragraph.insert(0, found)
    return found


def _level(properties: Element) -> None:
    """Take the space before a paragraph that says nothing of its spacing."""
    if properties.find(w.name("spacing")) is None:
        behind = next(properties.iterchildren(w.name("ind"), w.name("jc")), None)
        spacing = w("spacing", before=0)
        if behind is None:
            properties.append(spacing)
        else:
            behind.addprevious(spacing)
