"""The report of an import: what was taken, what is unsure, what stayed behind."""

import re
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Bag, Severity
from reportgen.importer.findings import Findings
from reportgen.importer.notes import report as notes
from reportgen.importer.proof import Proof

NAME = "import-report.md"
MOST = 60
"""How many lines of one list are set; what words were lost is set whole."""


def text(found: Findings, bag: Bag, proof: Proof | None) -> str:
    """The report as Markdown. `bag` is what `check` says of the project."""
    parts = [f"# Import of {_code(found.name)}", _summary(found, bag, proof)]
    for title, lines in _lists(found, bag, proof):
        if lines:
            parts.append(f"## {title}\n\n" + "\n".join(f"- {line}" for line in lines))
    parts += _sources(found)
    return "\n\n".join(parts) + "\n"


def _summary(found: Findings, bag: Bag, proof: Proof | None) -> str:
    warnings = sum(d.severity is Severity.WARNING for d in bag)
    cited = len(found.prepared.citations)
    by = {one.manager for one in found.prepared.citations}
    entries = found.parsed.entries
    rows = [
        ("Chapters", ", ".join(_code(name) for name in found.chapters)),
        ("Title", "found" if found.front.title else "not found: the name of the file stands in"),
        ("Authors", ", ".join(author.name for author in found.front.authors) or "not told apart"),
        ("Citation fields", f"{cited} of {', '.join(sorted(by))}" if cited else "none"),
        ("Sources of fields", f"{len(found.keys)} entries, {found.joined} of them joined of two"
         if found.joined else f"{len(found.keys)} entries"),
        ("Typed sources", _confidences([one.confidence for one in entries])),
        ("Citations by author and date", f"{len(found.author_date.made)}"),
        ("Figures and tables with a label", f"{len(found.exhibits.labels)}"),
        ("Cross-references", f"{len(found.references)}"),
        ("Check", f"{len(bag.errors)} errors, {warnings} warnings"),
    ]  # fmt: skip
    if proof:
        rows.append(("Words", f"{proof.words:,} looked for, {proof.missing:,} not found"))
    return "\n".join(["| | |", "|---|---|", *(f"| {name} | {value} |" for name, value in rows)])


def _confidences(known: Sequence[str]) -> str:
    if not known:
        return "none"
    each = (f"{known.count(name)} {name}" for name in ("sure", "likely", "unsure"))
    return ", ".join(one for one in each if not one.startswith("0 "))


def _lists(found: Findings, bag: Bag, proof: Proof | None) -> Iterator[tuple[str, list[str]]]:
    yield "Faults that stop a build", [_diagnostic(d) for d in bag.errors]
    if proof:
        lost = [f"{loss.place}: {_quoted(loss.words)}" for loss in proof.losses]
        yield "Words that are nowhere in the project", lost
    yield "Lines of the title block that were not understood", _each(found.front.unplaced)
    yield (
        "Citation fields that name no source, kept as they were shown",
        _each(found.prepared.unread),
    )
    yield "Cited keys that no bibliography has, kept as words", _each(found.unknown)
    yield "References of the typed list that are kept as they are", _each(found.listed_left)
    yield (
        "Citations by author and date that fit no entry, or several",
        _each(found.author_date.left),
    )
    yield "Headings that were typed as bold lines", _each(found.prepared.typed_headings)
    yield (
        "Captions without a figure or table beside them, kept as text",
        _each(found.exhibits.untied),
    )
    yield (
        "Pictures that no output can show, kept as files",
        [f"{_code(name)} {why}" for name, why in found.pictures.unread],
    )
    yield "Tables with merged cells, to be looked at", _each(found.exhibits.merged)
    yield "Comments", _comments(found)
    yield "What else was changed", _changed(found)
    yield (
        "Lines that a program had made, left out",
        _cut(
            [_quoted(one) for one in [*found.generated, *found.headings_gone]], len(found.generated)
        ),
    )


def _changed(found: Findings) -> list[str]:
    out = []
    document = found.document
    if document:
        people = {one.author or "unknown" for one in document.revisions}
        if document.revisions:
            out.append(
                f"{len(document.revisions)} tracked changes of {', '.join(sorted(people))} "
                "were accepted"
            )
        if document.boxes:
            out.append(
                f"{len(document.boxes)} text boxes stand in the text where they were anchored"
            )
        out += [one for one in document.problems if not one.startswith("a text box")]
    if found.exhibits.boxes:
        out.append(f"{found.exhibits.boxes} tables of one cell are boxes")
    for name, count in found.formats.items():
        out.append(f"{count} {name} stretches are plain")
    for words, count in found.links.most_common(MOST):
        out.append(f"a link to a place in the document is plain text: {_quoted(words)} ({count})")
    if found.author_date.made or _cites_in_text(found):
        out.append("it cited by author and date; `csl: chicago-author-date` does so")
    if found.numbers:
        out.append("the typed numbers of headings are left out: `number-sections: true` sets them")
    if found.front.promoted:
        out.append("the title was a heading; the others are one level higher")
    modified = document.properties.get("modified", "")[:10] if document else ""
    if not found.front.date and modified:
        out.append(f"there is no date in the text; the document was last saved on {modified}")
    return out


def _cites_in_text(found: Findings) -> bool:
    """Whether most citation fields showed `(Doe 2020)`."""
    shown = [one.printed.strip() for one in found.prepared.citations]
    return 2 * sum(bool(re.match(r"\(.*\d{4}.*\)$", one)) for one in shown) > len(shown)


def _comments(found: Findings) -> list[str]:
    comments = found.document.comments if found.document else ()
    others = [
        f"{author or 'unknown'}, {day or 'no date'}: {_plain(words)}"
        for author, day, words in found.comments
    ]
    return others + [
        f"{one.author or 'unknown'}, {one.date[:10] or 'no date'}"
        + (f", on {_quoted(one.quote[:120])}" if one.quote else "")
        + f": {_plain(one.text)}"
        for one in comments
    ]


def _sources(found: Findings) -> list[str]:
    """Typed sources side by side with what is printed of them."""
    return [notes.markdown(found.parsed).strip()] if found.parsed.entries else []


def _diagnostic(one: object) -> str:
    span = getattr(one, "span", None)
    place = f"{span.source.name}:{span.line}: " if span else ""
    return f"{place}{getattr(one, 'message', '')}"


def _each(lines: Sequence[str]) -> list[str]:
    return [_quoted(line) for line in lines]


def _cut(lines: list[str], most: int) -> list[str]:
    return lines[: max(most, MOST)]


def _quoted(words: str) -> str:
    return f"“{_plain(words)}”"


def _plain(words: str) -> str:
    """Words on one line, which no reader takes for markup."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", " ".join(words.split()))


def _code(words: str) -> str:
    return f"`{words.replace('`', '')}`"
