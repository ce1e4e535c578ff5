"""An issue's file -> what there is to build: each article with what the issue says of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Span, nfc
from reportgen.issues import handed_down, reading
from reportgen.issues.fields import Entry
from reportgen.issues.planned import IssuePlan, Planned
from reportgen.issues.reading import Contents
from reportgen.limits import LIMITS, Limits
from reportgen.project import paths, roots

MOST = 500
"""The most articles of an issue."""
UNTOLD = ("date", "doi", "section", "url")
"""What an issue says of its articles and not of what stands around them."""
SUFFIXES = (".md", ".markdown", ".qmd", ".rmd")


def plan(path: Path, base: Path | None, limits: Limits = LIMITS) -> tuple[IssuePlan | None, Bag]:
    """Read an issue and the front matter of its articles, with all faults of the issue itself."""
    bag = Bag()
    contents = reading.read(path, base, bag, limits)
    if contents is None:
        return None, bag
    listed = list(_listed(contents, bag))
    if len(listed) > MOST:
        place = listed[MOST].place
        bag.error("issue-size", f"the issue has more than {MOST} articles", place, "divide it")
        return None, bag
    planned = tuple(
        handed_down.with_given(one, n, contents, bag) for n, one in enumerate(listed, 1)
    )
    _repeated(planned, contents, bag)
    front, back = (tuple(_matter(name, contents, bag)) for name in ("front", "back"))
    _cover(contents, bag)
    return IssuePlan(contents, planned, front, back), bag


def _cover(contents: Contents, bag: Bag) -> None:
    """Report a cover that is not there."""
    name, place = contents.fields.cover, contents.span("cover")
    if not name:
        return
    match = contents.files.find(name, contents.source.name)
    match.report(place, bag)
    if match.names:
        return
    fault, remedy = "is not there", "put it into the issue's folder, or leave `cover` out"
    if out := roots.remedy(contents.files, name, contents.source.name):
        fault, remedy = "lies outside the issue", out
    bag.error("image-missing", f"the cover `{name}` {fault}", place, remedy)


def _matter(field: str, contents: Contents, bag: Bag) -> Iterator[Planned]:
    """What a field names that stands before or behind the articles; it has no DOI."""
    for n, name in enumerate(getattr(contents.fields, field)):
        entry = Entry(path=name)
        for one in _article(entry, "", contents.span(field, n), contents, bag):
            told = handed_down.with_given(one, n, contents, bag)
            given = tuple((path, value) for path, value in told.given if path not in UNTOLD)
            yield replace(told, given=given, slug=f"{field}.{n + 1}.{one.slug}")


def _listed(contents: Contents, bag: Bag) -> Iterator[Planned]:
    """The articles that an issue names, those that are not there reported."""
    fields = contents.fields
    for at, section in enumerate(fields.sections):
        for n, entry in enumerate(section.articles):
            place = contents.span("sections", at, "articles", n)
            yield from _article(entry, section.title or "", place, contents, bag)
    for n, entry in enumerate(fields.articles):
        yield from _article(entry, "", contents.span("articles", n), contents, bag)


def _article(
    entry: Entry, section: str, place: Span, contents: Contents, bag: Bag
) -> Iterator[Planned]:
    files = contents.files
    name = entry.path.rstrip("/")
    found = paths.real(files.root, files.named(name) if name else "")
    if not name:
        bag.error("issue-missing", "an article has no `path`", place, "name its folder or file")
        return
    if found is None:
        remedy = roots.remedy(files, name, contents.source.name) or "copy it in"
        bag.error("file-outside", f"`{name}` lies outside the issue", place, remedy)
        return
    if not (found.is_dir() or (found.is_file() and found.suffix.lower() in SUFFIXES)):
        message = f"there is no article `{name}` here"
        bag.error("issue-missing", message, place, "name a project folder or a Markdown file")
        return
    slug = entry.slug or (found.name if found.is_dir() else found.stem)
    plain = slug_of(slug)
    if entry.slug and plain != entry.slug:
        message = f"`{entry.slug}` is no name for a folder and an address"
        bag.error("issue-slug", message, place, f"write `slug: {plain or 'a-name'}`")
    yield Planned(found, name, plain or "article", section, place)


def slug_of(name: str) -> str:
    """A name as it stands in addresses: small letters and digits, with hyphens between them."""
    return re.sub(r"[\W_]+", "-", nfc(name).lower()).strip("-")[:100]


def _repeated(planned: Sequence[Planned], contents: Contents, bag: Bag) -> None:
    """Report articles that have a folder or a DOI in common."""
    slugs: dict[str, Planned] = {}
    dois: dict[str, Span] = {}
    if contents.fields.doi:
        dois[contents.fields.doi.lower()] = contents.span("doi")
    for one in planned:
        first = slugs.setdefault(one.slug, one)
        if first is not one:
            message = f"two articles would have the folder `{one.slug}`"
            _twice("issue-slug", message, one.place, first.place, "give one of them a `slug`", bag)
        if one.doi and dois.setdefault(one.doi.lower(), one.place) is not one.place:
            place = dois[one.doi.lower()]
            message = f"the DOI `{one.doi}` is given twice in the issue"
            _twice("doi-repeated", message, one.place, place, "give each its own", bag)


def _twice(code: str, message: str, place: Span, first: Span, remedy: str, bag: Bag) -> None:
    notes = (Note("first here", first),)
    bag.add(Diagnostic(code, Severity.ERROR, message, place, help=remedy, notes=notes))
