"""Titles: their parts joined, translations in brackets, and what no style may re-case.

A CSL style may set titles in sentence or title case. Initialisms, mixed case and what the author
put in braces keep theirs: each such word goes into a `nocase` span. A title that is not English
goes into one as a whole.
"""

import re

from reportgen.bibliography import languages
from reportgen.bibliography.decode import CLOSE, OPEN, decode
from reportgen.bibliography.wordlist import word_set

TRANSLATIONS = (
    "translatedtitle",
    "titletranslation",
    "title-translated",
    "translated-title",
    "title-translation",
    "title_translation",
    "translated_title",
    "titletranslated",
    "transtitle",
    "trans-title",
    "usere",
)
"""Fields that hold a title's translation; the last is biblatex-chicago's."""

_TOKEN = re.compile(
    rf"(?P<tag></?(?:i|b|sc|sub|sup|span)\b[^<>]*>)|(?P<open>{OPEN})|(?P<close>{CLOSE})"
    rf"|(?P<space>\s+)|(?P<word>(?:[^\s<{OPEN}{CLOSE}]|<(?!/?(?:i|b|sc|sub|sup|span)\b[^<>]*>))+)"
)
_SMALL = frozenset(word_set("a an and as at but by for from in of on or the to v. v with"))
_PARTS = re.compile(r"[-‐‑–—/]")
_ODD = re.compile(r"(?<=[^\W_])[A-ZÀ-ÖØ-Þ]|[A-Z]['’][A-Z]|[A-Za-z]\.[A-Z]")
_START, _END = '<span class="nocase">', "</span>"


def join(title: str, subtitle: str = "", addon: str = "", translation: str = "") -> str:
    """A title with its parts, all as typed: `Title: Subtitle. Addon [Translation]`."""
    out = title.strip()
    for separator, part in ((":", subtitle.strip()), (".", addon.strip())):
        if part and part not in ("{}", out):
            ended = out.rstrip("}").endswith((".", "?", "!", ":", "…"))
            glue = "" if ended or part.startswith(("(", "[")) else separator
            out = f"{out}{glue} {part}" if out else part
    translation = translation.strip()
    if translation.startswith("[") and translation.endswith("]"):
        translation = translation[1:-1].strip()
    if translation and f"[{translation}]" not in out:
        out = f"{out} [{translation}]" if out else translation
    return out


def stands_apart(addon: str, kind: str) -> bool:
    """Whether an addition says what a work is, `published under the name X`, and is no translation.

    Citation styles set it behind the title, without quotation marks or italics.
    """
    bare = decode(addon).strip()
    latin = bool(re.match(r"[A-Za-z\u00c0-\u024f]", bare))
    return latin and (kind == "book" or kind.startswith("article"))


def protect(typed: str, language: str = "") -> str:
    """A title as rich text that keeps its case in any style."""
    marked = decode(typed, groups=True)
    bare = marked.replace(OPEN, "").replace(CLOSE, "")
    if not bare:
        return ""
    if not languages.english(language, bare):
        return f"{_START}{bare}{_END}"
    return _spans(_held_after_points(_words(marked)))


def has_odd_case(word: str) -> bool:
    """Whether a word's capitals are its own: `AI`, `U.S.-ROK`, `iPhone`, `McDonald`, `B`."""
    if any(_ODD.search(part) for part in _PARTS.split(word)):
        return True
    bare = word.strip(".,:;?!()[]“”‘’\"'")
    return len(bare) == 1 and bare.isupper() and bare != "A"


def _words(marked: str) -> list[tuple[str, bool]]:
    """Words, spaces and tags, each with whether it is to keep its case."""
    out: list[tuple[str, bool]] = []
    word, held, depth = "", False, 0
    for token in _TOKEN.finditer(marked):
        match token.lastgroup:
            case "word":
                word += token[0]
                held = held or depth > 0
            case "open":
                depth += 1
            case "close":
                depth = max(depth - 1, 0)
            case _:
                if word:
                    out.append((word, held or has_odd_case(word)))
                word, held = "", False
                out.append((token[0], False))
    if word:
        out.append((word, held or has_odd_case(word)))
    return out


def _held_after_points(words: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Small words keep their case behind `U.S.` and `Corp.`, which no sentence ends with."""
    out, before = [], ""
    for word, held in words:
        out.append((word, held or (before.endswith(".") and word in _SMALL)))
        if not word.isspace():
            before = word
    return out


def _spans(words: list[tuple[str, bool]]) -> str:
    """The words as text, each run of those that keep their case in one span."""
    out: list[str] = []
    for i, (text, held) in enumerate(words):
        if not held:
            out.append(text)
        elif i > 1 and words[i - 1][0].isspace() and words[i - 2][1]:
            del out[-2]  # the end of the span that the word before last stands in
            out += [text, _END]
        else:
            out += [_START, text, _END]
    return "".join(out)
