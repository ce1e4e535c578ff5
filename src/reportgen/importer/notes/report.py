"""What was typed and what is printed of it, side by side, as Markdown."""

from collections.abc import Iterator, Sequence

from reportgen.importer.notes.values import Confidence, Parsed, ParsedEntry

_PARTS: tuple[tuple[Confidence, str, str], ...] = (
    (
        "unsure",
        "Kept as typed",
        "These are prose still. What was read of each stands in a comment beside its note: put it "
        "right, and cite its key.",
    ),
    (
        "likely",
        "To be looked at",
        "Their entries hold every word that was typed, and are printed a little otherwise.",
    ),
    (
        "sure",
        "Printed as typed",
        "They differ in nothing but capitals and the shapes of quotation marks, dashes and "
        "brackets.",
    ),
)


def markdown(parsed: Parsed) -> str:
    """The report of a document's sources: those that a person has to look at stand first."""
    return "\n".join(_lines(parsed)) + "\n"


def _lines(parsed: Parsed) -> Iterator[str]:
    count = len(parsed.entries)
    if not count:
        yield "No source was found in the notes."
        return
    counts = ", ".join(
        f"{sum(one.confidence == name for one in parsed.entries)} {name}"
        for name, _, _ in reversed(_PARTS)
    )
    yield f"{count} sources: {counts}. They were compared as `{parsed.style}` prints them."
    for name, title, words in _PARTS:
        found = [one for one in parsed.entries if one.confidence == name]
        if found:
            yield from ("", f"## {title} ({len(found)})", "", words, "")
            yield from _table(found)


def _table(entries: Sequence[ParsedEntry]) -> Iterator[str]:
    yield "| Note | Key | Typed | Printed |"
    yield "|---|---|---|---|"
    for one in entries:
        numbers = ", ".join(str(number) for number in one.notes if number) or "list"
        yield f"| {numbers} | `{one.key}` | {_cell(one.typed)} | {_cell(one.printed)} |"


def _cell(words: str) -> str:
    """Words in one cell of a table."""
    return " ".join(words.replace("\u2060", "").split()).replace("|", "\\|")
