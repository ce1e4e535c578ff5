"""Two entries have the same key.

A citation could mean either, and the first would be printed. Where both entries say the same, the
second one is superfluous and `check --fix` takes it out; where they differ and the key is cited,
the build of a project stops, unless they stand in two files and are the same work: the first file
counts then. In a single file's bibliography the first counts, as for BibTeX, with a warning.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import Entry
from reportgen.checks import _edits, _entries, _urls
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    cited = _entries.cited(manuscript)
    for first, second in manuscript.library.duplicates:
        same = _said(first) == _said(second)
        project = not manuscript.sources.stem
        differs = first.key in cited and not same
        grave = differs and project and not _same_work(first, second)
        yield Diagnostic(
            "entry-duplicate",
            Severity.ERROR if grave else Severity.WARNING,
            f"the key `{first.key}` is taken"
            + ("; the first entry is printed" if differs and not grave else ""),
            second.key_span,
            "says the same again" if same else "says something else",
            "delete one of the two" if same else "give one of the two another key",
            (Note("first defined here", first.key_span),),
            _edits.cut(second) if same and second.data is None else (),
        )


def _same_work(first: Entry, second: Entry) -> bool:
    """Whether two files have the same work under the key: by its DOI, or by title and year."""
    if first.source.name == second.source.name:
        return False
    one, other = (_urls.doi(entry.text("doi")).lower() for entry in (first, second))
    if one and other:
        return one == other
    titles = (re.sub(r"\W+", "", entry.text("title")).casefold() for entry in (first, second))
    years = (re.search(r"\d{4}", entry.text("date", "year")) for entry in (first, second))
    (title, title_of_other), (year, year_of_other) = titles, years
    same_year = not (year and year_of_other) or year[0] == year_of_other[0]
    return bool(title) and title == title_of_other and same_year


def _said(entry: Entry) -> tuple[str, dict[str, str]]:
    """What an entry says, however it is laid out."""
    return entry.type, {field.name: " ".join(field.value.split()) for field in entry.own}
