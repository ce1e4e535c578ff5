"""What a redline adds to pages: a list of the changes, ways from one to the next, how they look."""

import re
from collections.abc import Sequence
from html import escape

from reportgen import themes
from reportgen.compare.listed import Change
from reportgen.editions import Edition, changes
from reportgen.markup.redline import changed

SHEETS = {"screen": ("redline.css", "redline.screen.css"), "print": ("redline.css",)}
_BODY = re.compile(r"<body[^>]*>")
_HEADING = re.compile(r'(<h([1-6])\b)([^>]*)>((?:(?!</h\2>).)*?<span id="redline-(\d+)")', re.S)
_WHOLE = re.compile(r"<(h[1-6])\b[^>]*>.*?</\1>", re.S)
_HELD = "\ufdd1"
"""What stands for the space of a tag that is not to be found again."""
_DIV = re.compile(r'<div id="redline-(\d+)" class="changed[^"]*">')
_SPAN = re.compile(r'<span id="redline-(\d+)" class="changed">')


def css(edition: Edition, medium: str) -> str:
    """The rules of a redline; none where an edition is none."""
    if edition.revised is None:
        return ""
    report = edition.report
    return "\n".join(themes.text(report.root, report.front.theme, n) for n in SHEETS[medium])


def with_changes(html: str, edition: Edition, medium: str) -> str:
    """A page with the list of what was changed: at its head on a screen, at its end on paper."""
    if edition.revised is None:
        return html
    found = changes(edition)
    if medium == "print":
        listed = f'<section class="changes">{_list(found, edition, "h2")}</section>'
        return _marked(html.replace("</body>", f"{listed}</body>"))
    label = escape(_title(edition))
    listed = f'<aside class="changes" aria-label="{label}">{_list(found, edition, "")}</aside>'
    last = max((change.number for change in found), default=0)
    html = _marked(_linked(html, last, edition))
    return _BODY.sub(lambda body: f"{body[0]}\n{listed}", html, count=1)


def _title(edition: Edition) -> str:
    revised, words = edition.revised, edition.report.words
    names = revised.names if revised else ("", "")
    return words["changes"].format(*(name or words["now"] for name in names))


def _list(found: Sequence[Change], edition: Edition, heading: str) -> str:
    """The list of changes, each with a link to it; on a screen it opens and closes."""
    words, title = edition.report.words, escape(edition.title, quote=False)
    items = []
    for change in found:
        shown = "".join(
            changed(escape(piece.text, quote=False), piece.change, words) for piece in change.pieces
        )
        place = escape(words.get(change.field, change.field) or change.heading, quote=False)
        if change.number:
            place = f'<a href="#redline-{change.number}">{place or title}</a>'
        items.append(f"<li>{place}: {shown}</li>")
    head = f"{escape(_title(edition), quote=False)}: {len(found)}"
    listed = f"<ol>{''.join(items)}</ol>" if items else ""
    if heading:
        return f"<{heading}>{head}</{heading}>{listed}"
    return f"<details><summary>{head}</summary>{listed}</details>"


def _linked(html: str, last: int, edition: Edition) -> str:
    """A page with links from each change to the one before and behind it.

    A heading has them behind it, so that its name stays what it is.
    """
    words = edition.report.words

    def links(number: int) -> str:
        ways = (
            (number - 1, "↑", words["previous-change"]),
            (number + 1, "↓", words["next-change"]),
        )
        made = "".join(
            f'<a href="#redline-{to}" aria-label="{escape(said)}">{arrow}</a>'
            for to, arrow, said in ways
            if 0 < to <= last
        )
        return f'<span class="change-links">{made}</span>' if made else ""

    def behind(heading: re.Match[str]) -> str:
        numbers = [int(n) for n in _SPAN.findall(heading[0])]
        shown = _SPAN.sub(lambda span: span[0].replace(" ", _HELD, 1), heading[0])
        return shown + "".join(links(number) for number in numbers)

    html = _WHOLE.sub(behind, html)
    html = _DIV.sub(lambda div: div[0] + links(int(div[1])), html)
    html = _SPAN.sub(lambda span: links(int(span[1])) + span[0], html)
    return html.replace(f"<span{_HELD}", "<span ")


def _marked(html: str) -> str:
    """A page whose headings say themselves that they were changed."""
    return _HEADING.sub(lambda found: f"{found[1]}{_with_class(found[3])}>{found[4]}", html)


def _with_class(attributes: str) -> str:
    if 'class="' in attributes:
        return attributes.replace('class="', 'class="has-change ', 1)
    return f'{attributes} class="has-change"'
