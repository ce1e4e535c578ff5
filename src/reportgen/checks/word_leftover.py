"""Something that only a word processor understands is left in the text.

Error messages and fields of Word, codes of EndNote, Zotero and Mendeley, names of bookmarks, and
characters that steer a printer. They came with copied text and are printed, or are left out so
that the words beside them join. Cite with `@key`, and refer to a figure with `@fig-name`.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _passages
from reportgen.checks._passages import Passage
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_REFERENCE = "refer to it by its label, such as `@fig-name`, or write what it is to say"
_SOURCE = "cite the source with `[@key]`"
_FIELD = "write what the field showed"
_YEAR = r"(?:1[5-9]|20)\d\d[a-z]?"

_ERROR = re.compile(
    r"\bError! (?:Reference source|Bookmark|No |Not a |Hyperlink|Unknown|Filename|Cannot|Main Doc|"
    r"Objects|Use the Home|Digit expected|Missing)[^.!?\n]*\.?"
    r"|\bFehler! (?:Verweisquelle|Textmarke|Kein |Keine |Ungültige)[^.!?\n]*\.?"
    r"|¡Error! (?:No se encuentra|Marcador)[^.!?\n]*\.?"
    r"|\bErreur\s?! (?:Source du renvoi|Signet)[^.!?\n]*\.?"
    r"|오류! [^.!?\n]*(?:원본|책갈피)[^.!?\n]*\.?"
    r"|(?:エラー|错误|錯誤)\s?[!！]\s?[^.。\n]*(?:参照|ブックマーク|引用|书签|參照)[^.。\n]*[.。]?"
)
"""What Word prints for a reference to nothing, in several languages."""
_WORDS = (
    (_ERROR, _REFERENCE),
    (re.compile(r"(?<!\w)_(?:Toc|Ref|Hlk)\d{6,}"), _REFERENCE),
    (re.compile(r"\bMERGEFORMAT\b|\bADDIN [A-Z][\w.]{2,}"), _FIELD),
    (re.compile(r"\bComment \[[A-Z]{1,4}\d{1,3}\]:"), "take the comment out"),
)
"""Words of Word, and what to do about them."""
_MARKED = (
    (re.compile(r"(?P<mark>\[)CITATION [^\[\]\n]+\]"), _SOURCE),
    (
        re.compile(rf"(?P<mark>\{{)[^{{}}\n]{{1,200}}?,?\s*{_YEAR}\s*,?\s*#\d+[^{{}}\n]*\}}"),
        _SOURCE,
    ),
    (re.compile(r"(?P<mark>\{)\s*\|[^{}\n]*\|[^{}\n]*\|[^{}\n]*\}"), _SOURCE),
    (
        re.compile(
            r"(?P<mark>\{)\s*(?:CITATION|ADDIN|REF|PAGEREF|NOTEREF|SEQ|TOC|HYPERLINK|XE|PAGE|NUMPAGES|"
            r"INCLUDEPICTURE|MERGEFIELD|STYLEREF|DATE|SYMBOL|EMBED)\b[^{}\n]*\}"
        ),
        _FIELD,
    ),
)
"""Codes in brackets."""
_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1d\x7f]")
_LOST = re.compile(r"\ufffd+")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for passage in _passages.passages(manuscript):
        taken: list[tuple[int, int]] = []
        for start, end, remedy in _codes(passage):
            if not any(first <= start < last for first, last in taken):
                taken.append((start, end))
                typed = " ".join(passage.literal.text[start:end].split())
                yield _leftover(f"`{typed[:60]}` is left in the text", passage, start, end, remedy)
        for found in _CONTROL.finditer(passage.literal.text, passage.start, passage.end):
            message = f"the control character U+{ord(found[0]):04X} is left out"
            remedy = "take it out, or write a space or a hyphen in its place"
            yield _leftover(message, passage, *found.span(), remedy)
        for found in _LOST.finditer(passage.literal.masked, passage.start, passage.end):
            message = "a character was lost when the text was converted"
            yield _leftover(message, passage, *found.span(), "write the character that stood there")


def _codes(passage: Passage) -> Iterator[tuple[int, int, str]]:
    for pattern, remedy in _MARKED:
        for found in passage.find(pattern, "mark"):
            yield found.start(), found.end(), remedy
    for pattern, remedy in _WORDS:
        for found in pattern.finditer(passage.literal.masked, passage.start, passage.end):
            if passage.literal.is_literal(found.start(), found.start()):
                yield found.start(), found.end(), remedy


def _leftover(message: str, passage: Passage, start: int, end: int, remedy: str) -> Diagnostic:
    span = passage.span(start, end)
    return Diagnostic("word-leftover", Severity.WARNING, message, span, help=remedy)
