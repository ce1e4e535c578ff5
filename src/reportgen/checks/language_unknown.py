"""A language is none that reportgen knows.

Write its English name as BibLaTeX has it (`korean`, `german`) or its code (`ko`, `de-AT`).
"""

from collections.abc import Iterator

from reportgen.bibliography import languages
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.nearest import Nearest
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    nearest = Nearest(languages.TAGS)
    for entry, field in _entries.fields(manuscript, "langid", "hyphenation"):
        typed = field.value.strip()
        if languages.tag(typed):
            continue
        near = nearest(typed)
        yield Diagnostic(
            "language-unknown",
            Severity.WARNING,
            f"`{typed}` of `{entry.key}` is not a language",
            field.span,
            help=f"did you mean `{near}`?" if near else "write a name such as `korean`",
        )
