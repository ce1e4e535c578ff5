"""Names are parted by commas, semicolons or `&`.

BibTeX parts names by ` and ` alone. reportgen sees what is meant where all the names are plainly
persons; other tools print one long name.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import corporate, names
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_LISTED = re.compile(r"[;&·ㆍ]|,.*,|,\s*$|[가-힣],")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, *_entries.NAMES):
        value = field.value
        if entry.data is not None or not re.search(r"[,;&·ㆍ]", value) or value.startswith("{"):
            continue
        if not any(map(_LISTED.search, _AND.split(value))):
            continue
        if corporate.is_corporate(value) or names.doubtful(value):
            continue
        read = [name for name in names.read(value) if name.get("literal") != "others"]
        if len(read) > len(_AND.split(value.strip())):
            yield Diagnostic(
                "name-separator",
                Severity.NOTE,
                f"the names in `{field.name}` of `{entry.key}` are not parted by ` and `",
                field.span,
                f"read as {len(read)} names",
                "write ` and ` between names",
            )
