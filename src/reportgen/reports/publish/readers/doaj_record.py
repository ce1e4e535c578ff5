"""Records of DOAJ: each article of a file (DOAJ's article schema)."""

from collections.abc import Iterator
from typing import Any

from reportgen.reports.publish.facts import Facts, stated
from reportgen.reports.publish.readers import Read, the_only_one
from reportgen.reports.publish.readers._xml import every, first, tree, words

ENDINGS = (".doaj.xml",)
MOST = 6
"""As many keywords as DOAJ takes: of an article with more, it says the first ones."""


def read(data: bytes) -> Read:
    """The facts of the one article of a file. Raises ValueError."""
    return the_only_one(articles(data))


def articles(data: bytes) -> Iterator[Facts]:
    """The facts of each article of a file. Raises ValueError."""
    yield from (_facts(record) for record in every(tree(data), "record"))


def _facts(record: Any) -> Facts:
    group = first(record, "keywords")
    listed = [words(node) for node in every(group, "keyword")] if group is not None else []
    return stated(
        title=words(first(record, "title")),
        authors=[words(first(node, "name")) for node in every(record, "author")],
        orcids=[words(node) for node in every(record, "orcid_id")],
        ISSNs=sorted(words(n) for n in every(record, "issn", "pissn", "eissn")),
        doi=words(first(record, "doi")),
        date=words(first(record, "publicationDate")),
        volume=words(first(record, "volume")),
        issue=words(first(record, "issue")),
        first_page=words(first(record, "startPage")),
        last_page=words(first(record, "endPage")),
        keywords=listed if len(listed) < MOST else None,
        abstract=words(first(record, "abstract")),
    )
