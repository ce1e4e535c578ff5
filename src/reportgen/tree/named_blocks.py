"""The blocks that a class names: boxes, pull quotes, epigraphs, takeaways, statements, lines.

In a tree that was read each is a Div whose first class is its kind; its title, if it has one, is a
Div of the class `block-title` at its head.
"""

from collections.abc import Mapping

from reportgen.tree.nodes import Node, attr

BOX = "box"
CALLOUT = "callout"
"""The second class of a box that is a callout; the third says which."""
PULL_QUOTE = "pull-quote"
EPIGRAPH = "epigraph"
TAKEAWAYS = "key-takeaways"
STATEMENTS = "statements"
STATEMENT = "statement"
"""One of the statements, whose first paragraph begins with its title, a Span `run-in`."""
ACKNOWLEDGEMENTS = "acknowledgements"
WIDE = "wide"
"""The class of a figure or table that reaches into the margins."""
LANDSCAPE = "landscape"
APPENDIX = "appendix"
"""The class of an appendix's heading."""
UNTITLED = "untitled"
"""The second class of an appendix's heading that says nothing but that it is one."""
TITLE = "block-title"
ATTRIBUTION = "attribution"
"""The class of the Div in an epigraph that says whose words it holds."""
LINE = "exhibit-line"
"""The first class of a Div under a figure, a table or a box; the second says which line it is."""
RUN_IN = "run-in"

ALIASES: Mapping[str, str] = {
    "pullquote": PULL_QUOTE,
    "takeaways": TAKEAWAYS,
    "full-width": WIDE,
    "fullwidth": WIDE,
    "column-page": WIDE,
    "column-screen": WIDE,
    "acknowledgments": ACKNOWLEDGEMENTS,
}
"""Other names of classes: what Quarto, Tufte and American authors write."""
NAMES = frozenset(
    {BOX, PULL_QUOTE, EPIGRAPH, TAKEAWAYS, STATEMENTS, ACKNOWLEDGEMENTS, WIDE, LANDSCAPE, APPENDIX}
)
"""The classes that authors write."""
KINDS = frozenset({BOX, PULL_QUOTE, EPIGRAPH, TAKEAWAYS, STATEMENTS, STATEMENT, LINE})


def kind(node: Node) -> str:
    """Which of these blocks a node is; "" where it is none."""
    classes = attr(node)[1] if node["t"] == "Div" else []
    return classes[0] if classes and classes[0] in KINDS else ""


def is_numbered_box(node: Node) -> bool:
    """Whether a node is a box under a label, such as `box-memo`, which gives it a number."""
    return kind(node) == BOX and attr(node)[0].startswith(("box-", "box:"))


def lines_of(caption: list[Node]) -> list[Node]:
    """The lines that stand under a figure or table, which its caption holds."""
    return [block for block in caption if kind(block) == LINE]


def caption_words(caption: list[Node]) -> list[Node]:
    """A caption without the lines under what it is on."""
    return [block for block in caption if kind(block) != LINE]
