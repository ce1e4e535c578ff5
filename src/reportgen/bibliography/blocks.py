"""BibTeX text -> the blocks that matter, with their places. The only module with bibtexparser.

Plain entries are matched by their grammar (`plain`); each stretch with anything else in it goes to
bibtexparser, which begins anew at every `@` that begins a line, whatever stands open before it: so
a stretch reads the same alone as in its file. bibtexparser forgets where its blocks stood; since
it cuts without a gap, the places are found again by walking along the text.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from reportgen.bibliography import fastpath
from reportgen.bibliography.library import Entry
from reportgen.diagnostics.source import Source

_START = re.compile(r"@\w*[ \t]*(?=[{(])")
_BEGUN = re.compile(r"@\w*[ \t]*\Z")
_FRESH = re.compile(r"\n[^\S\n]*(@)\w*[ \t]*[{(]")


class Kind(StrEnum):
    ENTRY = "entry"
    STRING = "string"
    FAILED = "failed"


class Block(NamedTuple):
    """What bibtexparser cut: the fields of an entry are its names and values as typed."""

    kind: Kind
    start: int
    end: int
    type: str = ""
    key: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    value: str = ""


class Stretch(NamedTuple):
    """What stands between two plain entries, or the beginnings of two lines with `@`."""

    start: int
    end: int


def cut(source: Source) -> Iterator[Entry | Stretch]:
    """The plain entries of a file and the stretches between them, in their order."""
    text, at = source.text, 0
    small: dict[str, str] = {}
    while (at := text.find("@", at)) >= 0:
        if found := fastpath.ENTRY.match(text, at):
            kind, key = found.groups()
            kind = small.get(kind) or small.setdefault(kind, kind.lower())
            yield Entry(key, kind, source, at, found.end(), *found.span(2))
            at = found.end()
        elif start := _START.search(text, at):
            at = start.start()
            if fastpath.ENTRY.match(text, at):
                continue
            fresh = _FRESH.search(text, start.end())
            stop = fresh.start(1) if fresh else len(text)
            yield Stretch(at, stop)
            at = stop
        else:
            return


@cache
def _hush() -> None:
    """Keep bibtexparser from logging what `bibtex_errors` says better."""
    import logging

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)


def split(text: str, base: int = 0) -> Iterator[Block]:
    """The blocks of a text that stands at `base`, as bibtexparser cuts them."""
    from bibtexparser import model
    from bibtexparser.splitter import Splitter

    _hush()
    cursor = 0
    for found in Splitter(text).split().blocks:
        block: model.Block | None = found
        while isinstance(block, model.DuplicateBlockKeyBlock | model.DuplicateFieldKeyBlock):
            block = block.ignore_error_block
        raw = (block and block.raw) or ""
        at = text.find(raw, cursor) if raw else -1
        if at < 0:  # a bug in bibtexparser would be no reason to lose the rest
            continue
        begun = _BEGUN.search(raw, 1)  # a failed block may take in how the next one begins
        cursor = at + (begun.start() if begun else len(raw))
        place = base + at, base + at + len(raw)
        if isinstance(block, model.Entry):
            fields = tuple((field.key, field.value) for field in block.fields)
            yield Block(Kind.ENTRY, *place, block.entry_type, block.key, fields)
        elif isinstance(block, model.String):
            yield Block(Kind.STRING, *place, key=block.key, value=block.value)
        elif isinstance(block, model.ParsingFailedBlock):
            yield Block(Kind.FAILED, *place)
