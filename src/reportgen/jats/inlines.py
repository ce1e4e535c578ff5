"""Inlines -> text, phrases, links and markers of notes."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from reportgen.jats import citations, formulas, pictures, raw
from reportgen.jats.context import Context, note_id
from reportgen.jats.elements import Child, Element, element, filled
from reportgen.languages import language
from reportgen.tree.nodes import Node, attr, find
from reportgen.tree.nodes import text as plain

PHRASES = {
    "Emph": "italic", "Strong": "bold", "Underline": "underline", "Strikeout": "strike",
    "Superscript": "sup", "Subscript": "sub", "SmallCaps": "sc",
}  # fmt: skip
CLASSES = {"run-in": "bold", "smallcaps": "sc", "underline": "underline"}
"""The element of a Span of a class."""


@dataclass(frozen=True, slots=True)
class Place:
    """What may stand where inlines are written.

    `breaks`: breaks of lines; `blocks`: displayed formulas; `links`: whatever leads elsewhere, and
    with it pictures and formulas, none of which a link holds. `title` says what an address leads
    to where it is a link's only text.
    """

    breaks: bool = False
    blocks: bool = False
    links: bool = True
    title: str = ""


PARAGRAPH = Place(blocks=True)
CELL = Place(breaks=True, blocks=True)
TITLE = Place(breaks=True)
PHRASE = Place()
LINKED = Place(links=False)


def inlines(nodes: list[Node], context: Context, place: Place = PARAGRAPH) -> list[Child]:
    """The text and elements of inlines."""
    out: list[Child] = []
    words: list[str] = []
    for node in nodes:
        kind = node["t"]
        if kind == "Str":
            words.append(node["c"])
        elif kind == "Space" or kind == "SoftBreak":
            words.append(" ")
        else:
            if words:
                out.append("".join(words))
                words = []
            for made in _inline(node, context, place):
                _add(out, made)
    if words:
        out.append("".join(words))
    return out


def title(nodes: list[Node], context: Context, place: Place = TITLE) -> Element | None:
    """The element of a title, without emphasis on the whole of it; None for one without words."""
    if len(nodes) == 1 and nodes[0]["t"] in ("Strong", "Emph"):
        nodes = nodes[0]["c"]
    return filled(element("title", inlines(nodes, context, place)))


def _add(out: list[Child], made: Child) -> None:
    """Add what was written; the markers of notes in a row share one superscript."""
    last = out[-1] if out else None
    if _is_marker(made) and _is_marker(last):
        assert isinstance(last, Element)
        assert isinstance(made, Element)
        last[-1].tail = ","
        last.extend(list(made))
    else:
        out.append(made)


def _is_marker(made: Child) -> bool:
    return isinstance(made, Element) and made.get("specific-use") == "note"


def _inline(node: Node, context: Context, place: Place) -> Iterable[Child]:
    kind: str = node["t"]
    c: Any = node.get("c")
    if node.get("change") == "del":
        return ()
    if kind in PHRASES:
        inner = replace(place, breaks=False, blocks=False)
        return _phrase(PHRASES[kind], inlines(c, context, inner))
    match kind:
        case "LineBreak":
            return (element("break"),) if place.breaks else (" ",)
        case "Quoted":
            marks = language(context.lang).quotes
            pair = marks[:2] if c[0]["t"] == "DoubleQuote" else marks[2:]
            return (pair[0], *inlines(c[1], context, place), pair[1])
        case "Cite":
            return _citation(node, context, place)
        case "Note":
            return markers([node], context) if place.links else ()
        case "Code":
            return _phrase("monospace", [c[1]] if c[1] else [])
        case "Math":
            return _formula(node, context, place)
        case "Link":
            return _link(node, context, place)
        case "Image":
            return _picture(node, context, place)
        case "Span":
            return _span(node, context, place)
        case "RawInline":
            return raw.words(node, context)
    return ()


def _citation(node: Node, context: Context, place: Place) -> list[Child]:
    """What was set for a citation; an address in it leads to the work, where it has one source."""
    keys = {str(one["citationId"]) for one in node["c"][0]}
    title = context.titles.get(keys.pop(), "") if len(keys) == 1 else ""
    if not place.links:
        return inlines(node["c"][1], context, place)
    linked = citations.with_links(node, context.references)
    return inlines(linked, context, replace(place, title=title))


def _phrase(name: str, contents: list[Child], **attributes: str) -> tuple[Child, ...]:
    return (element(name, contents, **attributes),) if contents else ()


def _formula(node: Node, context: Context, place: Place) -> tuple[Child, ...]:
    if not node["c"][1].strip():
        return ()
    if not place.links:
        return (node["c"][1],)
    if node["c"][0]["t"] == "DisplayMath" and place.blocks:
        return (formulas.displayed(node, context),)
    number = f" ({node['number']})" if node.get("number") else None
    return (formulas.inline(node, context), number)


def markers(nodes: list[Node], context: Context) -> tuple[Child, ...]:
    """The markers of notes, in one superscript."""
    made: list[Child] = []
    for node in nodes:
        n = node.get("n", 0)
        if n and context.edition.notes:
            name = "" if n in context.marked else f"fnref-{n}"
            context.marked.add(n)
            made += [",", element("xref", str(n), id=name, ref_type="fn", rid=note_id(n))]
    return (element("sup", made[1:], specific_use="note"),) if made else ()


def _link(node: Node, context: Context, place: Place) -> tuple[Child, ...]:
    (identifier, _, _), inner, (target, _) = node["c"]
    words = inlines(inner, context, LINKED)
    notes = markers(find(inner, {"Note"}), context)
    name = context.id(identifier, "link") if identifier else ""
    if not place.links or not words:
        return (*words, *notes)
    if target.startswith("#"):
        keys = node.get("keys") or [target.removeprefix("#ref-")]
        if target.startswith("#ref-") and keys[0] in context.references:
            names = [context.references[key] for key in keys]
            first = element("xref", words, ref_type="bibr", rid=names[0])
            # What has no words of its own, as within a range, is linked without any.
            others = (element("xref", ref_type="bibr", rid=name) for name in names[1:])
            return (first, *others, *notes)
        return (element("xref", words, id=name, rid=target[1:]), *notes)
    said = plain(inner).strip()
    if target.startswith("mailto:"):
        address = target.removeprefix("mailto:").partition("?")[0]
        href = "" if said == address else target
        return (element("email", plain(inner), href=href), *notes)
    title = ""
    if said.startswith(("http:", "https:", "ftp:", "www.")) or said == target:
        title = place.title or target.split("/")[2 if "//" in target else 0]
    made = element("ext-link", words, id=name, ext_link_type="uri", href=target, link_title=title)
    return (made, *notes)


def _picture(node: Node, context: Context, place: Place) -> tuple[Child, ...]:
    (_, _, pairs), description, (name, _) = node["c"]
    alt = (dict(pairs).get("alt") or plain(description)).strip()
    notes = markers(find(description, {"Note"}), context) if place.links else ()
    files = context.names.get(name)
    if files is None or not place.links:
        return (alt, *notes)
    return (pictures.graphics(files, alt, "inline-graphic"), *notes)


def _span(node: Node, context: Context, place: Place) -> tuple[Child, ...]:
    identifier, classes, pairs = attr(node)
    inner = replace(place, breaks=False, blocks=False)
    lang = pairs.get("lang", "")
    known = next((CLASSES[name] for name in classes if name in CLASSES), "")
    marked = "mark" in classes
    if not (lang or known or marked or identifier):
        return tuple(inlines(node["c"][1], context, place))
    made = inlines(node["c"][1], context, inner)
    if known:
        made = [*_phrase(known, made)]
    if marked:
        made = [*_phrase("styled-content", made, style_type="highlight")]
    if lang:
        made = [*_phrase("named-content", made, content_type="language", lang=lang)]
    if identifier and place.links:
        # What a target holds leads nowhere else.
        made = [element("target", id=context.id(identifier, "target")), *made]
    return tuple(made)
