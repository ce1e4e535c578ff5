"""What an issue says of its articles, and where an article says otherwise."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Span
from reportgen.issues.planned import Planned
from reportgen.issues.reading import Contents
from reportgen.metadata.issue import Issue
from reportgen.parse import front_matter
from reportgen.parse.front_matter import Date, Front, journal_file
from reportgen.parse.front_matter.yaml_tree import Plain
from reportgen.project.load import Sources, load
from reportgen.website.plan import landing_page

OTHERWISE = "change it there, or in the issue"


def with_given(one: Planned, n: int, contents: Contents, bag: Bag) -> Planned:
    """An article, the `n`th of its issue, with all that the issue says of it but its pages."""
    from reportgen.dialects import prepare

    loaded = load(one.path, Bag())
    if loaded is None:  # what is wrong with it is said where it is built
        return one
    sources = prepare(loaded, Bag())
    front = front_matter.read(
        sources.front, sources.start, sources.end, Bag(), shared=sources.shared
    )
    fields = contents.fields
    given = dict(_flat(contents.shared, front))
    said = {"journal.volume": fields.volume, "journal.issue": fields.issue}
    given |= {path: value for path, value in said.items() if value}
    _compare(front, one, contents, sources, bag)
    if fields.date and not (front.date and front.date.iso.startswith(fields.date.iso)):
        given["date"] = fields.date.typed or fields.date.iso
    doi = front.doi or _doi(one, n, contents)
    if doi and not front.doi:
        given["doi"] = doi
    if one.section and not front.section:
        given["section"] = one.section
    if not front.url and (address := landing_page(bare_issue(contents), one.slug)):
        given["url"] = address
    if fields.theme:
        given["theme"] = fields.theme
    own = front.journal.first_page or ""
    return replace(
        one,
        given=tuple(sorted(given.items())),
        doi=doi or "",
        title=front.title,
        own_first=own,
        own_place=_named(front.place("journal", "first-page"), sources, contents) if own else None,
        numbered=bool(front.journal.article_number),
    )


def bare_issue(contents: Contents) -> Issue:
    """The issue without its articles."""
    fields = contents.fields
    numbers = {"volume": fields.volume, "issue": fields.issue}
    return Issue(
        journal=contents.front.journal.model_copy(update=numbers),
        title=fields.title or "",
        date=fields.date,
        lang=fields.lang,
        doi=fields.doi or "",
        url=fields.url or "",
        cover_alt=fields.cover_alt or "",
    )


def _flat(shared: Mapping[str, Plain], front: Front) -> Iterator[tuple[str, str]]:
    """A journal's values by their paths; of what is not the journal's own, the article's counts."""
    for name, value in shared.items():
        own = name in journal_file.OWN or name in journal_file.COMPLETING
        if name == "journal" or not (own or front.key(name)):
            yield from _paths(name, value)


def _paths(path: str, value: Plain) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _paths(f"{path}.{name}", inner)
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from _paths(f"{path}.{at}", inner)
    elif value is not None:
        yield path, value


def _doi(one: Planned, n: int, contents: Contents) -> str | None:
    """The DOI that the issue's pattern gives; None where a part of it is not known."""
    fields = contents.fields
    pattern = fields.doi_pattern
    if not pattern:
        return None
    prefix = contents.front.journal.prefix
    known = {
        "prefix": prefix, "volume": fields.volume, "issue": fields.issue, "n": str(n),
        "year": f"{fields.date.year:04}" if fields.date else None, "slug": one.slug,
    }  # fmt: skip
    for name, value in known.items():
        if f"{{{name}}}" in pattern and not value:
            return None
        pattern = pattern.replace(f"{{{name}}}", value or "")
    return pattern


def _compare(front: Front, one: Planned, contents: Contents, sources: Sources, bag: Bag) -> None:
    """Report where an article says otherwise than its issue."""
    own, fields, journal = front.journal, contents.fields, contents.front.journal
    pairs = (
        ("journal.title", own.title, journal.title, contents.span("journal")),
        ("journal.issn", own.issn, journal.issn, contents.span("journal")),
        ("journal.volume", own.volume, fields.volume, contents.span("volume")),
        ("journal.issue", own.issue, fields.issue, contents.span("issue")),
        ("date", _iso(front.date, fields.date), _iso(fields.date), contents.span("date")),
        ("section", front.section, one.section, one.place),
    )
    for path, said, other, place in pairs:
        if said and other and said.casefold() != other.casefold():
            steps = path.split(".")
            name = f"`{steps[-1]}`" + (f" of `{steps[0]}`" if len(steps) > 1 else "")
            bag.add(
                Diagnostic(
                    "issue-conflict",
                    Severity.ERROR,
                    f"{name} is `{said}` in the article and `{other}` in the issue",
                    _named(front.place(*steps), sources, contents),
                    help=OTHERWISE,
                    notes=(Note("the issue says so here", place),),
                )
            )


def _iso(date: Date | None, issues: Date | None = None) -> str:
    """A date; that of the issue where it says the same, or more exactly, or less."""
    if date is None:
        return ""
    if issues and (date.iso.startswith(issues.iso) or issues.iso.startswith(date.iso)):
        return issues.iso
    return date.iso


def _named(span: Span | None, sources: Sources, contents: Contents) -> Span | None:
    return named(span, sources.root, contents.files.root)


def named(span: Span | None, folder: Path, root: Path) -> Span | None:
    """A place in an article of a folder, its file named as from the issue's root."""
    if span is None:
        return None
    path = folder / span.source.name
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    return replace(span, source=replace(span.source, name=name))
