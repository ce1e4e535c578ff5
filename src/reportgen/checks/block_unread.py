"""A heading, a table, a quotation or a rule is read as text, or text as a heading.

Each needs a blank line before it, and a heading a space behind `#`. A line of `---` directly under
a line of text makes that line a heading. Numbers typed before headings (`1.1 Background`) make
none.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _passages, _prose
from reportgen.checks._passages import Line, Passage
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Chapter, Manuscript

_HEADING = re.compile(r"[ ]{0,3}(?P<mark>#{1,6})[ \t]+(?P<words>\S.*?)[ \t#]*$")
_SOLID = re.compile(r"[ ]{0,3}(?P<mark>#{1,9}|＃{1,6})[ \t]*(?P<words>[^\W_].*?)[ \t#]*$")
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?P<mark>\.)\d{1,2}(?:\.\d{1,2})*\.?)[ \t]+(?P<words>[A-Z][^\W\d_].*)$"
)
_HASHTAG = re.compile(r"[A-Z]?[^\W\d_]*(?:[a-z][A-Z]|\d)\S*|[a-z]\S*")
_ENDED = re.compile(r"[.,;:!?…]['\"’”)\]]*$")
_RULE = re.compile(r"[ ]{0,3}(?P<mark>(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_UNDERLINE = re.compile(r"[ ]{0,3}(?P<mark>-{2,}|={2,})[ \t]*$")
_DELIMITER = re.compile(
    r"[ \t]*+(?:\|[ \t]*+)?:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)*+(?P<mark>\|)?[ \t]*+$"
)
_ABBREVIATION = re.compile(r"(?:\w\.)+\w\.$|\b(?:Inc|Co|Ltd|Corp|Jr|Sr|etc|al|No|vol|Dr|St)\.$")
_FIELD = re.compile(r"(?:title|author|date|abstract|bibliography|lang|subtitle)\s*:")
_LONG = 15
"""More words than a heading has."""
_SAID = re.compile(r"[^\W\d]|[\"'“‘*\[]")
"""What a quotation begins with, and what follows the sign for "more than" does not."""
_BLANK = "put a blank line before it"


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for chapter, passage in zip(manuscript.chapters, _passages.chapters(manuscript), strict=True):
        for lines in passage.paragraphs():
            yield from _headings(lines, passage)
            yield from _tables(lines, passage)
            yield from _glued(lines, passage)
        yield from _underlined(chapter)


def _headings(lines: list[Line], passage: Passage) -> Iterator[Diagnostic]:
    for i, line in enumerate(lines):
        found = _HEADING.match(line.text) if i else None
        wraps = found and found["words"][0].islower() and _ENDED.search(found["words"])
        if found and not wraps and _stands(passage, line, found):
            yield _fault(passage, line, found, "a heading is read as text", _BLANK)
    first = lines[0]
    if len(lines) > 1 or _ENDED.search(first.text) or len(first.text.split()) > _LONG:
        return
    found = _SOLID.match(first.text)
    if found and _stands(passage, first, found):
        mark, words = found["mark"], found["words"]
        if len(mark) > 1 or mark == "＃" or not _HASHTAG.fullmatch(words.split()[0]):
            remedy = f"write `{'#' * min(len(mark), 6)} {words.split()[0]}`, with a space"
            yield _fault(passage, first, found, "a heading is read as text", remedy)
    found = _NUMBERED.match(first.text)
    if found and _stands(passage, first, found):
        level = "#" * (found["number"].strip(".").count(".") + 1)
        remedy = f"write `{level} {found['words'].split()[0]}`; `number-sections: true` numbers it"
        span = passage.span(first.start, first.start + found.end("number"))
        yield _diagnostic("a numbered heading is read as text", span, remedy)


def _tables(lines: list[Line], passage: Passage) -> Iterator[Diagnostic]:
    for i in range(1, len(lines)):
        rule = _DELIMITER.match(lines[i].text)
        head = lines[i - 1]
        if not rule or "|" not in lines[i].text or "|" not in head.text:
            continue
        at = head.start + head.text.index("|")
        if passage.literal.is_literal(at, at + 1):
            yield _diagnostic("a table is read as text", passage.span(head.start, head.end), _BLANK)


def _glued(lines: list[Line], passage: Passage) -> Iterator[Diagnostic]:
    """Quotations, notes and rules directly behind a line of text."""
    for i in range(1, len(lines)):
        line, before = lines[i], lines[i - 1]
        sign = passage.literal.masked.find(">", _line_start(passage, line), line.start)
        more = ">" in passage.literal.masked[_line_start(passage, before) : before.start]
        glued = sign >= 0 and not more and _SAID.match(line.text)
        if glued and passage.literal.is_literal(sign, sign + 1):
            span = passage.span(sign, sign + 1)
            yield _diagnostic("a quotation is read as text", span, _BLANK)
        note = _NOTE.match(line.text)
        if note and passage.literal.is_literal(line.start, line.start + 2):
            span = passage.span(line.start, line.start + note.end())
            yield _diagnostic("a note is read as text", span, _BLANK)
        rule = _RULE.match(line.text)
        if rule and _stands(passage, line, rule) and "|" not in before.text:
            yield _fault(passage, line, rule, "a rule is read as text", _BLANK)


def _underlined(chapter: Chapter) -> Iterator[Diagnostic]:
    """Sentences that a line under them makes headings."""
    source = chapter.source
    for heading in _prose.headings(chapter):
        number = heading.span.line + 1
        found = _UNDERLINE.match(source.line(number))
        if not found:
            continue
        words = heading.words
        field = _FIELD.match(words) and source.line(number - 2).strip() == "---"
        ended = words.endswith((".", ";", ",", ":")) and not _ABBREVIATION.search(words)
        if field or ended or len(words.split()) > _LONG:
            start = source.offset(number, found.start("mark") + 1)
            span = Span(source, start, start + len(found["mark"]))
            remedy = "put a blank line between them, or take the line out"
            yield _diagnostic("the line under a sentence makes it a heading", span, remedy)


def _stands(passage: Passage, line: Line, found: re.Match[str]) -> bool:
    return passage.literal.is_literal(
        line.start + found.start("mark"), line.start + found.end("mark")
    )


def _line_start(passage: Passage, line: Line) -> int:
    return passage.literal.masked.rfind("\n", 0, line.start) + 1


def _fault(
    passage: Passage, line: Line, found: re.Match[str], message: str, remedy: str
) -> Diagnostic:
    start = line.start + found.start("mark")
    return _diagnostic(message, passage.span(start, line.start + found.end("mark")), remedy)


def _diagnostic(message: str, span: Span, remedy: str) -> Diagnostic:
    return Diagnostic("block-unread", Severity.WARNING, message, span, help=remedy)
