"""A source has nothing to find it by.

No address, no DOI, no journal or book, no publisher and no archive: a reader could not look it
up. Add what is known, in a field that the citation style prints.
`howpublished = {In the author's possession}` is for what stands in nobody's collection.
"""

from collections.abc import Iterator

from reportgen.checks import _entries, _style
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_WAYS = (
    *("url", "doi", "eprint", "isbn", "issn", "pmid", "pmcid", "archiveurl", "howpublished"),
    *("publisher", "institution", "organization", "school", "authority", "journaltitle", "journal"),
    *(
        "booktitle",
        "maintitle",
        "series",
        "library",
        "archive",
        "collection",
        "eventtitle",
        "venue",
    ),
    *("note", "addendum", "number", "location", "address", "website", "websitetitle"),
    *("container-title", "call-number", "archive_location"),
    *("reporter", "court", "docket", "docketnumber", "archivelocation", "citation", "box"),
)


_ADVISED = ("url", "doi", "publisher", "archiveurl", "howpublished")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    advised = [f"`{name}`" for name in _ADVISED if _style.prints(manuscript, name)]
    ways = " or ".join(", ".join(part) for part in (advised[:-1], advised[-1:]) if part)
    remedy = f"add {ways}" if ways else "say in the text where it lies"
    for entry in _entries.used(manuscript):
        if entry.type in ("xdata", "set", "letter", "personal_communication", "interview"):
            continue
        if any(name in entry.fields for name in _WAYS) and entry.text(*_WAYS):
            continue
        yield Diagnostic(
            "entry-unfindable",
            Severity.WARNING,
            f"a reader has nothing to find `{entry.key}` by",
            entry.key_span,
            help=remedy,
        )
