"""The country of an institution or a publisher is not known by this name.

Indexes take the code of a country (ISO 3166-1), which is found by its usual names in the languages
that reportgen knows. A country that is not found is printed, and left out of deposits.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.languages import country_code
from reportgen.parse import Manuscript
from reportgen.parse.front_matter import Front


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    seen: set[str] = set()
    for name, path in _named(front):
        if not name or name in seen or country_code(name):
            continue
        span = front.span(*path)
        if span is None or name not in span.text:
            continue  # an affiliation that is given elsewhere
        seen.add(name)
        yield Diagnostic(
            "country-unknown",
            Severity.NOTE,
            f"no country is known as `{name}`",
            span,
            help="write its code, such as `KR`, or its name in English",
        )


def _named(front: Front) -> Iterator[tuple[str | None, tuple[str | int, ...]]]:
    """The names of countries, each with the path of where it may stand."""
    yield front.journal.publisher_country, ("journal", "publisher-country")
    for place in front.affiliations:
        for i in range(len(front.affiliations)):
            yield place.country, ("affiliations", i, "country")
    for i, author in enumerate(front.authors):
        for j, place in enumerate(author.affiliations):
            yield place.country, ("authors", i, "affiliation", j, "country")
