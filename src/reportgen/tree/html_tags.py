"""Tags of HTML that Markdown for journals holds, as the nodes that they mean."""

import re
from html import unescape

from reportgen.tree.nodes import Node, edit, string

HTML = {"br": "LineBreak", "wbr": ""}
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
TAG = re.compile(
    r"</[a-z][^>]*>|<(?:sub|sup|b|i|em|strong|u|s|del|ins|big|small|span|font|a|p|div|center|kbd|"
    r"samp|var|code|tt|mark|abbr|cite|q|details|summary|figure|figcaption|picture|section|article|"
    r"header|footer|main|li|dt|dd|tr|td|th|thead|tbody|tfoot|colgroup|col)\b[^>]*>",
    re.I,
)
"""Tags without which the text between them reads as well; a closing tag says no more than its
opening one."""
ATTRIBUTE = re.compile(r"""(?<![a-z])([a-z]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)')""", re.I)
IMG = re.compile(r"<img\b[^>]*>", re.I)
PAIRS = {
    "sub": "Subscript", "sup": "Superscript", "b": "Strong", "strong": "Strong", "i": "Emph",
    "em": "Emph", "u": "Underline",
}  # fmt: skip


def parse_html(blocks: list[Node]) -> list[Node]:
    """`<sub>2</sub>` and the like, which pandoc keeps as two raw tags, as the nodes they mean."""

    def change(node: Node) -> Node:
        pairs = _pairs(node["c"])
        return node if len(pairs) == len(node["c"]) else {**node, "c": pairs}

    found: list[Node] = edit(blocks, change, {"Para", "Plain", "Emph", "Strong"})
    return found


def image_of_tag(raw: str, at: list[int] | None) -> Node:
    """The picture of an HTML tag."""
    said = {found[1].lower(): unescape(found[2] or found[3]) for found in ATTRIBUTE.finditer(raw)}
    pairs = [[key, said[key]] for key in ("width", "height", "alt") if said.get(key)]
    node = {
        "t": "Image",
        "c": [["", [], pairs], string(said.get("alt", "")), [said.get("src", ""), ""]],
    }
    return {**node, "at": at} if at else node


def _pairs(inlines: list[Node]) -> list[Node]:
    out: list[Node] = []
    opened: dict[str, list[int]] = {}
    """Where the tags of each name stand in `out`; what is behind its end is there no more."""
    for node in inlines:
        tag = node["c"][1].strip().lower() if node["t"] == "RawInline" else ""
        name = tag.strip("</>")
        if tag == f"</{name}>" and name in PAIRS:
            starts = opened.get(name, [])
            while starts and (starts[-1] >= len(out) or out[starts[-1]].get("c") != _tag(name)):
                starts.pop()
            if starts:
                start = starts.pop()
                out[start:] = [{"t": PAIRS[name], "c": out[start + 1 :]}]
                continue
        if name in PAIRS and node["c"] == _tag(name):
            opened.setdefault(name, []).append(len(out))
        out.append(node)
    return out


def _tag(name: str) -> list[str]:
    """The content of an opening tag's node."""
    return ["html", f"<{name}>"]
