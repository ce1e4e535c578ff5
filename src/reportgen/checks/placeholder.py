"""A placeholder was left in the text.

`TODO`, `FIXME`, `TK`, `TBD`, `XXX`, `???`, `[cite]`, `[citation needed]`, `[REF]`, dummy text, and
what a word processor's template asks for. Each is printed as it stands.
"""

import re
from collections.abc import Iterator

from reportgen.checks import _passages
from reportgen.checks._passages import Passage
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics.source import Span
from reportgen.parse import Manuscript

# The words that are looked for in an author's text; none marks unfinished work in this module.
_WORD = re.compile(r"(?<![\w@#/.&-])(?:TODO|FIXME|TBD|TKTK|TK|X{3,})(?![\w@/&-]|\.\w)")
_NUMBER = re.compile(
    r"(?<![\w.])(?:(?:19|20)XX(?!\w)|XX%"
    r"|(?:[Ff]ig(?:ure|\.)|[Tt]ab(?:le|\.)) (?:XX|\?{2}|#)(?!\w))"
    r"|[\[(]Author(?:s|, et al\.)?,? (?:[Yy]ear|20XX|XXXX)[\])]"
    r"|[Ii]nsert (?:[Ff]igure|[Tt]able) \w{1,3} (?:about )?here"
)
"""Years, numbers and names that are still to come."""
_NUMERALS = ("TK", "XXX")
"""Placeholders that are also a name's initials, and thirty."""
_NAMED = re.compile(
    r"[^.!?\s] [A-ZÀ-Þ][^\W\d_]*\s$"
    r"|\b(?i:book|bowl|canto|ch|chapter|number|part|psalm|section|title|vol|volume)\.?\s$"
)
"""What stands before a name's initials, or before a numeral."""
_NAME = re.compile(r" [A-ZÀ-Þ][^\W\d_]")
_MARKS = re.compile(r"(?<![\w?!.,\"”’'»)])\?{3,}(?![\w?])")
_BRACKETED = re.compile(
    r"(?P<mark>[\[［〔(<{])\s*(?:cite|cites?|citations?|citation needed|cit\.? needed|ref|refs|"
    r"references?|reference needed|source\??|sources? needed|quelle|to do|todo|tk|tbd|tba|tbc|xx+|"
    r"fixme|add (?:cite|citation|ref(?:erence)?|source|figure|table|text)s?(?: here)?|"
    r"insert [^\[\]<>{}()\n]{2,60}|(?:your|author) name|your text|name|date|title|placeholder|"
    r"who\?|when\?|which\?|where\?|by whom\?|clarification needed|page(?: number)? needed|"
    r"check(?: this)?|verify|\?+)\s*[\]］〕)>}](?![(\[{:])",
    re.I,
)
_ROUND = re.compile(r"cite|ref|refs|citation needed|tk|tbd|tba|tbc|todo|to do|fixme|\?{2,}", re.I)
_DUMMY = re.compile(
    r"(?P<mark>\b)(?:lorem ipsum(?: dolor sit amet)?|click or tap here to enter text|"
    r"type (?:your text|something) here|your text here|insert text here)\b",
    re.I,
)


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for passage in _passages.passages(manuscript):
        for start, end in sorted(_places(passage)):
            yield _left(passage.span(start, end))
    front = manuscript.front
    named = [("title",), ("subtitle",), *(("keywords", i) for i in range(len(front.keywords)))]
    for span in filter(None, (front.span(*path) for path in named)):
        for pattern in (_WORD, _BRACKETED, _DUMMY):
            if found := pattern.search(span.text):
                yield _left(span.source.span(span.start + found.start(), span.start + found.end()))
                break


def _left(span: Span) -> Diagnostic:
    return Diagnostic(
        "placeholder",
        Severity.WARNING,
        f"`{' '.join(span.text.split())}` is left in the text",
        span,
        help="write what is to stand there, or take it out",
    )


def _places(passage: Passage) -> Iterator[tuple[int, int]]:
    text = passage.literal.masked
    taken: list[tuple[int, int]] = []
    for pattern in (_BRACKETED, _DUMMY):
        for found in passage.find(pattern, "mark"):
            inner = found[0][1:-1].strip()
            if found[0][0] not in "(<{" or pattern is _DUMMY or _ROUND.fullmatch(inner):
                taken.append(found.span())
    yield from taken
    for pattern in (_WORD, _MARKS, _NUMBER):
        for found in pattern.finditer(text, passage.start, passage.end):
            start, end = found.span()
            within = any(a <= start < b for a, b in taken)
            printed = passage.literal.is_literal(start, end if pattern is _MARKS else start)
            if printed and not within and not _is_numeral(text, found):
                yield start, end


def _is_numeral(text: str, found: re.Match[str]) -> bool:
    """Whether letters are part of a name, or number something."""
    before = text[max(found.start() - 30, 0) : found.start()]
    return found[0] in _NUMERALS and bool(_NAMED.search(before) or _NAME.match(text, found.end()))
