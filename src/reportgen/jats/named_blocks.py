"""Blocks that a class names: boxes, findings, quotations, theorems, lines under exhibits."""

from collections.abc import Callable, Collection

from reportgen.jats.context import Context
from reportgen.jats.elements import Child, Element, append, element, filled
from reportgen.jats.inlines import LINKED, PHRASE, TITLE, inlines
from reportgen.tree import theorems
from reportgen.tree.named_blocks import (
    ATTRIBUTION,
    BOX,
    CALLOUT,
    EPIGRAPH,
    LINE,
    PULL_QUOTE,
    TAKEAWAYS,
    kind,
)
from reportgen.tree.named_blocks import (
    TITLE as BLOCK_TITLE,
)
from reportgen.tree.nodes import Node, attr, find, text

Write = Callable[[list[Node], Collection[str]], list[Element]]
"""What writes blocks; where a set of elements is named, others stand in paragraphs."""
MARKED = ("key-finding", "recommendation")
"""The classes of what the brief takes out of the article."""
_PARAGRAPHS = frozenset({"p"})


def is_bibliography(node: Node) -> bool:
    """Whether a block is the list of references that the style printed."""
    classes = attr(node)[1]
    return node["t"] == "Div" and "references" in classes and bool(_entries(node))


def _entries(node: Node) -> list[Node]:
    return [n for n in find(node["c"][1], {"Div"}) if "csl-entry" in attr(n)[1]]


def is_boxed(node: Node) -> bool:
    """Whether a block stands in a box of its own."""
    classes = attr(node)[1]
    return kind(node) in (BOX, TAKEAWAYS, PULL_QUOTE) or any(n in classes for n in MARKED)


def boxed(node: Node, context: Context, write: Write) -> Element:
    """A box, a finding, a recommendation: `boxed-text`, whose type is the class."""
    identifier, classes, _ = attr(node)
    content = node["c"][1]
    name = next((n for n in MARKED if n in classes), kind(node))
    if CALLOUT in classes:
        name = next((n for n in classes if n.startswith("callout-")), CALLOUT)
    label, title = None, None
    if content and BLOCK_TITLE in attr(content[0])[1]:
        label, title = _titled(content[0], context)
        content = content[1:]
    return element(
        "boxed-text",
        label,
        element("caption", title) if title is not None else None,
        write(content, frozenset()),
        id=context.id(identifier, "box"),
        content_type=name,
    )


def _titled(node: Node, context: Context) -> tuple[Element | None, Element | None]:
    """The label and the title of a box."""
    words = [n for block in node["c"][1] for n in block.get("c", ())]
    label = None
    if words and "label" in attr(words[0])[1]:
        label = element("label", inlines(words[0]["c"][1], context, LINKED))
        words = words[1:]
    title = element("title", inlines(words, context, TITLE))
    return label, filled(title)


def quoted(node: Node, context: Context, write: Write) -> list[Element]:
    """An epigraph, a line under a box, or statements, which are paragraphs."""
    name = kind(node)
    content = node["c"][1]
    if name == EPIGRAPH:
        said = [block for block in content if ATTRIBUTION not in attr(block)[1]]
        sources = [block for block in content if ATTRIBUTION in attr(block)[1]]
        attributed = [element("attrib", _words(block, context)) for block in sources]
        made = element("disp-quote", write(said, frozenset()), attributed, content_type=name)
        return [] if filled(made) is None else [made]
    written = write(content, frozenset())
    if name == LINE:
        for one in written:
            if one.tag == "p":
                one.set("content-type", next(iter(attr(node)[1][1:2]), LINE))
    return written


def _words(node: Node, context: Context) -> list[Child]:
    """The words of the paragraphs of a Div, as one."""
    out: list[Child] = []
    for block in node["c"][1]:
        if block["t"] in ("Para", "Plain"):
            out += [" "] if out else []
            out += inlines(block["c"], context, PHRASE)
    return out


def lines(listed: list[Node], context: Context, write: Write) -> list[Element]:
    """The lines under a figure or a table, as paragraphs of what they are."""
    return [one for line in listed for one in write([line], _PARAGRAPHS)]


def theorem(node: Node, context: Context, write: Write) -> list[Element]:
    """A theorem or one of its kin; a listing is a box, which may hold code."""
    identifier, classes, _ = attr(node)
    name = theorems.kind(classes)
    content = node["c"][1]
    head: list[Node] = []
    if content and content[0]["t"] in ("Para", "Plain"):
        first = content[0]["c"]
        if first and theorems.HEAD in attr(first[0])[1]:
            head = first[0]["c"][1]
            content = [{**content[0], "c": first[1:]}, *content[1:]]
    called = head[0]["c"] if head and head[0]["t"] in ("Strong", "Emph") else head[:1]
    label = filled(element("label", inlines(called, context, LINKED)))
    if name == theorems.LISTING:
        title = filled(element("title", inlines(head[1:], context, TITLE)))
        caption = None if title is None else element("caption", title)
        made = element("boxed-text", label, caption, content_type=name)
        append(made, write(content, frozenset()))
        made.set("id", context.id(identifier, "listing"))
        return [made]
    made = element("statement", label, content_type=name)
    written = write(content, frozenset({"p", "statement"}))
    append(made, written or element("p", text(head)))
    made.set("id", context.id(identifier, "statement"))
    return [made]
