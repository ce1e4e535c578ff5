"""The rules cannot tell whose name it is.

BibTeX parts names by ` and ` and takes the last word for the family name. reportgen knows
ministries, institutes and companies by their words; where it cannot tell a person from a body, or
one name from several, it says so. A second pair of braces keeps a name whole:
`author = {{Chatham House}}`. `check --fix` adds it where the same name is braced elsewhere, or is
the publisher or institution of an entry.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import Field, names
from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_PERSON = r"[^\W\d_][\w.'’-]*, [^\W\d_][\w.'’-]*(?: [^\W\d_]\.)?"
_PERSONS = re.compile(rf"{_PERSON}(?: and {_PERSON})*(?: and others)?")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    doubtful = []
    for entry, field in _entries.fields(manuscript, *_entries.NAMES):
        if entry.data is None and not _plain(field):
            reason = names.doubtful(field.value)
            if reason:
                doubtful.append((entry, field, reason))
    bodies = _bodies(manuscript) if doubtful else frozenset()
    for entry, field, reason in doubtful:
        whole = field.value.strip()
        certain = whole in bodies
        yield Diagnostic(
            "name-doubtful",
            Severity.WARNING,
            f"`{field.name}` of `{entry.key}`: {reason}",
            field.span,
            help=f"write `{{{{{whole}}}}}` if it is one body, "
            "`Last, First and Last, First` if it is persons",
            fix=_edits.put(entry, field, f"{{{whole}}}") if certain else (),
        )


def _plain(field: Field) -> bool:
    """Whether there is no doubt: a single braced name, or persons as `Last, First`."""
    return _PERSONS.fullmatch(field.value) is not None or _braced(field)


def _braced(field: Field) -> bool:
    value = field.value.strip()
    return value.startswith("{") and value.endswith("}") and value.count("{") == 1


def _bodies(manuscript: Manuscript) -> frozenset[str]:
    """What is known to be a body's name: braced as an author, or a house."""
    found = set()
    for entry in manuscript.library:
        for field in entry.own:
            if field.name in _entries.BODIES:
                found.add(field.value.strip("{} \n"))
            elif field.name in _entries.NAMES and _braced(field):
                found.add(field.value.strip()[1:-1])
    return frozenset(found)
