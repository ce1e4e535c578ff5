"""A picture has no description.

Those who cannot see a picture are read its description. Write it between the brackets of a picture
in the text, `![A map of Seoul](map.png)`, or as `alt` behind a figure, whose brackets hold the
caption: `![Caption.](talent.svg){#fig-talent alt="Bar chart of four shares."}`. A figure without
`alt` is read its caption again; a note says so.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Chapter, Manuscript
from reportgen.tree.nodes import Node, text, walk


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter in manuscript.chapters:
        captions: dict[int, str] = {}
        for node in chapter.nodes:
            if node["t"] == "Figure":
                caption = text(node["c"][1]).strip()
                captions |= {id(n): caption for n in walk(node["c"][2]) if n["t"] == "Image"}
            elif node["t"] == "Image":
                yield from _image(chapter, node, captions.get(id(node)))


def _image(chapter: Chapter, node: Node, caption: str | None) -> Iterator[Diagnostic]:
    (_, _, pairs), inlines, (target, _) = node["c"]
    words = dict(pairs).get("alt", "").strip() or text(inlines).strip()
    if not words and "captioned" in node:
        words = caption or ""
    if words and words != caption:
        return
    at = node.get("at")
    found = chapter.source.span(*at) if at else chapter.source.find(target)
    shown, span = found.text if found else target, found or chapter.span(node)
    if words:
        yield Diagnostic(
            "image-alt",
            Severity.NOTE,
            f"the picture `{shown}` is described by its caption alone",
            span,
            help='say what it shows: `{alt="..."}`',
        )
    else:
        yield Diagnostic(
            "image-alt",
            Severity.WARNING,
            f"the picture `{shown}` has no description",
            span,
            help=f"write `![What it shows]({shown})`",
        )
