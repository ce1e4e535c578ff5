"""BibTeX text -> entries, with the place of everything. The only module that uses bibtexparser.

bibtexparser cuts the text into blocks and fields and forgets where they stood; since it cuts
without a gap, the places are found again by walking along the text. What it swallows without a
word (a missing comma, a brace too many) is found here, and mended for reading where a blank can
stand for the missing comma: so every place stays true.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from bibtexparser.model import (
    Block,
    DuplicateBlockKeyBlock,
    DuplicateFieldKeyBlock,
    ParsingFailedBlock,
    String,
)
from bibtexparser.model import Entry as Parsed
from bibtexparser.splitter import Splitter

from reportgen.bibliography import faults, values
from reportgen.bibliography.faults import Raw
from reportgen.bibliography.library import Builder, Entry, Field
from reportgen.diag import Bag
from reportgen.source import Source, Span

logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it logs, `faults` says better

_BLANK = re.compile(r"\s*")
_OPENING = re.compile(r"@\w*[ \t]*[{(]\s*")
_START = re.compile(r"^[ \t]*(?=@\w*[ \t]*[{(])", re.MULTILINE)
_NAME = re.compile(r"[^\s{}\"#%,=()@\\]+")
_KEY_WITHOUT_COMMA = re.compile(r"@\w+[ \t]*[{(]\s*[^\s,{}=\"]+(\s)\s*[\w-]+\s*=")


@dataclass(frozen=True)
class _Text:
    """Text to read from, which may be mended, and where it stands in the source."""

    source: Source
    text: str
    base: int = 0


class _Cut(NamedTuple):
    """A block that matters, and where it stands in the text."""

    block: Parsed | String | ParsingFailedBlock
    at: int
    end: int


def read(source: Source, builder: Builder, bag: Bag) -> None:
    """Add the entries of a BibTeX file."""
    whole = _Text(source, source.text)
    cuts = tuple(_cuts(whole.text))
    for cut in cuts:
        if isinstance(cut.block, String):
            _define(cut.block, source.span(cut.at, cut.end), builder, bag)
    ends = [*(cut.at for cut in cuts[1:]), len(whole.text)]
    for cut, end in zip(cuts, ends, strict=False):
        if _commented(source, cut.at):
            continue
        if isinstance(cut.block, Parsed):
            _take(whole, cut.block, cut.at, cut.end, builder, bag)
        elif isinstance(cut.block, ParsingFailedBlock):
            _rescue(whole, cut.at, end, builder, bag)


def _cuts(text: str) -> Iterator[_Cut]:
    cursor = 0
    for found in Splitter(text).split().blocks:
        block: Block | None = found
        while isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
            block = block.ignore_error_block
        if not isinstance(block, Parsed | String | ParsingFailedBlock):
            continue
        raw = block.raw or ""
        at = text.find(raw, cursor) if raw else -1
        if at < 0:  # a bug in bibtexparser would be no reason to lose the rest
            continue
        yield _Cut(block, at, at + len(raw))
        cursor = at + 1


def _commented(source: Source, at: int) -> bool:
    """Whether `%` stands before an entry on its line: people switch entries off so."""
    return source.text[source.text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("%")


def _define(block: String, span: Span, builder: Builder, bag: Bag) -> None:
    value = _join(block.value, values.parts(block.value), builder)
    if value.cut:
        faults.size(bag, f"`@string` `{block.key}`", span)
        return
    builder.macros[block.key.lower()] = value.text


def _join(raw: str, cut: tuple[values.Part, ...], builder: Builder) -> values.Value:
    value = values.join(raw, cut, builder.macros)
    grown = max(len(value.text) - len(raw), 0)
    if grown > builder.budget:
        return values.Value("", (0, len(raw)), value.unknown, True)
    builder.budget -= grown
    return value


def _take(
    text: _Text, block: Parsed, at: int, end: int, builder: Builder, bag: Bag, tries: int = 3
) -> None:
    """Add an entry, or what can be rescued of it."""
    key_at = _after(_OPENING, text.text, at)
    key = block.key
    if not block.fields and not key.strip():
        return _empty(text, block.entry_type, at, end, bag)
    raws = tuple(_raws(text.text, block, key_at + len(key)))
    commas = faults.commas(raws, text, bag) if tries else ()
    if commas:
        return _again(text, at, end, commas, builder, bag, tries - 1)
    span = text.source.span(text.base + at, text.base + end)
    if faults.surplus(raws, text, at, end, key, bag):
        builder.broken.setdefault(key, span)
        return None
    if not key:
        faults.keyless(block.entry_type, span, bag)
        return None
    own = tuple(_field(raw, text, builder, bag) for raw in raws)
    entry = Entry(
        key=key,
        type=block.entry_type.lower(),
        fields=_first(own),
        own=own,
        span=span,
        key_span=text.source.span(text.base + key_at, text.base + key_at + len(key)),
    )
    builder.add(entry)
    return None


def _empty(text: _Text, kind: str, at: int, end: int, bag: Bag) -> None:
    """An entry without key and fields: `@{}` in running text is no entry at all."""
    before = text.text[text.text.rfind("\n", 0, at) + 1 : at]
    if not before.strip() and kind:
        faults.keyless(kind, text.source.span(text.base + at, text.base + end), bag)


def _first(own: tuple[Field, ...]) -> Mapping[str, Field]:
    fields: dict[str, Field] = {}
    for field in own:
        if field.name not in fields:
            fields[field.name] = field
    return MappingProxyType(fields)


def _raws(text: str, block: Parsed, at: int) -> Iterator[Raw]:
    """Walk along an entry from behind its key, from field to field."""
    for field in block.fields:
        name, value = field.key, field.value
        name_at = text.find(name, at + 1)
        value_at = text.find(value, text.index("=", name_at + len(name)) + 1)
        at = text.find(",", value_at + len(value))
        if "%" in name or "\n" in name:  # a comment line before the field, or a field switched off
            last = name.rpartition("\n")[2]
            if last.lstrip().startswith("%"):
                continue
            name_at += len(name) - len(last.lstrip())
            name = last.strip()
        yield Raw(name, name_at, value, value_at, values.simple(value))


def _field(raw: Raw, text: _Text, builder: Builder, bag: Bag) -> Field:
    at = text.base + raw.at
    name_at = text.base + raw.name_at
    name = raw.name.lower()
    if not (raw.name.isalnum() or _NAME.fullmatch(raw.name)):
        faults.name(raw.name, text.source.span(name_at, name_at + len(raw.name)), bag)
    if raw.simple and raw.value[0] == "{":
        end = at + len(raw.value) - 1
        return Field(name, raw.value[1:-1], text.source, at + 1, end, name_at)
    if raw.simple:
        return Field(name, raw.value, text.source, at, at + len(raw.value), name_at)
    cut = values.parts(raw.value)
    value = _join(raw.value, cut, builder)
    start, end = at + value.inner[0], at + value.inner[1]
    faults.value(raw.name, cut, value, text.source.span(start, end), at, bag)
    return Field(name, value.text, text.source, start, end, name_at)


def _rescue(text: _Text, at: int, end: int, builder: Builder, bag: Bag) -> None:
    """Read a failed entry if all it lacks is the comma after its key; else say what is wrong."""
    next_start = _START.search(text.text, at + 1, end)
    end = next_start.start() if next_start else end
    comma = _KEY_WITHOUT_COMMA.match(text.text, at, end)
    if comma:
        faults.comma(text, comma.start(1), "the key", bag)
        return _again(text, at, end, (comma.start(1),), builder, bag, 2)
    key, span = faults.failed(text.source, text.text, text.base + at, text.base + end, bag)
    if key:
        builder.broken.setdefault(key, span)
    return None


def _again(
    text: _Text, at: int, end: int, commas: tuple[int, ...], builder: Builder, bag: Bag, tries: int
) -> None:
    """Read one entry anew with commas put in the place of blanks."""
    mended = list(text.text[at:end])
    for comma in commas:
        mended[comma - at] = ","
    piece = _Text(text.source, "".join(mended), text.base + at)
    for cut in _cuts(piece.text):
        if isinstance(cut.block, Parsed):
            _take(piece, cut.block, cut.at, cut.end, builder, bag, tries)
        else:
            start, stop = piece.base + cut.at, piece.base + end - at
            key, span = faults.failed(piece.source, piece.source.text, start, stop, bag)
            if key:
                builder.broken.setdefault(key, span)
        return


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
