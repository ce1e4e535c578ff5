"""The pictures of a tree: files of the project, vetted; of others a diagnostic, and their words."""

from dataclasses import replace
from urllib.parse import unquote

from reportgen.project import roots
from reportgen.project.paths import Match
from reportgen.sanitize import image, remote_pictures, urls
from reportgen.sanitize.image import Image
from reportgen.sanitize.rendered import CONTROL_CHARACTERS, clean_attributes
from reportgen.sanitize.state import PICTURES, State, short, span_of
from reportgen.tree.lengths import latex_width, parse_length
from reportgen.tree.nodes import Node, attr, span, string


def clean_image(node: Node, state: State) -> Node | list[Node]:
    """A picture of the project under its real name; words in its place where it cannot be shown."""
    attr, inlines, (target, title) = node["c"]
    match = _found(unquote(target), state)
    name = match.name
    match.report(span_of(node, state), state.bag)
    if remote_pictures.REMOTE.match(target) and (address := urls.safe(target)):
        state.bag.warning(
            "image-remote",
            f"the picture `{short(target)}` is not fetched; its address stands in its place",
            span_of(node, state),
            "save it in the project, and name it here",
        )
        return [remote_pictures.address(address, inlines, node)]
    if urls.scheme(target):
        fault, code = "is not a file of the project", "image-remote"
        remedy = "save it in the project"
    elif len(match.names) > 1:
        return [_missing(node)]
    elif name is None:
        near = state.nearest(target)
        fault, code = "is not there", "image-missing"
        remedy = f"did you mean `{near}`?" if near else "put the file beside the chapter"
        if out := roots.remedy(state.sources, unquote(target), state.source.name):
            fault, remedy = "lies outside the project", out
    else:
        found = _picture(name, node, state)
        if isinstance(found, Image):
            _sized(node, state)
            return {
                **node,
                "c": [clean_attributes(attr), inlines, [name, CONTROL_CHARACTERS.sub("", title)]],
            }
        fault, code, remedy = found, "image-unreadable", "export the picture anew"
    state.bag.error(code, f"the picture `{short(target)}` {fault}", span_of(node, state), remedy)
    return [_missing(node)]


def _missing(node: Node) -> Node:
    """What stands in the place of a picture: its description; `missing` is its file's name."""
    attributes, inlines, (target, _) = node["c"]
    clean = {**node, "c": [clean_attributes(attributes), inlines, [target, ""]]}
    identifier, _, pairs = attr(clean)
    name = CONTROL_CHARACTERS.sub("", unquote(target))
    words = string(pairs["alt"]) if pairs.get("alt") else inlines
    return {**span(words, "image-missing", id=identifier), "missing": name, "at": node.get("at")}


def _sized(node: Node, state: State) -> None:
    """Warn of a width or a height that is none: the picture is shown without it."""
    for key, value in attr(node)[2].items():
        length = parse_length(value) if key in ("width", "height") else None
        if key not in ("width", "height") or (length and (key == "width" or not length.percent)):
            continue
        share = latex_width(value)
        state.bag.warning(
            "image-size",
            f"the {key} `{short(value)}` is not understood, and the picture is shown without it",
            span_of(node, state),
            f"write `{key}={share}`"
            if share and key == "width"
            else "give it in `cm`, `mm`, `in`, `pt` or `px`"
            + (", or in `%` of the text's width" if key == "width" else ""),
        )


def _found(target: str, state: State) -> Match:
    """The picture's file; as in LaTeX, a name may go without its ending."""
    bare = target and not target.lower().endswith(PICTURES) and "." not in target.split("/")[-1]
    return state.sources.find(target, state.source.name, ("", *PICTURES) if bare else ("",))


def _picture(name: str, node: Node, state: State) -> Image | str:
    """The picture of this name, read once, or what is wrong with it."""
    if name in state.images:
        return state.images[name]
    limits = state.sources.limits
    if len(state.images) >= limits.pictures:
        return f"is one too many; {limits.pictures} pictures are allowed"
    left = limits.all_pixels - sum(picture.pixels for picture in state.images.values())
    some = replace(limits, pixels=max(1, min(limits.pixels, left)))
    data = state.sources.data(name, limits.picture_bytes) or b""
    found = image.read(name, data, some, state.sources.drawing)
    if isinstance(found, Image):
        state.images[name] = found
        if found.refused:
            state.bag.warning(
                "image-cleaned",
                f"the picture `{short(name)}` loses what could run or fetch: "
                + ", ".join(found.refused[:5]),
                span_of(node, state),
                "export it as a plain SVG",
            )
    return found
