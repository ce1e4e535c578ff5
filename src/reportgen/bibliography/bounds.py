"""How much a bibliography may hold: what is too much is a fault with its place, and is not read.

Every step over an entry is linear in what it holds, so that these bounds are bounds of time too.
"""

from collections.abc import Iterator

from reportgen.bibliography import fields, names
from reportgen.bibliography.library import Builder, Entry
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Span

_LEAST = len("a=1,")
"""The fewest characters of a field."""
_NAMES = frozenset(name for name, rule in fields.RULES.items() if rule.how == fields.NAMES)


def add(entry: Entry, builder: Builder, bag: Bag) -> None:
    """Add an entry that is within the limits; report one that is not as broken."""
    fault = next(_faults(entry, builder), None)
    if fault is None:
        builder.add(entry)
        return
    builder.broken.setdefault(entry.key, entry.span)
    what, place, remedy = fault
    bag.error("bib-size", f"`{entry.key}` has {what}", place, remedy)


def ordinary(entry: Entry, builder: Builder, bag: Bag) -> bool:
    """Whether a plain entry is within the limits at first sight, as most are."""
    limits, length = builder.limits, entry.end - entry.start
    return (
        builder.count < limits.entries
        and len(bag) - builder.before <= limits.faults
        and length <= min(limits.entry, limits.field, limits.names)
        and (
            length < limits.fields * _LEAST
            or entry.source.text.count("=", entry.start, entry.end) <= limits.fields
        )
    )


def full(builder: Builder, place: Span, bag: Bag) -> bool:
    """Count an entry; whether it is one too many, which is reported at its place."""
    builder.count += 1
    most = builder.limits.entries
    if builder.count == most + 1:
        builder.stopped = True
        bag.error(
            "bib-size",
            f"the bibliographies have more than {most:,} entries",
            place,
            "take out what the document does not cite",
        )
    return builder.count > most


def faulty(builder: Builder, place: Span, bag: Bag) -> bool:
    """Whether too many faults were found to go on; reported at `place`, where reading stops."""
    most = builder.limits.faults
    found = len(bag) - builder.before
    if most < found and not builder.stopped:
        builder.stopped = True
        bag.error(
            "bib-size",
            f"the bibliographies have more than {most:,} faults",
            place,
            "mend those above; what follows has not been read",
        )
    return builder.stopped


def _faults(entry: Entry, builder: Builder) -> Iterator[tuple[str, Span, str]]:
    """What an entry has too much of, where, and what to do about it."""
    limits = builder.limits
    length = entry.end - entry.start
    if length > limits.entry:
        yield (
            f"{length:,} characters; {limits.entry:,} are allowed",
            entry.key_span,
            "look for a brace that is not closed",
        )
        return  # its fields are not even cut
    values = sum(len(field.value) for field in entry.cut or ())
    many = values or entry.source.text.count("=", entry.start, entry.end) > limits.fields
    if many and len(entry.own) > limits.fields:
        yield (
            f"more than {limits.fields:,} fields",
            entry.own[limits.fields].name_span,
            "take out what nothing prints",
        )
    if max(length, values) > min(limits.field, limits.names):
        yield from _long(entry, builder)


def _long(entry: Entry, builder: Builder) -> Iterator[tuple[str, Span, str]]:
    """The fields of an entry that are too long, or have too many names."""
    limits = builder.limits
    for field in entry.own:
        if len(field.value) > limits.field:
            yield (
                f"{len(field.value):,} characters in `{field.name}`; {limits.field:,} are allowed",
                field.name_span,
                "keep in it what is to be printed",
            )
        elif field.name in _NAMES and len(field.value) > limits.names:
            yield from _crowd(field.name, len(names.read(field.value)), field.name_span, builder)
    for name, value in (entry.data or {}).items():
        if isinstance(value, list):
            place = entry.source.text.find(name, entry.start, entry.end)
            span = Span(entry.source, place, place + len(name)) if place >= 0 else entry.key_span
            yield from _crowd(name, len(value), span, builder)


def _crowd(name: str, count: int, place: Span, builder: Builder) -> Iterator[tuple[str, Span, str]]:
    most = builder.limits.names
    if count > most:
        yield (
            f"{count:,} names in `{name}`; {most:,} are allowed",
            place,
            "end the list with ` and others`",
        )
