"""Edition -> the values that a page template fills in, for the screen or for print.

`medium` is "screen" (a browser: notes open where they are cited) or "print" (WeasyPrint: pages).
"""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from typing import Any

from reportgen import metadata
from reportgen.editions import Edition
from reportgen.editions._first_page import first_page
from reportgen.editions._headings import headings, keywords
from reportgen.editions._statements import biographies, statements
from reportgen.languages import direction
from reportgen.markup import links
from reportgen.markup.block_places import inlines_with_place
from reportgen.markup.columns import columns
from reportgen.markup.identifiers import slug
from reportgen.markup.writer import HtmlWriter
from reportgen.pandoc import formulas
from reportgen.sanitize.image import Image
from reportgen.themes.context import SafeHtml
from reportgen.tree.lengths import PIXEL, asked_size
from reportgen.tree.nodes import Node, attr, plain_text, text, walk


def page_values(edition: Edition, medium: str) -> dict[str, Any]:
    """Everything that a template may use, by name; see docs/themes.md."""
    report = edition.report
    front = report.front
    first = first_page(edition)
    feet = front.notes == "footnotes" and medium == "print" and bool(edition.notes)
    inner = _markup(edition, medium, lambda node: "")
    m = _markup(edition, medium, _note(edition, medium, inner, feet))
    title, subtitle = headings(edition)
    values = {
        "edition": edition.name,
        "medium": medium,
        "front": front,
        "lang": front.lang or "en-US",
        "direction": direction(front.lang or "en-US"),
        "first_page": first,
        "byline": first.names,
        "citation": metadata.citation(edition),
        "statements": SafeHtml(inner.blocks(statements(report))),
        "biographies": SafeHtml(inner.blocks(biographies(report))),
        "restates": first.restates.text if first.restates else "",
        "logo": SafeHtml(_logo(edition)),
        "words": report.words,
        "title": front.title,
        "heading": SafeHtml(m.inlines(title)),
        "subheading": SafeHtml(m.inlines(subtitle)),
        "keywords": [SafeHtml(m.inlines(word)) for word in keywords(report)],
        "body": SafeHtml(m.blocks(edition.blocks)),
        "prose": _parts({name: m.blocks(blocks) for name, blocks in report.prose.items()}),
        "summary": plain_text(
            report.prose.get("abstract", []) or report.prose.get("standfirst", [])
        ),
        "notes": () if feet else tuple(_endnote(n, inner, report.words) for n in edition.notes),
        "bibliography": SafeHtml(inner.blocks(list(edition.bibliography))),
        "contents": _contents(edition),
        "sections": _sections(edition, m),
        "columns": _columns(edition, m),
        "elsewhere": edition.elsewhere,
        "qr": SafeHtml(_qr(edition.elsewhere, report.words["read"])),
        "pages": edition.pages,
    }
    return links.resolve_links(values, escape(edition.elsewhere))  # type: ignore[no-any-return]


def _logo(edition: Edition) -> str:
    front = edition.report.front
    image = edition.report.images.get(front.style.logo or "")
    if image is None:
        return ""
    alt = front.journal.publisher or front.journal.title or ""
    return f'<img class="logo" src="{_data(image)}" alt="{escape(alt)}">'


def _data(image: Image) -> str:
    return f"data:{image.media};base64,{b64encode(image.data).decode()}"


def _sections(edition: Edition, m: HtmlWriter) -> dict[str, SafeHtml]:
    """The parts of an edition that is made of nothing but named parts, by their names."""
    if not all(b["t"] == "Div" and attr(b)[1] for b in edition.blocks):
        return _parts({})
    return _parts({attr(b)[1][0]: m.blocks([b]) for b in edition.blocks})


def _columns(edition: Edition, m: HtmlWriter) -> list[dict[str, Any]]:
    """The columns of the edition's text, side by side."""
    found = columns(edition.blocks)
    html = m.runs([column.blocks for column in found])
    return [{"width": c.width, "html": SafeHtml(h)} for c, h in zip(found, html, strict=True)]


def _parts(known: dict[str, str]) -> dict[str, SafeHtml]:
    """HTML by name; a part that there is not is empty, so that a template may ask for it."""
    return defaultdict(
        partial(SafeHtml, ""), {name: SafeHtml(html) for name, html in known.items()}
    )


def _qr(address: str, words: str) -> str:
    """The address as a code for cameras."""
    if not address:
        return ""
    import segno

    data = segno.make(address, error="m", micro=False).svg_data_uri(border=0, svgclass=None)
    return f'<img class="qr" src="{data}" alt="{escape(words)}: {escape(address)}">'


