"""The words that pages say by themselves are not known in the document's language.

"Abstract", "Table 1" and the like are then in English. Give them under `words` in the front matter,
by their names; `docs/languages.md` lists them, and the languages that have them.
"""

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.languages import language
from reportgen.parse import Manuscript

NEEDED = (
    "abstract", "continued", "contents", "endnotes", "figure", "keywords", "note", "references",
    "section", "table",
)  # fmt: skip
"""What most documents say."""
SHOWN = 4


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    known = language(front.lang or "")
    missing = [name for name in NEEDED if name not in front.words]
    if not front.lang or known.known or not missing:
        return
    shown = ", ".join(f"`{name}`" for name in missing[:SHOWN])
    yield Diagnostic(
        "words-missing",
        Severity.WARNING,
        f"the words of the pages are in English, as they are not known in `{front.lang}`",
        front.place("lang"),
        help=f"give them under `words`: {shown}{' and so on' if len(missing) > SHOWN else ''}",
    )
