"""What stands before and behind the articles of an issue, built one after the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from reportgen.diagnostics import Bag
from reportgen.issues.planned import Planned
from reportgen.metadata import Record
from reportgen.project.request import Request
from reportgen.themes.roman import roman

FOLDER = "matter"
"""The folder of what is built, in the stage alone."""


@dataclass(frozen=True)
class Matter:
    """Pages before or behind the articles: `first` is the number of the first, as it is printed."""

    name: str
    data: bytes
    record: Record
    first: str
    pages: int


def build(
    planned: Sequence[Planned],
    first: int,
    is_roman: bool,
    like: Request,
    stage: Path,
    cache: Path | None,
    bag: Bag,
) -> Iterator[Matter]:
    """Build each, its pages numbered on from those before; faults go to the bag.

    `like` says what is asked for of articles. Raises OSError where a file cannot be written.
    """
    from reportgen import editions, formats
    from reportgen.pipeline import batch

    target, edition = formats.paged(), editions.of_matter()
    for one in planned:
        number = roman(first) if is_roman else str(first)
        request = replace(
            like,
            path=one.path,
            to=(target,),
            edition=(edition,),
            out=stage / FOLDER / one.slug,
            given=tuple(sorted({**dict(one.given), "journal.first-page": number}.items())),
            in_issue=True,
        )
        built = batch.work(request, cache)
        bag.extend(built.bag)
        if not built.whole or built.article is None:
            continue
        data = built.files[0].read_bytes()
        pages = _count(data)
        yield Matter(one.slug, data, built.article.record, number, pages)
        first += pages


def _count(pdf: bytes) -> int:
    import pikepdf

    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
