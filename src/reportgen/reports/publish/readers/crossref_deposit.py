"""Deposits for Crossref: each article of a batch (Crossref metadata deposit schema 5.4.0)."""

from collections.abc import Iterator
from typing import Any

from reportgen.reports.publish.facts import Facts, stated
from reportgen.reports.publish.readers import Read, the_only_one
from reportgen.reports.publish.readers._xml import every, first, has_formula, local, tree, words

ENDINGS = (".crossref.xml", ".crossref-5.3.1.xml")


def read(data: bytes) -> Read:
    """The facts of the one article of a file. Raises ValueError."""
    return the_only_one(articles(data))


def articles(data: bytes) -> Iterator[Facts]:
    """The facts of each article of a batch. Raises ValueError."""
    root = tree(data)
    for article in every(root, "journal_article"):
        around = article.getparent()
        yield _facts(article, next(iter(every(around, "journal_issue")), None), around)


def _facts(article: Any, issue: Any, journal: Any) -> Facts:
    around = first(journal, "journal_metadata")
    around = journal if around is None else around
    own = [n for n in article if local(n) == "titles"]
    titles = [words(first(own[0], name)) for name in ("title", "subtitle")] if own else []
    people = [n for n in every(article, "person_name", "organization")
              if n.get("contributor_role") == "author"]  # fmt: skip
    abstract = next((n for n in article if local(n) == "abstract"), None)
    doi = next((n for n in article if local(n) == "doi_data"), None)
    cited = list(every(article, "citation"))
    days = [n for n in article if local(n) == "publication_date"]
    online = [node for node in days if node.get("media_type") == "online"]
    return stated(
        title=": ".join(filter(None, titles)),
        main_title=titles[0] if titles else "",
        authors=[_name(one) for one in people],
        orcids=[words(n) for one in people for n in every(one, "ORCID")],
        doi=words(first(doi, "doi")) if doi is not None else "",
        online_date=_day(online[0]) if online else None,
        volume=words(first(issue, "volume")) if issue is not None else "",
        issue=words(first(issue, "issue")) if issue is not None else "",
        first_page=words(first(article, "first_page")),
        last_page=words(first(article, "last_page")),
        licence=words(next(every(article, "license_ref"), None)),
        abstract=None if has_formula(abstract) else words(abstract),
        language=article.get("language", ""),
        ISSNs=sorted(words(n) for n in around if local(n) == "issn"),
        references=len({one.get("key") for one in cited if words(one).strip()}),
        reference_DOIs=sorted({words(n).lower() for one in cited for n in every(one, "doi")}),
    )


def _name(person: Any) -> str:
    if local(person) == "organization":
        return words(person)
    parts = (words(first(person, one)) for one in ("given_name", "surname", "suffix"))
    return " ".join(filter(None, parts))


def _day(node: Any) -> str:
    parts = [words(first(node, name)) for name in ("year", "month", "day")]
    return "-".join(part.zfill(2) for part in parts if part)
