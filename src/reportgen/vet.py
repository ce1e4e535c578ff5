"""Tree -> clean tree: what an engine sees has passed here.

Raw parts, links, images and attributes are kept where they are known to be harmless; what is
refused is a diagnostic with its place, or goes without a word where nothing a reader would see is
lost.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from urllib.parse import unquote

from reportgen import image
from reportgen.ast import Node, edit, span, string, text
from reportgen.diag import Bag
from reportgen.image import Image
from reportgen.load import Sources
from reportgen.parse import latex
from reportgen.source import Source, Span

SCHEMES = ("http://", "https://", "mailto:", "doi:", "#")
SIZE = re.compile(r"\d{1,5}(?:\.\d+)?(?:%|px|pt|mm|cm|in|em)?")
KEPT = {"lang", "alt", "title", "width", "height", "dir", "fig-alt", "start", "cite", "name"}
PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
HTML = {"br": "LineBreak", "wbr": ""}
COMMENT = re.compile(r"\s*<!--.*?(?:-->\s*|\Z)", re.S)
TAG = re.compile(r"</?(?:sub|sup|b|i|em|strong|u|span|div|center|small|p|kbd|a|font)\b[^>]*>", re.I)
PAIRS = {
    "sub": "Subscript", "sup": "Superscript", "b": "Strong", "strong": "Strong", "i": "Emph",
    "em": "Emph", "u": "Underline",
}  # fmt: skip


@dataclass(frozen=True)
class Vetted:
    """A chapter's clean tree and the pictures that it shows, by their targets in it."""

    blocks: list[Node]
    images: Mapping[str, Image]


@dataclass
class _Vet:
    source: Source
    sources: Sources
    raw: bool
    bag: Bag
    images: dict[str, Image] = field(default_factory=dict)


def vet(blocks: list[Node], source: Source, sources: Sources, raw: bool, bag: Bag) -> Vetted:
    """A chapter's tree without anything that could read, fetch, run or break out.

    `raw` keeps raw HTML and raw Office XML, as the user allowed by name.
    """
    state = _Vet(source, sources, raw, bag)
    clean = edit(_paired(blocks), lambda node: _node(node, state))
    return Vetted(clean, state.images)


def _node(node: Node, state: _Vet) -> Node | list[Node] | None:
    match node["t"]:
        case "RawInline" | "RawBlock":
            return _raw(node, state)
        case "Link":
            return _link(node, state)
        case "Image":
            return _image(node, state)
        case "Header":
            return {**node, "c": [node["c"][0], _attr(node["c"][1]), node["c"][2]]}
        case "Div" | "Span" | "Code" | "CodeBlock" | "Table" | "Figure":
            return {**node, "c": [_attr(node["c"][0]), *node["c"][1:]]}
        case "Str":
            return _string(node)
    return node


def _string(node: Node) -> Node:
    """Text without the control characters that XML cannot carry."""
    clean = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", node["c"])
    return node if clean == node["c"] else {**node, "c": clean}


def _raw(node: Node, state: _Vet) -> Node | list[Node] | None:
    kind, raw = node["c"]
    at = node.get("at")
    inline = node["t"] == "RawInline"
    if kind in ("tex", "latex"):
        found = latex.inlines(raw, at) if inline else latex.block(raw, at)
        if found is None:
            state.bag.warning(
                "latex-unknown",
                f"the LaTeX `{_short(raw)}` is not understood and left out",
                _span(node, state),
                "write it in Markdown",
            )
        return found
    if kind == "html":
        if not COMMENT.sub("", raw).strip():
            return None
        name = re.sub(r"[</>\s].*", "", raw.strip("</> ").lower())
        if inline and name in HTML:
            return {"t": HTML[name]} if HTML[name] else None
    if state.raw and kind in ("html", "html5", "openxml"):
        return node
    if not (inline and kind == "html" and TAG.fullmatch(raw.strip())):
        state.bag.warning(
            "raw-dropped",
            f"raw {kind} `{_short(raw)}` is left out",
            _span(node, state),
            "write it in Markdown, or build with `--allow raw` if you trust this manuscript",
        )
    return None


