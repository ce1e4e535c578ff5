"""The table of contents: a field that Word can renew, its lines linked to the headings."""

from typing import Any

from reportgen.tree.nodes import text
from reportgen.word.elements import Element
from reportgen.word.links import internal_link
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import column_break, field_begin, field_end

FIELD = 'TOC \\o "1-2" \\n \\h \\z \\u'


def contents(scope: Scope) -> list[tuple[list[Element], int]]:
    """Heading, lines and end of the table, and in how many columns each stands.

    The field ends in a paragraph of its own: LibreOffice sets no columns else.
    """
    entries = _entries(scope)
    if not entries:
        return []
    columns = int(scope.context.design.settings.get("contents-columns", 1))
    parts = [i for i, (level, _, _) in enumerate(entries) if level == 1 and i]
    half = min(parts, key=lambda i: abs(i - len(entries) / 2), default=0) if columns == 2 else 0
    lines = []
    for i, (level, identifier, words) in enumerate(entries):
        link = internal_link(identifier, scope.plain_runs(words))
        opening = [] if i else field_begin(FIELD)
        breaks = [column_break()] if half == i > 0 else []
        lines.append(scope.paragraph(f"TOC {level}", [*breaks, *opening, link]))
    return [
        (scope.plain("TOC Heading", scope.context.words["contents"]), 1),
        (lines, columns),
        ([scope.paragraph("Empty", [field_end()])], 1),
    ]


def _entries(scope: Scope) -> list[tuple[int, str, str]]:
    """The headings of the first two levels: level, identifier, words with their number."""
    front = scope.context.edition.report.front
    if not front.toc:
        return []
    headings: list[Any] = [h for h in scope.context.targets.headings if h[1][0]]
    top = min((level for level, _, _ in headings), default=1)
    return [
        (level - top + 1, identifier, " ".join(text(nodes).split()))
        for level, (identifier, _, _), nodes in headings
        if level <= top + 1
    ]
