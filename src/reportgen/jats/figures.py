"""Figures: pictures under a label and a caption, alone or in a group of panels."""

import re

from reportgen.jats import captions, pictures
from reportgen.jats.context import Context
from reportgen.jats.elements import Element, append, element, filled
from reportgen.jats.elements import plain as words_of
from reportgen.jats.inlines import TITLE, inlines
from reportgen.jats.named_blocks import Write
from reportgen.tree.named_blocks import LANDSCAPE
from reportgen.tree.nodes import Node, attr, find, text

_SPACES = ("Space", "SoftBreak", "LineBreak")
_LETTER = re.compile(r"\([a-z]\)")


def figure(node: Node, context: Context, write: Write) -> list[Element]:
    """The element of a Figure; what holds no picture is a box, since JATS has none without."""
    identifier, classes, _ = attr(node)
    body = node["c"][2]
    label = captions.label("figure", node, context)
    name = context.id(identifier, "figure")
    captions.labelled(node, name, context)
    panels = _panels(body, context)
    shown = None if panels else _pictures(body, _named(label), context)
    held = [] if panels or shown else write(body, frozenset())
    caption = captions.caption(node, context)
    lines, sources = captions.under(node, context, write)
    if not shown:
        lines = [*lines, *map(captions.paragraph, sources)]
    if lines and (panels or shown):
        caption = append(element("caption") if caption is None else caption, lines)
    if panels:
        return [element("fig-group", label, caption, panels, id=name)]
    if not shown:
        kind = "figure"
        return [element("boxed-text", label, caption, held, lines, id=name, content_type=kind)]
    made = element("fig", label, caption, shown, sources, id=name)
    if LANDSCAPE in classes:
        made.set("orientation", "landscape")
    return [made]


def alone(image: Node, context: Context) -> Element | None:
    """A picture without a caption that is described; None for another inline."""
    if image["t"] != "Image":
        return None
    (_, _, pairs), words, (name, _) = image["c"]
    alt = (dict(pairs).get("alt") or text(words)).strip()
    files = context.names.get(name)
    if not files or not alt or find(words, {"Note"}):
        return None
    return pictures.graphics(files, alt)


def _named(label: Element | None) -> str:
    """What a picture is called that nobody described: as its figure."""
    return "" if label is None else words_of(label).rstrip(".")


def _pictures(body: list[Node], named: str, context: Context) -> list[Element]:
    """The pictures that are all that a figure holds; none where it holds others or lacks one."""
    nodes = [n for block in body for n in (block["c"] if _is_text(block) else [block])]
    images = [node for node in nodes if node["t"] not in _SPACES]
    if any(node["t"] != "Image" or node["c"][2][0] not in context.names for node in images):
        return []
    return [_graphic(image, named, context) for image in images]


def _graphic(image: Node, named: str, context: Context) -> Element:
    (_, _, pairs), words, (name, _) = image["c"]
    # Pandoc gives a captioned picture its caption for a description.
    own = dict(pairs).get("alt") or ("" if "captioned" in image else text(words))
    return pictures.graphics(context.names[name], own.strip() or named)


def _is_text(block: Node) -> bool:
    return block["t"] in ("Para", "Plain")


def _panels(body: list[Node], context: Context) -> list[Element]:
    """The panels of a figure; none where it has fewer than two, or one lacks its picture."""
    made = [_panel(block, context) for block in body if "panel" in attr(block)[1]]
    panels = [panel for panel in made if panel is not None]
    return panels if len(panels) == len(body) > 1 else []


def _panel(block: Node, context: Context) -> Element | None:
    content = block["c"][1]
    shown = _pictures(content[:1], _first_word(content[1:]), context)
    if not shown or not all(_is_text(one) for one in content):
        return None
    words = [n for one in content[1:] for n in one["c"]]
    label = None
    if words and words[0]["t"] == "Str" and _LETTER.fullmatch(words[0]["c"]):
        label, words = element("label", words[0]["c"]), words[1:]
    title = filled(element("title", inlines(words, context, TITLE)))
    caption = None if title is None else element("caption", title)
    return element("fig", label, caption, shown, id=context.id(attr(block)[0], "panel"))


def _first_word(blocks: list[Node]) -> str:
    return text(blocks).strip().partition(" ")[0]
