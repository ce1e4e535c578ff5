"""Links without words, and with `%s` for a number, as MyST writes cross-references and citations.

Source: MyST Markdown, "Cross-references" and "Citations": `[](#label)`, `[Table %s](#label)`,
`[](doi:10.1000/x)`.
"""

from reportgen.bibliography import Library
from reportgen.diagnostics.source import nfc
from reportgen.parse.identifiers import DOI, find_entries
from reportgen.tree import latex
from reportgen.tree.nodes import Node, edit, link, string, text


def read_links(blocks: list[Node], library: Library) -> list[Node]:
    """The blocks with references, citations and visible addresses in the place of such links."""

    def change(node: Node) -> Node | list[Node]:
        attributes, inlines, (target, title) = node["c"]
        place = {"at": node["at"]} if node.get("at") else {}
        said = text(inlines).strip()
        if target.startswith("#") and len(target) > 1:
            if not inlines:
                return {**link([], nfc(target), "xref"), **place}
            if "%s" in said or "{number}" in said:
                before, _, after = said.replace("{number}", "%s").partition("%s")
                number = {**link([], nfc(target), "xref", "number"), **place}
                return [*string(before), number, *string(after)]
            return node
        if said or any(inner["t"] == "Image" for inner in inlines):
            return node
        if found := DOI.fullmatch(target):
            cited = latex.cite([f"doi:{found[1]}"], "AuthorInText", node.get("at"))
            (entry,) = find_entries([cited], library)
            if library.get(entry["c"][0][0]["citationId"]):
                return entry
            target = f"https://doi.org/{found[1]}"
        return {**node, "c": [attributes, [{"t": "Str", "c": target}], [target, title]]}

    edited: list[Node] = edit(blocks, change, {"Link"})
    return edited
