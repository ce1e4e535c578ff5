"""Articles built over and over until each has the pages that the others leave it.

The pages of an article are not known before it is laid out, and all its outputs say them. So those
of unknown length are laid out first; then all are built with the pages that follow, and again with
others where a length has changed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.issues.numbers import numbered
from reportgen.issues.planned import IssuePlan, Planned
from reportgen.issues.staging import ARTICLES
from reportgen.pipeline import batch
from reportgen.pipeline.batch import Backend, Outcome
from reportgen.pipeline.state import State
from reportgen.project.request import Request

MOST = 3
"""How often all articles are built before their pages count as unsettled."""

Told = Callable[[Outcome], None]


@dataclass(frozen=True)
class Rounds:
    """What came of building the articles of an issue, in their order.

    `pages` are the numbers of each article's first and last page, 0 and 0 where it has none;
    `counts` how many pages it has; `settled` says that these are the pages that it was built with.
    """

    outcomes: tuple[Outcome, ...]
    pages: tuple[tuple[int, int], ...]
    counts: tuple[int, ...]
    settled: bool

    @property
    def fine(self) -> bool:
        return all(outcome.fine for outcome in self.outcomes)

    @property
    def stopped(self) -> bool:
        """Whether the user stopped it."""
        return any(outcome.trouble == batch.NOT_STARTED for outcome in self.outcomes)


@dataclass(frozen=True)
class Builder:
    """How articles are built: what is asked for of each, where, and what is known already."""

    plan: IssuePlan
    like: Request
    stage: Path
    backend: Backend
    cache: Path | None

    def run(self, known: Mapping[str, int]) -> Rounds:
        """Build all articles; `known` are numbers of pages that they had before, by their slugs."""
        articles = self.plan.articles
        counts = [0 if one.numbered else known.get(one.slug, 0) for one in articles]
        self._count(counts)
        for _ in range(MOST):
            pages = self._numbered(counts)
            requests = [self._request(*one) for one in zip(articles, pages, strict=True)]
            outcomes = self._build(requests)
            done = Rounds(tuple(outcomes), tuple(pages), tuple(counts), True)
            if done.stopped:
                return done
            counts = [
                page_count(outcome.request) if outcome.fine and not one.numbered else count
                for one, outcome, count in zip(articles, outcomes, counts, strict=True)
            ]
            if self._numbered(counts) == pages:
                return replace(done, counts=tuple(counts))
        return replace(done, settled=False)

    def _count(self, counts: list[int]) -> None:
        """Lay out the articles whose number of pages is not known."""
        from reportgen import editions, formats

        unknown = [
            at for at, one in enumerate(self.plan.articles) if not (counts[at] or one.numbered)
        ]
        to, edition = (formats.of("print"),), (editions.selections()[0].edition,)
        requests = []
        for at in unknown:
            # The first article's number is known, and may be that of more.
            first = self._numbered([*counts[:at], 1])[at][0]
            request = self._request(self.plan.articles[at], (first, first))
            requests.append(replace(request, to=to, edition=edition))
        for at, outcome in zip(unknown, self._build(requests), strict=True):
            counts[at] = page_count(outcome.request) if outcome.fine else 0

    def _numbered(self, counts: Sequence[int]) -> list[tuple[int, int]]:
        fields = self.plan.contents.fields
        return numbered(counts, fields.first_page, fields.start == "recto")

    def _request(self, one: Planned, pages: tuple[int, int]) -> Request:
        given = dict(one.given)
        if pages[0]:
            given["journal.first-page"] = str(pages[0])
        return replace(
            self.like,
            path=one.path,
            out=self.stage / ARTICLES / one.slug,
            given=tuple(sorted(given.items())),
            in_issue=True,
        )

    def _build(self, requests: Sequence[Request]) -> list[Outcome]:
        """Build what was not built before as it is asked for."""
        found = [State(self.cache, request).fresh() for request in requests]
        left = [at for at, built in enumerate(found) if built is None]
        made = batch.build([requests[at] for at in left], self.backend, lambda outcome: None)
        outcomes = {
            at: Outcome(request, built)
            for at, (request, built) in enumerate(zip(requests, found, strict=True))
            if built is not None
        }
        outcomes |= dict(zip(left, made, strict=True))
        return [outcomes[at] for at in range(len(requests))]


def page_count(request: Request) -> int:
    """How many pages the printed article of a request has; 0 where it is not there."""
    import pikepdf

    folder = request.folder
    path = folder / printed() if folder else None
    if path is None or not path.is_file():
        return 0
    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def printed() -> str:
    """The name of the file with an article's pages."""
    from reportgen import editions, formats

    stem = editions.stem("", editions.selections()[0].edition)
    return f"{stem}.{formats.spec(formats.of('print')).suffix}"
