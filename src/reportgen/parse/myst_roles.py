"""MyST's roles: `{cite}` and the like before code, which pandoc reads as two separate things."""

import re

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Finder, Source, nfc
from reportgen.tree import latex
from reportgen.tree.nodes import Node, edit, link, string

ROLE = re.compile(r"(.*)\{([a-z][\w:-]*)\}", re.S)
NAMED = re.compile(r"(.*?)(?<!\s)\s*+<([^<>]+)>", re.S)
SOURCE = re.compile(r"\s*+(?:\{([^{}]*)\}\s*+)?([^{}\s]++)\s*+(?:\{([^{}]*)\}\s*+)?")
CITED = ("cite", "cite:p", "cite:ps", "cite:alp", "cite:alps", "citep", "cite:cp", "footcite",
         "footcite:p", "fullcite", "cite:empty")  # fmt: skip
IN_TEXT = ("cite:t", "cite:ts", "cite:ct", "cite:cts", "citet", "footcite:t", "cite:author")
YEARS = ("cite:year", "cite:yearpar", "cite:yearp")
REFERENCES = ("ref", "numref", "eq", "prf:ref", "any")
KINDS = {
    "sub": "Subscript", "subscript": "Subscript",
    "sup": "Superscript", "superscript": "Superscript",
    "u": "Underline", "underline": "Underline", "sc": "SmallCaps", "smallcaps": "SmallCaps",
    "del": "Strikeout", "strike": "Strikeout",
}  # fmt: skip
WORDS = ("abbr", "abbreviation", "term", "doc", "kbd", "keyboard", "download", "math", "chem", "si",
         "dfn", "guilabel", "menuselection", "span", "iab", "ins")  # fmt: skip
CODE = ("code", "file", "command", "program", "option", "envvar", "samp", "literal")
COMPUTED = ("eval", "glue", "glue:text", "glue:md", "glue:math", "nb-eval")
SHOWING_NOTHING = ("index", "label")


def read_roles(blocks: list[Node], source: Source, bag: Bag) -> list[Node]:
    """The blocks with the nodes that their roles mean."""
    if "}`" not in source.text:
        return blocks

    places = Finder(source)

    def change(node: Node) -> Node:
        content = node["c"]
        if node["t"] == "Header":
            return {**node, "c": [*content[:2], inlines(content[2])]}
        return {**node, "c": inlines(content)}

    def inlines(content: list[Node]) -> list[Node]:
        out: list[Node] = []
        changed = False
        for item in content:
            before = out[-1] if out and item["t"] == "Code" else {"t": ""}
            found = ROLE.fullmatch(before["c"]) if before["t"] == "Str" else None
            if found:
                meant = _meant(found[2], item["c"][1], source, places, bag)
                out[-1:] = [*string(found[1]), *meant]
            else:
                out.append(item)
                continue
            changed = True
        return out if changed else content

    edited: list[Node] = edit(blocks, change, {"Para", "Plain", "Emph", "Strong", "Header"})
    return edited


def _meant(role: str, said: str, source: Source, places: Finder, bag: Bag) -> list[Node]:
    """What a role means; its words, with a diagnostic, for one that is not known here."""
    place = places.locate(f"{{{role}}}`{said}")
    at = list(place) if place else None
    if role in (*CITED, *IN_TEXT, *YEARS):
        return [_cite(role, said, at)]
    named = NAMED.fullmatch(said)
    if role in REFERENCES:
        label = (named[2] if named else said).strip()
        return [{**link([], f"#{nfc(label)}", "xref"), **({"at": at} if at else {})}]
    if role in KINDS:
        return [{"t": KINDS[role], "c": string(said)}]
    if role == "math":
        return [{"t": "Math", "c": [{"t": "InlineMath"}, said]}]
    words = named[1] if named else said
    if role in CODE or role.partition(":")[0] in ("py", "c", "cpp", "js", "rst"):
        return [{"t": "Code", "c": [["", [], []], words.lstrip("~!.")]}]
    if role in SHOWING_NOTHING:
        return []
    span = source.span(*at) if at else source.span(0)
    if role in COMPUTED:
        message = f"`{{{role}}}` shows a value of code, which is not run, so it is missing"
        bag.error("code-inline", message, span, "write the value")
    elif role not in WORDS:
        message = f"the role `{role}` is not understood; its words stand there as they are"
        bag.warning("role-unknown", message, span, "write in Markdown what it stands for")
    if role in ("abbr", "abbreviation") and said.endswith(")"):
        return string(said.partition(" (")[0])
    return string(f"{words} {named[2]}" if role == "si" and named else words)


def _cite(role: str, said: str, at: list[int] | None) -> Node:
    """The citation of a role: `{see}key{p. 3}` has words before and behind the key."""
    parts = [
        found for part in re.split(r"[,;](?![^{]*\})", said) if (found := SOURCE.fullmatch(part))
    ]
    mode = "SuppressAuthor" if role in YEARS else "NormalCitation"
    mode = "AuthorInText" if role in IN_TEXT else mode
    made = latex.cite([found[2].lstrip("@") for found in parts], mode, at)
    citations = [
        {
            **citation,
            "citationPrefix": string(found[1] or ""),
            "citationSuffix": [{"t": "Space"}, *string(found[3])] if found[3] else [],
        }
        for citation, found in zip(made["c"][0], parts, strict=True)
    ]
    return {**made, "c": [citations, made["c"][1]]}
