"""What a journal deposits of an issue, made of the deposits of its articles."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from reportgen.deposits import crossref, doaj
from reportgen.issues.names import file_of
from reportgen.metadata.issue import Issue

FOLDER = "deposit"
Batch = Callable[[Sequence[bytes], Issue], bytes]
BATCHES: Mapping[str, Batch] = {
    "crossref.xml": crossref.batch,
    "crossref-5.3.1.xml": crossref.batch,
    "doaj.xml": lambda articles, issue: doaj.batch(articles),
}
"""How the deposits of articles become an issue's one, by their suffix."""
SINGLE = ("datacite.json",)
"""The suffixes of deposits that stay one an article, in a folder called after the first part."""


def deposits(issue: Issue) -> Mapping[str, bytes]:
    """The deposits of an issue by their paths; those that no article has are not there."""
    return dict(_deposits(issue))


def _deposits(issue: Issue) -> Iterator[tuple[str, bytes]]:
    for suffix, batch in BATCHES.items():
        found = [data for _, data in _of(suffix, issue)]
        if found:
            yield f"{FOLDER}/{suffix}", batch(found, issue)
    for suffix in SINGLE:
        folder, _, ending = suffix.partition(".")
        for slug, data in _of(suffix, issue):
            yield f"{FOLDER}/{folder}/{slug}.{ending}", data


def _of(suffix: str, issue: Issue) -> Iterator[tuple[str, bytes]]:
    """The articles' files with a suffix, by the articles' names."""
    name = file_of(suffix)
    for article in issue.articles:
        if name in article.files:
            yield article.slug, article.files[name]
