"""A title is not in the language that it is given for.

The languages of `translations` are other ones than the article's own, `lang`, and a title is
written in the letters of its language: a Korean one in Hangul, an English one in Latin letters.
"""

from collections.abc import Iterator

from reportgen.bibliography import languages
from reportgen.checks import _scripts
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    front = manuscript.front
    if front.lang:
        yield from _script(front.title, front.lang, "title", front.place("title"))
    for tag, said in front.translations.items():
        place = front.place("translations", tag)
        if front.lang and tag == front.lang:
            yield Diagnostic(
                "language-title",
                Severity.WARNING,
                f"the translations have the article's own language, `{tag}`",
                front.key("translations", tag) or place,
                help="leave it out, or mend its language",
            )
        place = front.place("translations", tag, "title")
        yield from _script(said.title or "", tag, "title", place)


def _script(title: str, tag: str, field: str, place: Span | None) -> Iterator[Diagnostic]:
    script = languages.script(title)
    expected = _scripts.of(tag)
    # What is Latin may be a name, a formula or a romanized title.
    if len(title) > 3 and script not in ("", "LATIN", *expected):
        yield Diagnostic(
            "language-title",
            Severity.WARNING,
            f"the `{field}` for the language `{tag}` is in {script.title()} letters",
            place,
            help="mend the language, or give the title in it",
        )
