"""Sources -> Sources: R Markdown, Quarto, bookdown and MyST as the Markdown that pandoc reads.

Each step writes a text anew out of pieces that keep their places (`rewriting`). What is not
understood is a diagnostic; nothing runs, and nothing outside the project is read.
"""

from collections.abc import Callable
from dataclasses import replace

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.dialects import (
    bookdown,
    bookdown_blocks,
    chunks,
    directives,
    front_parts,
    inclusion,
    inline_code,
    latex_marks,
    manubot,
    myst_lines,
    shortcodes,
)
from reportgen.dialects.preparation import Preparation
from reportgen.project.load import Sources

STEPS: tuple[Callable[[Source, Preparation], Source], ...] = (
    manubot.read_template,
    bookdown_blocks.read_blocks,
    chunks.read_chunks,
    inline_code.read_inline,
    shortcodes.read_shortcodes,
    directives.read_directives,
    myst_lines.read_lines,
    bookdown.read_text_references,
    manubot.read_names,
    manubot.read_references,
    latex_marks.read_marks,
)


def prepare(sources: Sources, bag: Bag) -> Sources:
    """Sources whose chapters pandoc's Markdown can say; the same ones where they are so already.

    Faults go to the bag. Labels of what only running code would make are `made` of the result.
    """
    work = Preparation(sources, bag)
    expanded = tuple(inclusion.expand(c, work, (c.name,)) for c in sources.chapters)
    work.sources = replace(sources, chapters=expanded)
    lifted = front_parts.lift(work.sources, work)
    read = tuple(_read(chapter, work) for chapter in lifted.chapters)
    fronted = inline_code.read_front(lifted, work)
    work.report()
    if fronted is work.sources and all(
        new is old for new, old in zip(read, sources.chapters, strict=True)
    ):
        return sources
    return replace(fronted, chapters=read, made=work.made, computed=bool(work.chunks))


def _read(chapter: Source, work: Preparation) -> Source:
    for step in STEPS:
        chapter = step(chapter, work)
    return chapter
