"""What follows the text: thanks, statements, appendices, notes, cited works."""

from collections.abc import Iterable

from reportgen.jats.blocks import blocks
from reportgen.jats.context import Context, note_id
from reportgen.jats.elements import Child, Element, element, filled
from reportgen.jats.inlines import TITLE, inlines
from reportgen.jats.references import reference_list
from reportgen.jats.sections import sectioned
from reportgen.tree.nodes import Node

_PARAGRAPHS = frozenset({"p"})
INTERESTS = frozenset({"competing-interests", "conflict-of-interest", "conflicts-of-interest"})
"""The statements that stand among the notes on the authors (JATS4R, "Conflict of Interest")."""
_SECTIONS = {"data-availability": "data-availability", "ethics": "ethics-statement"}
"""What JATS4R calls sections of statements; others keep their names."""


def back(context: Context, appended: list[Node], title: list[Node]) -> Element | None:
    """The element of all that; `title` is that of the list of references, where it has one."""
    report = context.report
    thanks = blocks(report.prose.get("acknowledgements", []), context, _PARAGRAPHS)
    apps = sectioned(appended, context, appended=True) if appended else []
    heading: list[Child] = inlines(title, context, TITLE) if title else []
    said = report.front.reference_section_title or context.words["references"]
    return filled(
        element(
            "back",
            element("ack", element("title", context.words["acknowledgements"]), thanks)
            if thanks
            else None,
            _statements(context),
            element("app-group", apps) if apps else None,
            _notes(context),
            reference_list(context, heading or [said]),
        )
    )


def _statements(context: Context) -> Iterable[Element]:
    """The statements, each a section under its name."""
    for i, one in enumerate(context.report.front.statements):
        if one.name in INTERESTS:
            continue
        said = blocks(context.report.prose.get(f"statement-{i}", []), context)
        if said:
            title = element("title", one.title)
            known = (kind for name, kind in _SECTIONS.items() if one.name.startswith(name))
            yield element("sec", title, said, sec_type=next(known, one.name))


def _notes(context: Context) -> Element | None:
    """The notes of the text, under their numbers."""
    made = [note for node in context.edition.notes if (note := _note(node, context)) is not None]
    if not made:
        return None
    kind = context.report.front.notes
    return element("fn-group", element("title", context.words[kind]), made)


def _note(node: Node, context: Context) -> Element:
    n = node["n"]
    said = blocks(node["c"], context, _PARAGRAPHS) or [element("p", "\u00a0")]
    return element("fn", element("label", str(n)), said, id=note_id(n))
