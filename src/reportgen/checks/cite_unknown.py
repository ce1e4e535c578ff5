"""A citation key is not in the bibliography.

The note would print nothing that a reader could find, so the build stops. The nearest key of the
bibliography is named.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from reportgen.diag import Diagnostic, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    library = manuscript.library
    for cite in manuscript.cites:
        if library.get(cite.key) is None:
            near = get_close_matches(cite.key, library.keys(), 1)
            yield Diagnostic(
                "cite-unknown",
                Severity.ERROR,
                f"no entry `{cite.key}` in the bibliography",
                cite.span,
                "not in the bibliography",
                f"did you mean `@{near[0]}`?" if near else "add the entry, or mend the key",
            )
