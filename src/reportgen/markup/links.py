"""Links within a page, so that each leads somewhere: here, to another edition, or not at all."""

import re
from collections.abc import Iterator
from typing import Any

from reportgen.markup.identifiers import RESERVED_IDS
from reportgen.themes.context import SafeHtml

LINK = re.compile(r'<a\b[^<>]*? href="#([^"<>]*)"[^<>]*>((?:[^<]|<(?!/?a\b))*+)</a>')
ID = re.compile(r'\sid="([^"]+)"')


def resolve_links(values: Any, elsewhere: str) -> Any:
    """The values with each dead link led `elsewhere`, or made the text that it is."""
    return _mended(
        values, {name for html in _texts(values) for name in ID.findall(html)}, elsewhere
    )


def _texts(values: Any) -> Iterator[str]:
    if isinstance(values, SafeHtml):
        yield values.html
    elif isinstance(values, dict):
        for value in values.values():
            yield from _texts(value)
    elif isinstance(values, tuple | list):
        for value in values:
            yield from _texts(value)


def _mended(values: Any, known: set[str], elsewhere: str) -> Any:
    if isinstance(values, SafeHtml):
        return SafeHtml(LINK.sub(lambda link: _link(link, known, elsewhere), values.html))
    if isinstance(values, dict):
        mended = {name: _mended(value, known, elsewhere) for name, value in values.items()}
        values = values.copy()
        values.update(mended)
        return values
    if isinstance(values, tuple | list):
        return type(values)(_mended(value, known, elsewhere) for value in values)
    return values


def _link(link: re.Match[str], known: set[str], elsewhere: str) -> str:
    target, words = link.groups()
    if target in known or RESERVED_IDS.fullmatch(target):
        return link[0]
    if elsewhere and not target.startswith("ref-"):
        return link[0].replace(f'href="#{target}"', f'href="{elsewhere}#{target}"', 1)
    return words
