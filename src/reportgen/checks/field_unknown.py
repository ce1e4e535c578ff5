"""A field is none that reportgen knows.

What it says is not printed. Often its name is misspelled (`titel`); the nearest field is named,
and `check --fix` does not guess. Fields of no printed meaning that many programs write (`abstract`,
`file`, `date-added`, ...) are left alone.
"""

from collections.abc import Iterator

from reportgen.bibliography import fields
from reportgen.bibliography.wordlist import word_set
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.parse import Manuscript

_HOUSEKEEPING = frozenset(
    word_set(
        """abstractnote added-at archivelocation bdsk-file-1 bdsk-url-1 bdsk-url-2 biburl bibsource
        citeulike-article-id collaboration comment comments coden copyright creationdate date-added
        date-modified groups interhash intrahash issue_date lccn location-url mendeley-groups
        mendeley-tags modificationdate mrclass mrnumber owner priority printed qualityassured
        ranking read readstatus review rights size source timestamp ty urlcount username zblnumber
        ean articleno acmid adsurl adsnote reportnumber slaccitation category tags keywords-plus
        unique-id web-of-science-categories researcherid-numbers orcid-numbers affiliation
        correspondence_address1 document_type art_number language-code refid"""
    )
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    nearest = Nearest(fields.RULES, 0.7)
    for entry in _entries.used(manuscript):
        if entry.data is not None:
            continue
        for field in entry.own:
            if fields.known(field.name) or field.name in _HOUSEKEEPING or not field.value:
                continue
            if field.name.startswith(("bdsk-", "x-", "opt", "_", "zotero", "jabref", "citeulike")):
                continue
            near = nearest(field.name)
            yield Diagnostic(
                "field-unknown",
                Severity.WARNING,
                f"nothing prints the field `{field.name}`",
                field.name_span,
                "not a field",
                f"did you mean `{near}`?" if near else "put it into `note` if readers need it",
            )
