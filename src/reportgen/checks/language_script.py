"""The language of a work contradicts the script of its title.

`langid = {korean}` beside a title in Latin letters, or `langid = {english}` beside one in Hangul:
one of the two was copied from another entry. A romanized title is no reason to leave out the
original one.
"""

from collections.abc import Iterator

from reportgen.bibliography import decode, languages
from reportgen.checks import _entries, _scripts
from reportgen.diagnostics import Diagnostic, Note, Severity
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, "langid", "hyphenation"):
        tag = languages.tag(field.value)
        title = entry.fields.get("title")
        if not tag or title is None:
            continue
        script = languages.script(decode.plain(title.value).partition("[")[0])
        expected = _scripts.of(tag)
        if script and script not in expected and not (script == "LATIN" and len(title.value) < 9):
            yield Diagnostic(
                "language-script",
                Severity.WARNING,
                f"`{entry.key}` is in `{tag}`, its title in {script.title()} letters",
                field.span,
                help="mend `langid`, or give the title in its own language",
                notes=(Note("the title", title.span),),
            )
