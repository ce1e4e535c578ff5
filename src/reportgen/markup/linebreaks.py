"""A page's HTML with the fine points of setting type that CSS cannot ask for.

Places to break become characters: they cost no box, and a PDF's text does not hold them.
"""

import re

ZERO_WIDTH_SPACE = "\u200b"
TEXT = re.compile(r"<pre\b.*?(?:</pre>|\Z)|<[^>]*(?:>|\Z)|[^<]+", re.S)
ADDRESS = re.compile(r"(?:https?://|www\.|doi\.org/)[^\s<]+")
ADDRESS_BREAKS = re.compile(
    r"(?<=://)(?=\w)|(?<=[^/:])(?=/[^/\s])|(?<=[^/])(?=[.?#%_~,-]\w)|(?<=[\w/])(?==)"
    r"|(?<==)(?=\w)|(?<=\w)(?=&amp;)|(?<=&amp;)"
)
"""Where an address breaks: behind `://`, before other marks, beside `=` and `&` (Chicago 7.46)."""
ADDRESS_JOINS = re.compile(r"(?<=[/?%-])(?=\w)")
"""Where Unicode's rules (UAX 14) would break it too, behind those marks."""
LONG_RUN = re.compile(r"[^\s<>&;\u200b\u00ad\u2010-\u2015-]{32,}")
"""A run of characters so long that it could leave the text block."""
RUNT = re.compile(r" (?=[^\s<>]{2,6}(?:\u2060<a class=\"noteref\"[^>]*>\d+</a>)*</p>)")
"""The space before a paragraph's last word, where that has too few letters to make a line.

Justified paragraphs, which are set as a whole, take it for a space at which a line may end.

A longer word is left alone: in a span that must not be hyphenated WeasyPrint breaks the line
before it at the wrong place.
"""

WORD_JOINER = "\u2060"
GLUE = "\u00a0" + WORD_JOINER
HANGUL = "\u1100-\u11ff\uac00-\ud7a3"
INSIDE_WORD = re.compile(
    f"(?<=[\\w)\\]%\u2019\u201d\u300d\u300f])(?=[{HANGUL}])|(?<=[{HANGUL}])(?=\\w)"
)
"""Where a Korean word would break that stands between spaces: beside a syllable (CSS Text 3, 5.2,
`word-break: keep-all`), and before a particle behind a bracket or a quotation mark."""


def insert_break_opportunities(html: str) -> str:
    """The page with long words that break, and no paragraph that ends in a scrap of a line."""
    html = RUNT.sub(GLUE, TEXT.sub(_broken, html.replace("<wbr>", ZERO_WIDTH_SPACE)))
    return html if html.isascii() else TEXT.sub(_kept, html)


def _kept(part: re.Match[str]) -> str:
    """Text whose Korean words break at spaces alone; WeasyPrint knows no `keep-all`."""
    words = part[0]
    return words if words[0] == "<" else INSIDE_WORD.sub(WORD_JOINER, words)


def _broken(part: re.Match[str]) -> str:
    words = part[0]
    if words[0] == "<" or len(words) < 20:
        return words
    if "://" in words or "www." in words:
        words = ADDRESS.sub(_broken_address, words)
    return LONG_RUN.sub(lambda run: ZERO_WIDTH_SPACE.join(re.findall(".{1,12}", run[0])), words)


def _broken_address(address: re.Match[str]) -> str:
    broken = ADDRESS_BREAKS.sub(ZERO_WIDTH_SPACE, address[0])
    return ADDRESS_JOINS.sub(WORD_JOINER, broken)
