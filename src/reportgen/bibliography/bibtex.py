"""BibTeX text -> entries, with the place of everything.

What bibtexparser swallows without a word (a missing comma, a brace too many) is found here, and
mended for reading where a blank can stand for the missing comma: so every place stays true.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from reportgen.bibliography import bibtex_errors, bibtex_values, blocks, bounds
from reportgen.bibliography.bibtex_errors import Raw
from reportgen.bibliography.bibtex_lines import Lines
from reportgen.bibliography.blocks import Block, Kind, Stretch
from reportgen.bibliography.library import Builder, Entry, Field
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span

_OPENING = re.compile(r"@\w*[ \t]*[{(]\s*")
_START = re.compile(r"^[ \t]*(?=@\w*[ \t]*[{(])", re.MULTILINE)
_STRING = re.compile(r"@string\b", re.IGNORECASE)
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
    text, most = source.text, builder.limits.entries
    cuts = tuple(islice(blocks.cut(source), 2 * most + 1))  # as many `@string` as entries, and one
    for cut in cuts:
        if isinstance(cut, Stretch) and _STRING.search(text, cut.start, cut.end):
            for block in _split(cut, source, builder):
                if block.kind is Kind.STRING:
                    _define(block, source.span(block.start, block.end), builder, bag)
    plain = builder.macros.keys().isdisjoint(
        bibtex_values.MONTHS
    )  # a plain entry's months are its own
    lines = Lines(text)
    for cut in cuts:
        if not (isinstance(cut, Entry) and plain):
            if not _pieces(Stretch(cut.start, cut.end), lines, source, builder, bag):
                return
        elif not lines.off(cut.start):
            if bounds.ordinary(cut, builder, bag):
                builder.count += 1
                builder.add(cut)
                continue
            place = source.span(cut.start)
            if bounds.full(builder, place, bag) or bounds.faulty(builder, place, bag):
                return
            bounds.add(cut, builder, bag)
    if len(cuts) > 2 * most:
        builder.count = most
        bounds.full(builder, source.span(cuts[-1].start), bag)


def _pieces(stretch: Stretch, lines: Lines, source: Source, builder: Builder, bag: Bag) -> bool:
    """Add the entries of a stretch; whether reading goes on behind it."""
    whole = _Text(source, source.text)
    if _long(stretch, source, builder):
        if lines.off(stretch.start):
            return True
        if bounds.full(builder, source.span(stretch.start), bag):
            return False
        key = bibtex_errors.large(source, *stretch, builder.limits.entry, bag)
        if key:
            builder.broken.setdefault(key, source.span(*stretch))
        return True
    found = _split(stretch, source, builder)
    ends = [*(block.start for block in found[1:]), stretch.end]
    for block, end in zip(found, ends, strict=False):
        place = source.span(block.start)
        if block.kind is Kind.STRING or lines.off(block.start):
            continue
        if bounds.full(builder, place, bag) or bounds.faulty(builder, place, bag):
            return False
        if block.kind is Kind.ENTRY:
            _take(whole, block, builder, bag)
        else:
            _rescue(whole, block.start, end, builder, bag)
    return True


def _long(stretch: Stretch, source: Source, builder: Builder) -> bool:
    """Whether a stretch is longer than an entry may be: it is not handed to bibtexparser."""
    most = builder.limits.entry
    return stretch.end - stretch.start > most and (
        len(source.text[stretch.start : stretch.end].rstrip()) > most
    )


def _split(stretch: Stretch, source: Source, builder: Builder) -> tuple[Block, ...]:
    if _long(stretch, source, builder):
        return ()
    return tuple(blocks.split(source.text[stretch.start : stretch.end], stretch.start))


def _define(block: Block, span: Span, builder: Builder, bag: Bag) -> None:
    value = _join(block.value, bibtex_values.parts(block.value), builder)
    if value.cut:
        bibtex_errors.size(bag, f"`@string` `{block.key}`", span)
        return
    builder.macros[block.key.lower()] = value.text


def _join(raw: str, cut: tuple[bibtex_values.Part, ...], builder: Builder) -> bibtex_values.Value:
    value = bibtex_values.join(raw, cut, builder.macros)
    grown = max(len(value.text) - len(raw), 0)
    if grown > builder.budget:
        return bibtex_values.Value("", (0, len(raw)), value.unknown, True)
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
    commas = bibtex_errors.commas(raws, text, builder.limits.fields, bag) if tries else ()
    if commas:
        return _again(text, at, end, commas, builder, bag, tries - 1)
    span = text.source.span(text.base + at, text.base + end)
    if bibtex_errors.surplus(raws, text, at, end, key, bag):
        builder.broken.setdefault(key, span)
        return None
    if not key:
        bibtex_errors.keyless(block.type, span, bag)
        return None
    most = builder.limits.fields
    entry = Entry(
        key=key,
        type=block.type.lower(),
        source=text.source,
        start=span.start,
        end=span.end,
        key_start=text.base + key_at,
        key_end=text.base + key_at + len(key),
        cut=tuple(_field(raw, text, builder, bag) for raw in raws[: most + 1]),
    )
    bounds.add(entry, builder, bag)
    return None


def _empty(text: _Text, kind: str, at: int, end: int, bag: Bag) -> None:
    """An entry without key and fields: `@{}` in running text is no entry at all."""
    before = at
    while before and text.text[before - 1] in " \t":
        before -= 1
    if kind and (not before or text.text[before - 1] == "\n"):
        bibtex_errors.keyless(kind, text.source.span(text.base + at, text.base + end), bag)


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
        yield Raw(name, name_at, value, value_at, bibtex_values.simple(value))


def _field(raw: Raw, text: _Text, builder: Builder, bag: Bag) -> Field:
    at = text.base + raw.at
    name_at = text.base + raw.name_at
    name = raw.name.lower()
    if not (raw.name.isalnum() or _NAME.fullmatch(raw.name)):
        bibtex_errors.name(raw.name, text.source.span(name_at, name_at + len(raw.name)), bag)
    if raw.simple and raw.value[0] == "{":
        end = at + len(raw.value) - 1
        return Field(name, raw.value[1:-1], text.source, at + 1, end, name_at)
    if raw.simple:
        return Field(name, raw.value, text.source, at, at + len(raw.value), name_at)
    cut = bibtex_values.parts(raw.value)
    value = _join(raw.value, cut, builder)
    start, end = at + value.inner[0], at + value.inner[1]
    if value.unknown:
        new = tuple(name for name in dict.fromkeys(value.unknown) if name not in builder.unknown)
        builder.unknown.update(new)
        value = replace(value, unknown=new)
    bibtex_errors.value(raw.name, cut, value, text.source.span(start, end), at, bag)
    return Field(name, value.text, text.source, start, end, name_at)


def _rescue(text: _Text, at: int, end: int, builder: Builder, bag: Bag) -> None:
    """Read a failed entry if all it lacks is the comma after its key; else say what is wrong."""
    next_start = _START.search(text.text, at + 1, end)
    end = next_start.start() if next_start else end
    comma = _KEY_WITHOUT_COMMA.match(text.text, at, end)
    if comma:
        bibtex_errors.comma(text, comma.start(1), "the key", bag)
        return _again(text, at, end, (comma.start(1),), builder, bag, 2)
    key, span = bibtex_errors.failed(text.source, text.text, text.base + at, text.base + end, bag)
    if key:
        builder.broken.setdefault(key, span)
    return None


def _again(
    text: _Text, at: int, end: int, commas: tuple[int, ...], builder: Builder, bag: Bag, tries: int
) -> None:
    """Read one entry anew with commas put in the place of blanks."""
    ends = [*commas, end]
    starts = [at, *(comma + 1 for comma in commas)]
    pieces = [text.text[start:stop] for start, stop in zip(starts, ends, strict=True)]
    piece = _Text(text.source, ",".join(pieces), text.base + at)
    for block in blocks.split(piece.text):
        if block.kind is Kind.ENTRY:
            _take(piece, block, builder, bag, tries)
        else:
            start, stop = piece.base + block.start, piece.base + end - at
            key, span = bibtex_errors.failed(piece.source, piece.source.text, start, stop, bag)
            if key:
                builder.broken.setdefault(key, span)
        return


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
