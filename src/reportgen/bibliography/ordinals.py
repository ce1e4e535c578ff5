"""Editions: the ordinals and words that people type -> what citation styles print.

BibTeX wants `edition = {Third}`, an ordinal as a word; CSL wants the number, and prints `3rd ed.`
(CSL 1.0.2, Number). What is more than an ordinal is printed as The Chicago Manual of Style
abbreviates it: `rev. and expanded ed.`
"""

import re

from reportgen.bibliography.wordlist import word_set

_NAMES = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
"""
_FIRST = _NAMES.split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
ORDINALS = {
    **{word: number for number, word in enumerate(_FIRST, 1)},
    **{
        f"{ten}-{one}": tens + number
        for ten, tens in _TENS.items()
        for number, one in enumerate(_FIRST[:9], 1)
    },
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
}
"""The English ordinals up to the fifty-ninth."""
_SHORT = {"revised": "rev.", "rev": "rev.", "enlarged": "enl.", "enl": "enl.", "abridged": "abr."}
_WORDS = frozenset(
    word_set(
        """rev. enl. abr. expanded corrected updated and & new international student critical
        annotated illustrated paperback hardcover online digital anniversary reprint augmented"""
    )
)
_NUMBER = re.compile(r"(\d{1,3})(?:st|nd|rd|th)?")
_END = re.compile(r",?\s*\b(?:edition|edn?)\b\.?$", re.IGNORECASE)
_LONGEST = 200
"""The longest edition that is looked at, in characters."""


def edition(text: str) -> str:
    """The edition as CSL has it: a number where it is one ordinal, else words, ending in `ed.`.

    What is not English, or not of an edition's words, stays as it is.
    """
    bare = re.sub(r"</?su[bp]>", "", text).strip()
    if len(bare) > _LONGEST:
        return text
    words = _END.sub("", bare).replace(",", " ").split()
    joined = " ".join(words).lower()
    if number := ORDINALS.get(joined.replace(" ", "-")) or ORDINALS.get(joined):
        return str(number)
    if found := _NUMBER.fullmatch(joined):
        return found[1]
    known = [_word(word) for word in words]
    if not words or not all(known):
        return text
    return " ".join([*known, "ed."])


def _word(word: str) -> str:
    """One of an edition's words as it is printed; empty if it is none."""
    low = word.lower()
    if number := ORDINALS.get(low):
        return _ordinal(number)
    if found := _NUMBER.fullmatch(low):
        return low if low != found[1] else ""
    low = _SHORT.get(low.rstrip("."), low)
    return low if low in _WORDS else ""


def _ordinal(number: int) -> str:
    last = 0 if number % 100 in (11, 12, 13) else number % 10
    return f"{number}{('th', 'st', 'nd', 'rd')[last] if last < 4 else 'th'}"
