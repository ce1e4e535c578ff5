"""An issue in one file: its cover, what stands before its articles, its contents, the articles.

The cover is page i. The contents begin on a right-hand page behind what stands before the
articles, and list those and what stands behind them.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from reportgen import binding
from reportgen.binding import Part
from reportgen.diagnostics import Bag
from reportgen.editions._first_page import address
from reportgen.issues import front_pages
from reportgen.issues.front_pages import Entry, Look
from reportgen.issues.matter import Around, Matter
from reportgen.issues.names import pages_file
from reportgen.issues.planned import IssuePlan
from reportgen.languages import language
from reportgen.metadata.issue import Issue
from reportgen.pipeline.batch import Backend
from reportgen.project.request import Request

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""Before which no file is dated."""


def bound_file(
    plan: IssuePlan, issue: Issue, like: Request, stage: Path, backend: Backend, bag: Bag
) -> bytes | None:
    """The file of a whole issue; None, with a diagnostic, where it cannot be made.

    Raises OSError where a file of the stage cannot be read or written.
    """
    before, after = len(bag), max((article.last for article in issue.articles), default=0)
    around = Around(plan.front, plan.back, after + 1, plan.contents.files.root)
    front, back = around.build(like, stage, backend, bag)
    look = _look(plan, issue, like)
    cover = front_pages.cover_pdf(issue, look, bag)
    first = 2 + sum(one.pages for one in front)
    contents = front_pages.contents_pdf(
        issue, look, bag, [*map(front_pages.entry, issue.articles), *map(_entry, back)], first | 1
    )
    if cover is None or contents is None or any(d.severity == "error" for d in bag.found[before:]):
        return None
    words = language(issue.lang).words
    parts = [
        Part(cover, front_pages.named(issue), issue.lang, name="issue.cover"),
        *_parts(front),
        Part(contents, words["contents"], issue.lang, name="issue.contents"),
        *_articles(issue),
        *_parts(back),
    ]
    try:
        return binding.bind(
            parts, front_pages.issue_record(issue, look.moment), dict(_addresses(issue))
        )
    except binding.PartError as error:
        place = plan.contents.source.span(0)
        bag.error("issue-unbound", f"the issue cannot be bound: {error}", place, "mend this part")
        return None


def _look(plan: IssuePlan, issue: Issue, like: Request) -> Look:
    contents = plan.contents
    front, date = contents.front, issue.date
    if contents.fields.theme:
        front = front.model_copy(update={"theme": contents.fields.theme})
    if like.epoch is not None:
        moment = datetime.fromtimestamp(like.epoch, tz=UTC)
    elif date is not None:
        moment = datetime(date.year, date.month or 1, date.day or 1, tzinfo=UTC)
    else:
        moment = EARLIEST
    cover = contents.span("cover") if contents.fields.cover else None
    return Look(contents.files.folder, front, max(moment, EARLIEST), like.limits, cover)


def _entry(one: Matter) -> Entry:
    """The entry of what stands behind the articles."""
    front = one.record.front
    return Entry(front.title, f"part:{one.name}", one.first, lang=one.record.lang)


def _parts(found: Sequence[Matter]) -> Iterator[Part]:
    for one in found:
        yield Part(one.data, one.record.title, one.record.lang, name=one.name)


def _articles(issue: Issue) -> Iterator[Part]:
    name = pages_file()
    for one in issue.articles:
        yield Part(one.files[name], one.record.title, one.record.lang, one.section, one.slug)


def _addresses(issue: Issue) -> Iterator[tuple[str, str]]:
    """The web addresses of articles, each with the name of its part."""
    for one in issue.articles:
        front = one.record.front
        for found in (address(front.doi), front.url or "", one.record.address):
            if found:
                yield found, one.slug
