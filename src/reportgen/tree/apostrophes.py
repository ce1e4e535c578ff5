"""Apostrophes that begin a word, which pandoc takes for opening quotation marks, and single marks
around Korean words, which pandoc takes for apostrophes where a particle follows: `'작은'은`."""

import re

from reportgen.tree import scan
from reportgen.tree.money import in_code

APOSTROPHE = "\u2019"
ELIDED = re.compile(
    r"(?<![^\s(\[\u2013\u2014/\"“-])"  # at the beginning of a word
    r"(?:'(?=\d0s\b)"  # the '90s
    r"|'(?=\d\d[.,;:!?)](?!'))"  # the class of '68.
    r"|'(?=(?:tis|twas|twere|twill|em|til)\b(?!'))"
    r"|(?<=\w )'[nN]'?(?=[ \n]"  # rock 'n' roll
    r"(?!(?:is|was|are|and|or|in|denotes|means|stands|for)\b)\w))"
)
HANGUL = re.compile(
    r"(?<![^\s(\[\u2013\u2014/\"“「『<-])'(?=[^\s'])([^'\"\n]{0,99}[^\s'\"])'(?=[가-힣])"
)
"""Words in single marks with a particle behind them."""
TITLE = re.compile(r"(?:\]\([^()]*|<[^<>]*=[^<>]*)$")
"""What stands before a link's title or an attribute's value, whose marks are no apostrophes."""
NAMES = re.compile(
    r"\b(?:letters?|variables?|characters?|numbers?|symbols?|sizes?|values?|keys?|called|said|is|the|"
    r"a|an|of|for|with|where|and|or|in|by|if|when|each|to|from) $"
)
"""What stands before the letter's name in quotation marks."""


def set_apostrophes(text: str) -> str:
    """Markdown in which `'90s`, `rock 'n' roll` and the like have apostrophes; code is left."""
    text = _with_korean_marks(text)
    if not ELIDED.search(text):
        return text
    out, after = [], 0
    for found in ELIDED.finditer(scan.mask(text)):
        named = found[0].lower().startswith("'n") and NAMES.search(
            text[max(found.start() - 12, 0) : found.start()]
        )
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if not (named or TITLE.search(line) or in_code(text, found.start())):
            out += [text[after : found.start()], found[0].replace("'", APOSTROPHE)]
            after = found.end()
    return "".join([*out, text[after:]])


def _with_korean_marks(text: str) -> str:
    if not HANGUL.search(text):
        return text
    out = list(text)
    for found in HANGUL.finditer(scan.mask(text)):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        if not (TITLE.search(line) or in_code(text, found.start())):
            out[found.start()], out[found.end() - 1] = "\u2018", APOSTROPHE
    return "".join(out)
