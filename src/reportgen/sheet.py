"""Edition -> the values that a page template fills in, for the screen or for print.

`medium` is "screen" (a browser: notes open where they are cited) or "print" (WeasyPrint: pages).
"""

from base64 import b64encode
from collections.abc import Callable
from html import escape
from typing import Any

from reportgen import math
from reportgen.ast import Node, attr, text, walk
from reportgen.editions import Edition
from reportgen.markup import Markup, plain, slug
from reportgen.page import Safe


def sheet(edition: Edition, medium: str) -> dict[str, Any]:
    """Everything that a template may use, by name; see docs/themes.md."""
    report = edition.report
    front = report.front
    feet = front.notes == "footnotes" and medium == "print" and bool(edition.notes)
    inner = _markup(edition, medium, lambda node: "")
    m = _markup(edition, medium, _note(edition, medium, inner, feet))
    return {
        "edition": edition.name,
        "medium": medium,
        "front": front,
        "words": report.words,
        "title": front.title,
        "body": Safe(m.blocks(edition.blocks)),
        "prose": {name: Safe(m.blocks(blocks)) for name, blocks in report.prose.items()},
        "summary": plain(report.prose.get("abstract", []) or report.prose.get("standfirst", [])),
        "notes": () if feet else tuple(_endnote(n, inner, report.words) for n in edition.notes),
        "bibliography": Safe(inner.blocks(list(edition.bibliography))),
        "contents": _contents(edition),
        "elsewhere": edition.elsewhere,
        "pages": edition.pages,
    }


def _markup(edition: Edition, medium: str, note: Callable[[Node], str]) -> Markup:
    report = edition.report

    def picture(name: str, alt: str, width: str) -> str:
        image = report.images.get(name)
        if image is None:
            return escape(alt)
        data = f"data:{image.media};base64,{b64encode(image.data).decode()}"
        size = f' width="{image.width:.0f}" height="{image.height:.0f}"' if image.width else ""
        share = f' class="w{int(float(width[:-1]))}"' if width.endswith("%") else ""
        return f'<img src="{data}" alt="{escape(alt)}"{size}{share}>'

    return Markup(
        note=note,
        picture=picture,
        formula=lambda tex, display: math.html(report.math, tex, display, medium),
        words=report.words,
        lang=report.front.lang or "en-US",
        raw=report.raw,
    )


def _note(edition: Edition, medium: str, inner: Markup, feet: bool) -> Callable[[Node], str]:
    """How a note's marker is written."""
    words = edition.report.words

    def marker(node: Node) -> str:
        n = node.get("n", 0)
        if not n:
            return ""
        label = escape(words["note"].format(n))
        if feet:
            return f'<span class="footnote">{_run(node["c"], inner)}</span>'
        if not edition.notes:
            if not edition.elsewhere:
                return f'<sup class="noteref">{n}</sup>'
            href = escape(f"{edition.elsewhere}#note-{n}")
            return f'<a class="noteref" href="{href}" title="{label}">{n}</a>'
        if medium == "print":
            return f'<a class="noteref" id="noteref-{n}" href="#note-{n}" title="{label}">{n}</a>'
        return (
            f'<a class="noteref" id="noteref-{n}" href="#note-{n}" role="doc-noteref"'
            f' aria-label="{label}">{n}</a>'
            f'<span class="note-pop" aria-hidden="true">{_run(node["c"], inner)}</span>'
        )

    return marker


def _run(blocks: list[Node], m: Markup) -> str:
    """A note's paragraphs as one run of inlines."""
    return " ".join(m.inlines(b["c"]) for b in blocks if b["t"] in ("Para", "Plain"))


def _endnote(node: Node, m: Markup, words: Any) -> dict[str, Any]:
    n = node["n"]
    single = len(node["c"]) == 1 and node["c"][0]["t"] in ("Para", "Plain")
    body = _run(node["c"], m) if single else m.blocks(node["c"])
    return {"number": n, "html": Safe(body), "single": single, "back": words["back"].format(n)}


def _contents(edition: Edition) -> list[dict[str, Any]]:
    """The headings of the first two levels, with their places."""
    levels = [n["c"][0] for n in walk(edition.blocks) if n["t"] == "Header"]
    top = min(levels, default=1)
    return [
        {"level": n["c"][0] - top + 1, "id": slug(attr(n)[0]), "title": text(n["c"][2]).strip()}
        for n in walk(edition.blocks)
        if n["t"] == "Header" and n["c"][0] <= top + 1 and attr(n)[0]
    ]