def _paired(blocks: list[Node]) -> list[Node]:
    """`<sub>2</sub>` and the like, which pandoc keeps as two raw tags, as the nodes they mean."""

    def change(node: Node) -> Node:
        content = node.get("c")
        if isinstance(content, list) and node["t"] in ("Para", "Plain", "Emph", "Strong"):
            return {**node, "c": _pairs(content)}
        return node

    found: list[Node] = edit(blocks, change)
    return found


def _pairs(inlines: list[Node]) -> list[Node]:
    out: list[Node] = []
    for node in inlines:
        tag = node["c"][1].strip().lower() if node["t"] == "RawInline" else ""
        name = tag.strip("</>")
        if tag == f"</{name}>" and name in PAIRS:
            opening = {"t": "RawInline", "c": ["html", f"<{name}>"]}
            starts = [i for i, n in enumerate(out) if n.get("c") == opening["c"]]
            if starts:
                out[starts[-1] :] = [{"t": PAIRS[name], "c": out[starts[-1] + 1 :]}]
                continue
        out.append(node)
    return out


def _link(node: Node, state: _Vet) -> Node | list[Node]:
    attr, inlines, (target, title) = node["c"]
    folded = re.sub(r"[\s\x00-\x20]", "", unquote(target)).lower()
    if folded.startswith(SCHEMES):
        if folded.startswith("doi:"):
            target = "https://doi.org/" + target.split(":", 1)[1].strip()
        clean = re.sub(r"[\x00-\x20]", "", target)
        return {**node, "c": [_attr(attr), inlines, [clean, title]]}
    if ":" in folded.split("/")[0] or folded.startswith("//"):
        state.bag.warning(
            "link-unsafe",
            f"the link to `{_short(target)}` is left out; its text stays",
            _span(node, state),
            "link to an https:// or mailto: address",
        )
    elif "." in folded and state.sources.find(unquote(target.split("#")[0]), state.source.name):
        return list(inlines)  # a file of the project means nothing to a reader
    else:
        state.bag.warning(
            "link-relative",
            f"the link `{_short(target)}` leads nowhere for a reader; its text stays",
            _span(node, state),
            "write the whole address, beginning with https://",
        )
    return list(inlines)


def _image(node: Node, state: _Vet) -> Node | list[Node]:
    attr, inlines, (target, title) = node["c"]
    name = state.sources.find(unquote(target), state.source.name)
    fault = ""
    if re.match(r"[a-z][a-z0-9+.-]*:|//", target.strip(), re.I):
        fault, code, remedy = (
            "is not a file of the project",
            "image-remote",
            "save it in the project",
        )
    elif name is None:
        near = get_close_matches(target, _pictures(state), 1, 0.5)
        fault, code = "is not there", "image-missing"
        remedy = f"did you mean `{near[0]}`?" if near else "put the file beside the chapter"
    else:
        data = state.sources.data(name) or b""
        found = image.read(name, data)
        if isinstance(found, Image):
            state.images[name] = found
            return {**node, "c": [_attr(attr), inlines, [name, title]]}
        fault, code, remedy = found, "image-unreadable", "export the picture anew"
    state.bag.error(code, f"the picture `{_short(target)}` {fault}", _span(node, state), remedy)
    return [span(inlines or string(text(inlines)), "image-missing")]


def _pictures(state: _Vet) -> list[str]:
    folder = state.source.name.rpartition("/")[0]
    return [n.removeprefix(folder + "/") for n in state.sources.names(PICTURES)]


def _attr(attr: list[object]) -> list[object]:
    """An attribute triple with a plain identifier, plain classes and harmless pairs."""
    identifier, classes, pairs = attr
    assert isinstance(identifier, str)
    assert isinstance(classes, list)
    assert isinstance(pairs, list)
    kept = []
    for key, value in pairs:
        if key in ("width", "height") and not SIZE.fullmatch(value):
            continue
        if key in KEPT:
            kept.append(["alt" if key == "fig-alt" else key, value])
    plain = [re.sub(r"[^\w-]", "", c) for c in classes]
    return [re.sub(r"[\s\"'<>&\x00-\x1f]", "", identifier), [c for c in plain if c], kept]


def _span(node: Node, state: _Vet) -> Span | None:
    at = node.get("at")
    return state.source.span(*at) if at else None


def _short(value: str) -> str:
    line = value.strip().split("\n")[0]
    return line if len(line) <= 60 else line[:57] + "…"
