"""What a page for browsers has beside its text: anchors of headings, pictures that enlarge."""

import re
from collections.abc import Mapping
from html import escape, unescape
from itertools import count

_HEAD = re.compile(r'<(h[2-6]) id="([^"]+)"([^<>]*)>(.*?)</\1>', re.S)
_FIGURE = re.compile(r"<figure\b[^<>]*>.*?</figure>", re.S)
_PICTURE = re.compile(r"<img\b[^<>]*>")
_LINKED = re.compile(r"<a\b[^<>]*>(?:(?!</a>).)*?<img\b", re.S)
_LABEL = re.compile(r'<span class="label">(.*?)</span>', re.S)


def with_anchors(page: str) -> str:
    """The page with a link at the end of each heading, to copy its address from.

    Readers that speak pass over it: the contents lead them to the same places.
    """
    return _HEAD.sub(_anchored, page)


def _anchored(head: re.Match[str]) -> str:
    tag, name, rest, words = head.groups()
    link = f'<a class="anchor" href="#{name}" aria-hidden="true" tabindex="-1"></a>'
    return f'<{tag} id="{name}"{rest}>{words}{link}</{tag}>'


def with_plates(page: str, words: Mapping[str, str]) -> str:
    """The page with each picture of a figure in a popover, and a button that opens and shuts it.

    A picture in a link stays as it is.
    """
    numbers = count(1)

    def figure(found: re.Match[str]) -> str:
        html = found[0]
        if 'class="table' in html[:200] or _LINKED.search(html):
            return html
        label = _LABEL.search(html)
        named = unescape(re.sub(r"<[^<>]+>", "", label[1])).strip(" .") if label else ""

        def plate(picture: re.Match[str]) -> str:
            if 'class="formula' in picture[0]:
                return picture[0]
            place = f"plate-{next(numbers)}"
            alt = re.search(r' alt="([^"]*)"', picture[0])
            said = escape(words["enlarge"].format(named or (unescape(alt[1]) if alt else "")))
            return (
                f'<div class="plate" id="{place}" popover="auto">{picture[0]}'
                f'<button class="enlarge" type="button" popovertarget="{place}"'
                f' aria-label="{said}"></button></div>'
            )

        return _PICTURE.sub(plate, html)

    return _FIGURE.sub(figure, page)
