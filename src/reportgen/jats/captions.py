"""What stands over and under a figure or a table: its label, its caption, sources and notes."""

from reportgen.jats.context import Context
from reportgen.jats.elements import Element, element, filled
from reportgen.jats.inlines import PARAGRAPH, PHRASE, TITLE, Place, inlines, title
from reportgen.jats.named_blocks import Write, lines
from reportgen.tree.named_blocks import caption_words, lines_of
from reportgen.tree.nodes import Node, attr, find

_SOURCE = "source-line"


def label(kind: str, node: Node, context: Context) -> Element | None:
    """The label of a figure or a table, `Figure 1.`; None for one without a number."""
    number = node.get("number", "")
    return element("label", f"{context.words[kind].format(number)}.") if number else None


def caption(node: Node, context: Context, place: Place = TITLE) -> Element | None:
    """A caption: its first paragraph is the title, of what may stand in such a `place`."""
    words = [b["c"] for b in caption_words(node["c"][1][1]) if b["t"] in ("Para", "Plain")]
    heads = (title(one, context, place) for one in words[:1])
    others = (filled(element("p", inlines(one, context, PARAGRAPH))) for one in words[1:])
    return filled(element("caption", heads, others))


def under(node: Node, context: Context, write: Write) -> tuple[list[Element], list[Element]]:
    """The lines under a figure or a table, and behind them those that say its source."""
    listed = lines_of(node["c"][1][1])
    at = len(listed)
    while at and _SOURCE in attr(listed[at - 1])[1] and _is_line(listed[at - 1]):
        at -= 1
    sources = [
        made
        for line in listed[at:]
        if (made := filled(element("attrib", inlines(line["c"][1][0]["c"], context, PHRASE))))
        is not None
    ]
    return lines(listed[:at], context, write), sources


def paragraph(source: Element) -> Element:
    """A line that says a source, where no element for such lines may stand."""
    source.tag = "p"
    source.set("content-type", _SOURCE)
    return source


def paragraphs(label: Element | None, caption: Element | None) -> list[Element]:
    """A label and a caption as paragraphs, where there is nothing that they are on."""
    made = [] if caption is None else [*caption]
    for one in made:
        one.tag = "p"
    if label is not None:
        first = made[0] if made else element("p")
        words = first.text or ""
        first.text = f"{label.text} {words}" if words or len(first) else label.text
        made = [first, *made[1:]]
    return made


def _is_line(line: Node) -> bool:
    """Whether a line is one paragraph."""
    content = line["c"][1]
    return len(content) == 1 and content[0]["t"] in ("Para", "Plain")


def labelled(node: Node, name: str, context: Context) -> None:
    """Lead the labels that a caption has in the way of LaTeX to what it is on."""
    for span in find(node["c"][1], {"Span"}):
        if "label" in attr(span)[1] and attr(span)[0]:
            context.others.setdefault(attr(span)[0], name)
