"""What stands before and behind the articles of an issue, built with the numbers of its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.issues.handed_down import named
from reportgen.issues.planned import Planned
from reportgen.metadata import Record
from reportgen.pipeline import batch
from reportgen.pipeline.batch import Backend, Outcome
from reportgen.project.request import Request
from reportgen.themes.roman import roman

FOLDER = "matter"
"""The folder of what is built, in the stage alone."""
ROUNDS = 3
"""How often it is built at most: once to count the pages, and with their numbers."""


@dataclass(frozen=True)
class Matter:
    """Pages before or behind the articles: `first` is the number of the first, as it is printed."""

    name: str
    data: bytes
    record: Record
    first: str
    pages: int


@dataclass(frozen=True)
class Around:
    """What stands around the articles: `front` is numbered in Roman numerals from ii, page i is
    the cover; `back` goes on from the page `after` the last article. Faults name their files as
    from `root`."""

    front: Sequence[Planned]
    back: Sequence[Planned]
    after: int
    root: Path

    def numbers(self, counts: dict[str, int]) -> dict[str, str]:
        """The number of each one's first page, by names; one that is not known has one page."""
        found: dict[str, str] = {}
        for planned, first, written in ((self.front, 2, roman), (self.back, self.after, str)):
            page = first
            for one in planned:
                found[one.slug] = written(page)
                page += counts.get(one.slug, 1)
        return found

    def build(
        self, like: Request, stage: Path, backend: Backend, bag: Bag
    ) -> tuple[list[Matter], list[Matter]]:
        """Build all; faults go to the bag. `like` says what is asked for of articles.

        Gives what stands before and what stands behind the articles, in order. Raises OSError
        where a file cannot be written or read.
        """
        planned = {one.slug: one for one in (*self.front, *self.back)}
        found: dict[str, Matter] = {}
        outcomes: dict[str, Outcome] = {}
        for _ in range(ROUNDS):
            numbers = self.numbers({name: one.pages for name, one in found.items()})
            wanted = [n for n in planned if n not in found or found[n].first != numbers[n]]
            wanted = [n for n in wanted if n not in outcomes or outcomes[n].fine]
            requests = [_request(planned[name], numbers[name], like, stage) for name in wanted]
            for name, outcome in zip(wanted, batch.build(requests, backend, _heard), strict=True):
                outcomes[name] = outcome
                if outcome.fine and outcome.built and outcome.built.article:
                    data = outcome.built.files[0].read_bytes()
                    record = outcome.built.article.record
                    found[name] = Matter(name, data, record, numbers[name], _count(data))
        for name, outcome in outcomes.items():
            for fault in outcome.built.bag if outcome.built else ():
                bag.add(_placed(fault, outcome.request.root, self.root))
            if outcome.built is None:
                message = f"`{planned[name].name}` was not built: {outcome.trouble}"
                bag.error("issue-unbound", message, planned[name].place, "build the issue again")
        front, back = (
            [found[o.slug] for o in p if o.slug in found] for p in (self.front, self.back)
        )
        return front, back


def _placed(fault: Diagnostic, folder: Path, root: Path) -> Diagnostic:
    notes = tuple(replace(note, span=named(note.span, folder, root)) for note in fault.notes)
    return replace(fault, span=named(fault.span, folder, root), notes=notes)


def _heard(_: Outcome) -> None:
    """What is said of one that was built is said of the issue."""


def asked(one: Planned, like: Request) -> Request:
    """What is asked for of pages before or behind the articles, but their place and number."""
    from reportgen import editions, formats

    edition = next(name for name in editions.names() if editions.spec(name).matter)
    return replace(like, path=one.path, to=(formats.paged(),), edition=(edition,), given=one.given)


def _request(one: Planned, first: str, like: Request, stage: Path) -> Request:
    return replace(
        asked(one, like),
        out=stage / FOLDER / one.slug,
        given=tuple(sorted({**dict(one.given), "journal.first-page": first}.items())),
        in_issue=True,
    )


def _count(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
