"""An element's attributes, from those of a node."""

from html import escape
from typing import Any

from reportgen.markup.identifiers import slug


def attributes_html(attributes: Any) -> str:
    """The identifier, classes, language and direction of a node, each with a space before it."""
    identifier, classes, pairs = attributes
    out = id_html(slug(identifier)) if identifier else ""
    if classes:
        out += f' class="{escape(" ".join(classes))}"'
    pairs = dict(pairs)
    lang, way = pairs.get("lang"), pairs.get("dir")
    out += f' lang="{escape(lang)}"' if lang else ""
    return out + (f' dir="{way}"' if way in ("ltr", "rtl") else "")


def id_html(name: str) -> str:
    return f' id="{escape(name)}"'
