"""A DOI stands in `url`.

Put `10.1162/isec_a_00360` into the field `doi`, where styles and readers' tools find it;
`check --fix` does. If there is a `doi` already and the address only repeats it, the address goes;
if the two differ, one of them is of another work.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries, _urls
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript

_PUBLISHER = re.compile(r"/(?:doi|article|chapter|book)/(?:\w+/)?(10\.\d{4,9}/[^\s?#]+)")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, "url"):
        if "10." not in field.value:
            continue
        there = _urls.doi(field.value) if _urls.resolved(field.value) else ""
        given = entry.fields.get("doi")
        if there and _urls.DOI.fullmatch(there) and not given:
            yield Diagnostic(
                "doi-address",
                Severity.WARNING,
                f"the address of `{entry.key}` is a DOI",
                field.span,
                help=f"write `doi = {{{there}}}` in its place",
                fix=(*_edits.rename(entry, field, "doi"), *_edits.put(entry, field, there))
                if field.typed
                else (),
            )
        elif there and given and _urls.doi(given.value).lower() == there.lower():
            yield Diagnostic(
                "doi-address",
                Severity.NOTE,
                f"the address of `{entry.key}` repeats its DOI",
                field.span,
                help="take `url` out",
                fix=_edits.drop(entry, field) if not entry.inherited("doi") else (),
            )
        elif there and given:
            yield Diagnostic(
                "doi-address",
                Severity.WARNING,
                f"`doi` and `url` of `{entry.key}` name different works",
                field.span,
                help="look both up, and take the wrong one out",
                notes=(Note("the DOI", given.span),),
            )
        elif not given and (found := _PUBLISHER.search(field.value)):
            yield Diagnostic(
                "doi-address",
                Severity.NOTE,
                f"the address of `{entry.key}` holds its DOI",
                field.span,
                help=f"add `doi = {{{found[1].rstrip('/')}}}`",
            )
