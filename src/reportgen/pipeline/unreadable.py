"""What a draft can still show of a manuscript that cannot be read as a whole."""

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.pandoc.reading import Reading
from reportgen.project.load import Sources, remains
from reportgen.project.request import Request

if TYPE_CHECKING:
    from reportgen.parse.front_matter import Front


def reduced(request: Request, reading: Reading | None, bag: Bag) -> Iterator[Sources]:
    """The sources of a draft with ever less in them; none where it is no draft.

    First those without the chapters that have an error, then those without a chapter, then nothing
    but the names. The errors themselves stay in the bag.
    """
    sources = reading.sources if reading else remains(request.path, request.limits, request.base)
    if sources is None or not (request.draft or _front(sources).draft):
        return
    faulty = {d.span.source.name for d in bag.errors if d.span}
    if reading is None:
        yield sources
    for names in (faulty, {chapter.name for chapter in sources.chapters}):
        chapters = tuple(
            Source(one.name, "") if one.name in names else one for one in sources.chapters
        )
        yield replace(sources, chapters=chapters or (Source(sources.front.name, ""),))
    bare = Source(sources.front.name, "")
    yield replace(sources, front=bare, start=0, end=0, chapters=(bare,))


def _front(sources: Sources) -> "Front":
    from reportgen.parse import front_matter

    return front_matter.read(sources.front, sources.start, sources.end, Bag(), {}, "")
