"""What an article states at its end, and who wrote it: each one block of run-in heads."""

from reportgen.parse.named_blocks import run_in
from reportgen.resolve import Report
from reportgen.tree.named_blocks import RUN_IN, STATEMENT, STATEMENTS
from reportgen.tree.nodes import Node, div, para, span, string, text

ORDER = ("conflict-of-interest", "competing-interests", "data-availability", "ethics", "use-of-ai")
"""The order of statements by their names; others stand behind, as they are written."""


def statements(report: Report) -> list[Node]:
    """The acknowledgements, contributions, funding and other statements, as one Div."""
    front, words, prose = report.front, report.words, report.prose
    found: list[tuple[str, list[Node]]] = []
    if prose.get("acknowledgements"):
        found.append((words["acknowledgements"], prose["acknowledgements"]))
    roles = [f"{a.name}: {', '.join(a.roles)}" for a in front.authors if a.roles]
    if roles:
        found.append((words["author-contributions"], [para(string(f"{'; '.join(roles)}."))]))
    if front.funding:
        found.append((words["funding"], [para(string(front.funding))]))
    listed = list(enumerate(front.statements))
    for i, one in sorted(listed, key=lambda item: _rank(item[1].name)):
        if said := prose.get(f"statement-{i}"):
            found.append((one.title, said))
    made = [div(run_in(string(title), said), STATEMENT) for title, said in found]
    return [div(made, STATEMENTS)] if made else []


def biographies(report: Report) -> list[Node]:
    """A sentence or two on each author, whose name at their head is bold, as one Div."""
    made = []
    for i, author in enumerate(report.front.authors):
        said = report.prose.get(f"bio-{i}", [])
        if said:
            made.append(div([_named(said[0], author.name), *said[1:]], STATEMENT))
    return [div(made, STATEMENTS, "biographies")] if made else []


def _named(block: Node, name: str) -> Node:
    """A paragraph whose first words are bold where they are the author's name."""
    if block["t"] not in ("Para", "Plain") or not text(block["c"]).startswith(name):
        return block
    words = name.split(" ")
    inlines = block["c"][: 2 * len(words) - 1]
    if text(inlines) != name:
        return block
    return {**block, "t": "Para", "c": [span(inlines, RUN_IN), *block["c"][len(inlines) :]]}


def _rank(name: str) -> int:
    return ORDER.index(name) if name in ORDER else len(ORDER)
