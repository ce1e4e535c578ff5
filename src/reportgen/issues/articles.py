"""The articles of an issue, built with the numbers of their pages.

The pages of an article are not known before it is laid out, and all its outputs say them. So an
article is built once the lengths of those before it are known, from an earlier build if from
nowhere else; one that is being built here says its own as soon as it is laid out. Where that keeps
no more than `FEW` busy, the next one of unknown length is laid out alone, to count its pages.
Where a length turns out to be another than it was taken for, the articles behind it are built
again, once. So the numbers settle always: an article's page depends on those before it alone.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.issues.names import pages_file
from reportgen.issues.page_numbers import numbered
from reportgen.issues.planned import IssuePlan
from reportgen.issues.staging import ARTICLES
from reportgen.pipeline import batch
from reportgen.pipeline.batch import Backend, Outcome
from reportgen.pipeline.state import State, early_pages
from reportgen.project.request import Request

FEW = 2
"""How many articles are being built at once where each waits for the pages of the one before it."""

Pages = tuple[int, int]


@dataclass(frozen=True)
class BuiltArticles:
    """What came of building the articles of an issue, in their order.

    `pages` are the numbers of each article's first and last page, 0 and 0 where it has none;
    `counts` how many pages it has.
    """

    outcomes: tuple[Outcome, ...]
    pages: tuple[Pages, ...]
    counts: tuple[int, ...]

    @property
    def fine(self) -> bool:
        return all(outcome.fine for outcome in self.outcomes)

    @property
    def stopped(self) -> bool:
        """Whether the user stopped it, or the machine failed, such as by a full disk."""
        return any(outcome.trouble for outcome in self.outcomes)


@dataclass
class _Progress:
    """How far an article is.

    `count` is how many pages it has, None where that is not known and always 0 for one that is
    `unnumbered`; `first` is the number of the page that it was last built to begin on, None where
    it was not. It is `busy` while it is being built.
    """

    unnumbered: bool
    count: int | None
    first: int | None = None
    busy: bool = False
    outcome: Outcome | None = None


@dataclass
class Schedule:
    """Which article is to be built next, and what is known of all.

    `like` says what is asked for of each. `told` hears of each article that was built as a whole.
    """

    plan: IssuePlan
    like: Request
    stage: Path
    cache: Path | None
    told: Callable[[Outcome], None] = lambda outcome: None
    _early: bool = False
    _known: dict[str, _Progress] = field(default_factory=dict)

    def run(self, backend: Backend, before: Mapping[str, int]) -> BuiltArticles:
        """Build all articles; `before` are how many pages they had before, by their slugs."""
        self._early = backend.early
        for one in self.plan.articles:
            count = 0 if one.numbered else before.get(one.slug)
            self._known[one.slug] = _Progress(one.numbered, count)
        batch.build_next(self._next, backend, self._done)
        known = [self._known[one.slug] for one in self.plan.articles]
        pages = self._numbered()
        outcomes = []
        for at, (progress, (first, _)) in enumerate(zip(known, pages, strict=True)):
            if progress.first != first or progress.outcome is None:
                outcomes.append(Outcome(self._request(at, first), None, batch.NOT_STARTED))
            else:
                outcomes.append(progress.outcome)
        counts = tuple(progress.count or 0 for progress in known)
        return BuiltArticles(tuple(outcomes), tuple(pages), counts)

    def _next(self) -> Request | None:
        """What is to be built now; None where nothing can be before another is done."""
        self._look()
        while (at := self._ready()) is not None:
            first = self._numbered()[at][0]
            known = self._known[self.plan.articles[at].slug]
            known.first, known.busy = first, True
            request = self._request(at, first)
            assert request.out is not None
            early_pages(request.out).unlink(missing_ok=True)
            built = State(self.cache, request).fresh()
            if built is None:
                return request
            self._done(Outcome(request, built))
        if self._early and sum(known.busy for known in self._known.values()) < FEW:
            return None
        for at, one in enumerate(self.plan.articles):
            known = self._known[one.slug]
            if known.count is None and not known.busy:
                known.busy = True
                return self._laid_out(at)
        return None

    def _look(self) -> None:
        """Take the lengths of articles that are laid out and still being built."""
        for slug, known in self._known.items():
            if known.busy and known.first and not known.unnumbered:
                path = early_pages(self.stage / ARTICLES / slug)
                with suppress(OSError, ValueError):
                    known.count = int(path.read_text("ascii")) - known.first + 1

    def _ready(self) -> int | None:
        """The first article whose page is known, and that was not built to begin on it.

        One that was built already waits until all before it are built for good.
        """
        first, settled = self._numbered(), True
        for at, one in enumerate(self.plan.articles):
            known = self._known[one.slug]
            built = known.first == first[at][0]
            if not (known.busy or built) and (known.first is None or settled):
                return at
            if known.count is None:
                return None
            settled = settled and built and not known.busy
        return None

    def _done(self, outcome: Outcome) -> None:
        """Take what became of a request."""
        assert outcome.request.out is not None
        known = self._known[outcome.request.out.name]
        known.busy = False
        if not known.unnumbered:
            if outcome.fine:
                known.count = page_count(outcome.request)
            elif known.count is None:
                known.count = 0
        if outcome.request.edition == self.like.edition:
            known.outcome = outcome
            self.told(outcome)

    def _numbered(self) -> list[Pages]:
        """The pages as far as they are known: those behind an unknown number are not."""
        fields = self.plan.contents.fields
        known = [self._known[one.slug].count for one in self.plan.articles]
        counts = [1 if count is None else count for count in known]
        return numbered(counts, fields.first_page, fields.start == "recto")

    def _laid_out(self, at: int) -> Request:
        """What only counts an article's pages."""
        from reportgen import editions, formats

        request = self._request(at, self._numbered()[at][0])
        whole = editions.selections()[0].edition
        return replace(request, to=(formats.paged(),), edition=(whole,))

    def _request(self, at: int, first: int) -> Request:
        """What is asked for of an article that begins on a page; 0 for one without pages."""
        one = self.plan.articles[at]
        given = dict(one.given)
        if first:
            given["journal.first-page"] = str(first)
        return replace(
            self.like,
            path=one.path,
            out=self.stage / ARTICLES / one.slug,
            given=tuple(sorted(given.items())),
            in_issue=True,
        )


def page_count(request: Request) -> int:
    """How many pages the printed article of a request has; 0 where it is not there."""
    import pikepdf

    folder = request.folder
    path = folder / pages_file() if folder else None
    if path is None or not path.is_file():
        return 0
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)
