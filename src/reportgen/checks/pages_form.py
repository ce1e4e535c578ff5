"""Pages are not written as a range of numbers.

Write `156--179`: two hyphens, no `pp.`, no blanks. One hyphen is printed as a dash all the same,
and other tools print it as it stands. `check --fix` mends both.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _edits, _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_LABEL = re.compile(r"^\s*(?:pp?|pages?)\b\.?[\s~]*(?=\d)", re.IGNORECASE)
_HYPHEN = re.compile(r"(?<=\d)\s*(?:-|–-|-–|---)\s*(?=\d)|(?<=\d)\s+--\s+(?=\d)")
_PLAIN = re.compile(r"[\d\s,–-]+")
_BY_CHAPTER = re.compile(r"\d-\d+\s*--\s*\d+-\d")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, "pages"):
        label = _LABEL.match(field.value)
        bare = field.value[label.end() :] if label else field.value
        hyphens = list(_HYPHEN.finditer(bare)) if _plain(bare) else []
        if not label and not hyphens:
            continue
        mended = _HYPHEN.sub("--", bare) if hyphens else bare
        yield Diagnostic(
            "pages-form",
            Severity.WARNING if label else Severity.NOTE,
            f"the pages of `{entry.key}` have "
            + (f"`{label[0].strip()}` before them" if label else "a hyphen for a dash"),
            field.span,
            help=f"write `{mended.strip()}`",
            fix=_edits.put(entry, field, mended),
        )


def _plain(pages: str) -> bool:
    """Whether pages are numbers alone, and not counted by chapter, as in `3-1--3-24`."""
    return _PLAIN.fullmatch(pages) is not None and not _BY_CHAPTER.search(pages)
