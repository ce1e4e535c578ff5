"""Records as what registries, indexes and archives take in.

The metadata of one article are a format each (`crossref`, `doaj`, `datacite`); those of an issue
are made of its articles' deposits, and packages are made of its articles' files.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from reportgen.deposits import crossref, doaj, meca, ojs, pmc
from reportgen.deposits.archives import file_of
from reportgen.metadata.issue import Issue

_BATCHES = ("crossref.xml", "crossref-5.3.1.xml")
_INDEX = "doaj.xml"
_EACH = "datacite.json"


def packages(issue: Issue, systems: Collection[str] = (ojs.RELEASED,)) -> Mapping[str, bytes]:
    """All that is deposited of an issue, by paths: batches, and for each article its packages.

    What articles have no deposit or no JATS for is not there. `systems` are the versions of Open
    Journal Systems that the issue is to be imported into. Paths have no spaces, and the same issue
    gives the same bytes. Raises KeyError for a version that is not in `ojs.VERSIONS`.
    """
    return dict(_packages(issue, [ojs.VERSIONS[number] for number in systems]))


def _packages(issue: Issue, systems: Sequence[ojs.Version]) -> Iterator[tuple[str, bytes]]:
    for suffix in _BATCHES:
        if found := _files(issue, suffix):
            yield suffix, crossref.batch(found, issue)
    if found := _files(issue, _INDEX):
        yield _INDEX, doaj.batch(found)
    taken = set[str]()
    for article in issue.articles:
        if data := file_of(article, f".{_EACH}"):
            yield f"datacite/{article.slug}.json", data
        if made := meca.package(article):
            yield f"meca/{article.slug}.zip", made
        base = pmc.stem(article)
        base = base if base not in taken else f"{base}-{article.slug}"
        taken.add(base)
        if made := pmc.package(article, base):
            yield f"pmc/{base}.zip", made
    if issue.articles:
        for version in systems:
            yield f"ojs-{version.number}.xml", ojs.issue(issue, version)


def _files(issue: Issue, suffix: str) -> list[bytes]:
    """The files of a suffix that the articles have, in the order of the contents."""
    found = (file_of(article, f".{suffix}") for article in issue.articles)
    return [data for data in found if data]
