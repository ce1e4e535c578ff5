"""The language of a title, by its small words: other languages have no capitals as English has."""

import re

from reportgen.bibliography import languages
from reportgen.bibliography.wordlist import word_set

_WORDS = {
    "german": "und das im zur zum für eine einer eines über dem den des nicht auf mit aus bis vom",
    "french": "et les dans une aux des pour au est sur ou chez par leur",
    "spanish": "y los las una por para con del como",
    "italian": "della delle dello degli nel nella nelle gli dei dal dalla il per tra",
    "portuguese": "os uma não em dos da do nas pela pelo",
    "dutch": "het een voor naar niet uit bij",
    "latin": "et cum sive seu ad quod",
}
"""Words that English titles do not have, but in names; `von`, `de` and `la` are in too many."""
_WEAK = {
    "german": "der die von", "french": "le la de du en", "spanish": "el la de en",
    "italian": "la di e del le un", "portuguese": "o a e de das no", "dutch": "de van en in op",
    "latin": "de in ex pro",
}  # fmt: skip
_LETTER = {"german": "[äöüß]", "french": "[àâçèéêœ]", "spanish": "[áíñó]", "italian": "[àèìòù]",
           "portuguese": "[ãçõê]", "dutch": "ij|[ëï]", "latin": "$^"}  # fmt: skip
_ENGLISH = frozenset(word_set("the of and for from with to by its are how what why at"))
_LETTERS = re.compile(r"[^\W\d_]+")


def guess(title: str) -> str:
    """BibTeX's name of the language of a title; empty for English, and where it is not plain.

    Only words in small letters count, so that names as `Los Angeles` tell nothing.
    """
    tag = languages.guess(title)
    if tag:
        named = (name for name, known in languages.TAGS.items() if known == tag and len(name) > 3)
        return next(named, "") or tag.partition("-")[0]
    words = [word for word in _LETTERS.findall(title) if word.islower()]
    if not _ENGLISH.isdisjoint(words):
        return ""
    counts = {}
    for name, listed in _WORDS.items():
        strong = sum(word in listed.split() for word in words)
        weak = sum(word in _WEAK[name].split() for word in words)
        letters = bool(re.search(_LETTER[name], title.lower()))
        counts[name] = 2 * strong + weak + letters if strong else 0
    best = sorted(counts, key=lambda name: -counts[name])
    return best[0] if counts[best[0]] > counts[best[1]] else ""
