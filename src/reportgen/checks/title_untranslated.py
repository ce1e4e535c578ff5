"""A title in another script has no translation.

Readers of an English article cannot read a Korean title. Give it as `translatedtitle = {...}`, or
in brackets behind the title. Titles in the document's own language need none.
"""

from collections.abc import Iterator

from reportgen.bibliography import decode, languages, titles
from reportgen.checks import _entries, _scripts
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_GIVEN = (*titles.TRANSLATIONS, "origtitle", "shorttitle")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    own = _scripts.of(manuscript.front.lang or "en")
    for entry, field in _entries.fields(manuscript, "title"):
        if field.value.isascii() or any(name in entry.fields for name in _GIVEN):
            continue
        title = decode.plain(
            entry.text("title") + entry.text("titleaddon") + entry.text("subtitle")
        )
        script = languages.script(title.partition("[")[0])
        if script in ("LATIN", "", *own) or "[" in title:
            continue
        yield Diagnostic(
            "title-untranslated",
            Severity.WARNING,
            f"the title of `{entry.key}` has no translation",
            field.span,
            help="add `translatedtitle = {...}`",
        )
