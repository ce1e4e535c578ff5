"""Edits that mend a field of a BibTeX entry and leave every other character alone."""

import re

from reportgen.bibliography import Entry, Field
from reportgen.diagnostics import Edit
from reportgen.diagnostics.source import Span

_AFTER = re.compile(r"[ \t]*,?")


def put(entry: Entry, field: Field, text: str) -> tuple[Edit, ...]:
    """Another text in the place of a field's value."""
    return part(entry, field, 0, len(field.value), text)


def part(entry: Entry, field: Field, start: int, end: int, text: str) -> tuple[Edit, ...]:
    """Another text in the place of `value[start:end]`; none where the value is put together."""
    if entry.data is not None or not field.typed:
        return ()
    at = field.start
    return (Edit(Span(field.source, at + start, at + end), text),)


def rename(entry: Entry, field: Field, name: str) -> tuple[Edit, ...]:
    """Another name for a field."""
    return () if entry.data is not None else (Edit(field.name_span, name),)


def drop(entry: Entry, field: Field) -> tuple[Edit, ...]:
    """A field taken out, with its line where it has one of its own."""
    text = field.source.text
    if entry.data is not None or not field.typed:
        return ()
    start, end = field.name_start, field.end + (text[field.end : field.end + 1] in ("}", '"'))
    after = _AFTER.match(text, end)
    end = after.end() if after else end
    return (Edit(_lined(Span(field.source, start, end)), ""),)


def cut(entry: Entry) -> tuple[Edit, ...]:
    """A whole entry taken out, with one blank line."""
    span = _lined(entry.span)
    text = span.source.text
    blank = text.startswith("\n", span.end) and text.endswith("\n\n", 0, span.start)
    return (Edit(Span(span.source, span.start, span.end + blank), ""),)


def _lined(span: Span) -> Span:
    """A stretch widened to its whole lines, if nothing else stands on them."""
    text = span.source.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end
    if text[start : span.start].strip() or text[span.end : end].strip():
        return span
    return Span(span.source, start, min(end + 1, len(text)))
