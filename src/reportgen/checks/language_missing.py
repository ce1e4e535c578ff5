"""A title in another script does not say its language.

From Hangul and kana the language is plain; Chinese characters and Cyrillic or Arabic letters serve
several languages. `langid = {korean}` and the like tells screen readers how to speak the title and
typesetters how to break it.
"""

from collections.abc import Iterator

from reportgen.bibliography import decode, languages
from reportgen.checks import _entries
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_NAMES = {
    "HANGUL": "korean",
    "HIRAGANA": "japanese",
    "KATAKANA": "japanese",
    "CJK": "chinese",
    "CYRILLIC": "russian",
    "ARABIC": "arabic",
    "HEBREW": "hebrew",
    "GREEK": "greek",
}


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for entry, field in _entries.fields(manuscript, "title"):
        if field.value.isascii() or entry.text("langid", "hyphenation", "language"):
            continue
        script = languages.script(decode.plain(field.value).partition("[")[0])
        if script not in ("LATIN", ""):
            yield Diagnostic(
                "language-missing",
                Severity.NOTE,
                f"`{entry.key}` does not say which language its title is in",
                field.span,
                help=f"add `langid = {{{_NAMES.get(script, '...')}}}`",
            )
