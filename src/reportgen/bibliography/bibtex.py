"""BibTeX text -> entries, with the place of everything.

What bibtexparser swallows without a word (a missing comma, a brace too many) is found here, and
mended for reading where a blank can stand for the missing comma: so every place stays true.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.bibliography import blocks, faults, values
from reportgen.bibliography.blocks import Block, Kind
from reportgen.bibliography.faults import Raw
from reportgen.bibliography.library import Builder, Entry, Field
from reportgen.diag import Bag
from reportgen.source import Source, Span

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


def read(source: Source, builder: Builder, bag: Bag) -> None:
    """Add the entries of a BibTeX file."""
    whole = _Text(source, source.text)
    cuts = tuple(blocks.cut(source))
    for cut in cuts:
        if isinstance(cut, Block) and cut.kind is Kind.STRING:
            _define(cut, source.span(cut.start, cut.end), builder, bag)
    if not builder.macros.keys().isdisjoint(values.MONTHS):  # a plain entry's months are its own
        cuts = tuple(blocks.split(source.text))
    ends = [*(cut.start for cut in cuts[1:]), len(whole.text)]
    for cut, end in zip(cuts, ends, strict=False):
        if _commented(source, cut.start):
            continue
        if isinstance(cut, Entry):
            builder.add(cut)
        elif cut.kind is Kind.ENTRY:
            _take(whole, cut, builder, bag)
        elif cut.kind is Kind.FAILED:
            _rescue(whole, cut.start, end, builder, bag)


def _commented(source: Source, at: int) -> bool:
    """Whether `%` stands before an entry on its line: people switch entries off so."""
    return source.text[source.text.rfind("\n", 0, at) + 1 : at].lstrip().startswith("%")


def _define(block: Block, span: Span, builder: Builder, bag: Bag) -> None:
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


def _take(text: _Text, block: Block, builder: Builder, bag: Bag, tries: int = 3) -> None:
    """Add an entry, or what can be rescued of it."""
    at, end = block.start, block.end
    key_at = _after(_OPENING, text.text, at)
    key = block.key
    if not block.fields and not key.strip():
        return _empty(text, block.type, at, end, bag)
    raws = tuple(_raws(text.text, block, key_at + len(key)))
    commas = faults.commas(raws, text, bag) if tries else ()
    if commas:
        return _again(text, at, end, commas, builder, bag, tries - 1)
    span = text.source.span(text.base + at, text.base + end)
    if faults.surplus(raws, text, at, end, key, bag):
        builder.broken.setdefault(key, span)
        return None
    if not key:
        faults.keyless(block.type, span, bag)
        return None
    builder.add(
        Entry(
            key=key,
            type=block.type.lower(),
            source=text.source,
            start=span.start,
            end=span.end,
            key_start=text.base + key_at,
            key_end=text.base + key_at + len(key),
            cut=tuple(_field(raw, text, builder, bag) for raw in raws),
        )
    )
    return None


def _empty(text: _Text, kind: str, at: int, end: int, bag: Bag) -> None:
    """An entry without key and fields: `@{}` in running text is no entry at all."""
    before = text.text[text.text.rfind("\n", 0, at) + 1 : at]
    if not before.strip() and kind:
        faults.keyless(kind, text.source.span(text.base + at, text.base + end), bag)


def _raws(text: str, block: Block, at: int) -> Iterator[Raw]:
    """Walk along an entry from behind its key, from field to field."""
    for name, value in block.fields:
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
    for block in blocks.split(piece.text):
        if block.kind is Kind.ENTRY:
            _take(piece, block, builder, bag, tries)
        else:
            start, stop = piece.base + block.start, piece.base + end - at
            key, span = faults.failed(piece.source, piece.source.text, start, stop, bag)
            if key:
                builder.broken.setdefault(key, span)
        return


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