def _markup(edition: Edition, medium: str, note: Callable[[Node], str]) -> HtmlWriter:
    report = edition.report

    def picture(name: str, alt: str, pairs: Mapping[str, str]) -> str:
        image = report.images.get(name)
        if image is None:
            return escape(alt)
        own = f' width="{image.width:.0f}" height="{image.height:.0f}"' if image.width else ""
        size = _size(image, pairs, medium)
        return f'<img src="{_data(image)}" alt="{escape(alt)}"{own}{size}>'

    return HtmlWriter(
        note=note,
        picture=picture,
        formula=lambda tex, display: formulas.formula_html(
            report.math, tex, display, medium, report.front.lang or "en"
        ),
        words=report.words,
        lang=report.front.lang or "en-US",
        raw=report.raw,
        between='<span class="noteref">,</span>' if medium == "print" else "",
        continued=report.words["continued"] if medium == "print" else "",
    )


def _size(image: Image, pairs: Mapping[str, str], medium: str) -> str:
    """The size that a picture is asked to have, for a style sheet; in print the file's own too.

    Browsers take that from the attributes, WeasyPrint takes a raster for 96 pixels an inch.
    """
    width, height = asked_size(pairs)
    if width or height:
        sides = [f"--width: {width.css}"] if width else []
        sides += [f"--height: {height.css}"] if height else []
        names = "sized stretched" if width and height else "sized"
        return f' class="{names}" style="{"; ".join(sides)}"'
    if medium == "print" and image.pixels and image.width:
        return f' class="natural" style="--width: {round(image.width * PIXEL, 2):g}pt"'
    return ""


def _note(edition: Edition, medium: str, inner: HtmlWriter, feet: bool) -> Callable[[Node], str]:
    """How a note's marker is written; in print it is tied to the word that it stands behind."""
    words = edition.report.words
    tie = "\u2060" if medium == "print" else ""

    def marker(node: Node) -> str:
        n = node.get("n", 0)
        if not n:
            return ""
        label = escape(words["note"].format(n))
        if feet:
            return tie + _footnote(node["c"], inner)
        if not edition.notes:
            if not edition.elsewhere:
                return f'{tie}<sup class="noteref">{n}</sup>'
            href = escape(f"{edition.elsewhere}#note-{n}")
            return f'{tie}<a class="noteref" href="{href}" title="{label}">{n}</a>'
        if medium == "print":
            place = f'id="noteref-{n}" href="#note-{n}"'
            return f'{tie}<a class="noteref" {place} title="{label}">{n}</a>'
        return (
            f'<button class="noteref" type="button" id="noteref-{n}"'
            f' popovertarget="note-{n}-text" aria-label="{label}">{n}</button>'
        )

    return marker


def _footnote(blocks: list[Node], m: HtmlWriter) -> str:
    """A note in its paragraph, from where a style sheet moves it to the foot of the page."""
    opening, rest = _parted(blocks, m)
    # A block ends the paragraph around it, but not one around a button (HTML, 13.2.4.2).
    tag = "button" if rest else "span"
    return f'<{tag} class="footnote">{opening}{rest}</{tag}>'


def _parted(blocks: list[Node], m: HtmlWriter) -> tuple[str, str]:
    """A note's first paragraph, which its number stands in, and the blocks behind it.

    There is no space between these: WeasyPrint gives it a line at the foot of a page.
    """
    head = blocks[:1] if blocks and blocks[0]["t"] in ("Para", "Plain") else []
    rest = "".join(m.blocks([block]) for block in blocks[len(head) :])
    opening = inlines_with_place(head[0], m.inlines(head[0]["c"])) if head else ""
    return opening, rest


def _endnote(node: Node, m: HtmlWriter, words: Any) -> dict[str, Any]:
    n = node["n"]
    opening, rest = _parted(node["c"], m)
    single = len(node["c"]) == 1 and not rest
    return {
        "number": n,
        "name": words["note"].format(n),
        "html": SafeHtml(opening if single else m.blocks(node["c"])),
        "opening": SafeHtml(opening),
        "rest": SafeHtml(rest),
        "single": single,
        "back": words["back"].format(n),
    }


def _contents(edition: Edition) -> list[dict[str, Any]]:
    """The headings of the first two levels, with their places."""
    heads = [n for n in walk(edition.blocks) if n["t"] == "Header"]
    top = min((n["c"][0] for n in heads), default=1)
    return [
        {"level": n["c"][0] - top + 1, "id": slug(attr(n)[0]), "title": text(n["c"][2]).strip()}
        for n in heads
        if n["c"][0] <= top + 1 and attr(n)[0]
    ]
