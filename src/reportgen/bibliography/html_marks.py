"""HTML that programs write into fields: which tags are markup, and which are text.

Zotero and others mark words of a title with `<i>`, `<b>`, `<sub>`, `<sup>` and spans, as CSL-JSON
does. A tag counts where its end stands in the field; one alone is text.
"""

import re

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>i|em|b|strong|sub|sup|sc|span)"
    r"(?P<class>\s(?:class=[\"']nocase[\"']|style=[\"']font-variant:\s*small-caps;?[\"']))?\s*>",
    re.IGNORECASE,
)
_NAMES = {"em": "i", "strong": "b"}
_CAPITALS = ('<span style="font-variant:small-caps;">', "</span>")
_NOCASE = ('<span class="nocase">', "</span>")


def markup(text: str) -> dict[int, tuple[int, str]]:
    """Where each tag of a pair begins -> where it ends, and what CSL-JSON has for it."""
    found: dict[int, tuple[int, str]] = {}
    opened: list[tuple[str, int, int, tuple[str, str]]] = []
    for tag in _TAG.finditer(text):
        name = tag["name"].lower()
        if not tag["end"]:
            marks = _marks(name, tag["class"] or "")
            if marks != ("", "") or name != "span":
                opened.append((name, tag.start(), tag.end(), marks))
        elif opened and opened[-1][0] == name:
            _, start, end, marks = opened.pop()
            found[start] = (end, marks[0])
            found[tag.start()] = (tag.end(), marks[1])
    return found


def _marks(name: str, kind: str) -> tuple[str, str]:
    if name == "span":
        return _NOCASE if "nocase" in kind else _CAPITALS if kind else ("", "")
    if name == "sc":
        return _CAPITALS
    name = _NAMES.get(name, name)
    return f"<{name}>", f"</{name}>"
