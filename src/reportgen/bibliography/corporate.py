"""Which names are of bodies and not of persons. Extend the word lists; the rules stay.

`HEADS` say what a body is (a ministry, a council), `SUBJECTS` what it deals with, `PLACES` where it
sits. A name with a head, a preposition or a figure is a body's; a name that goes on behind ` and `
with subjects alone is still the same body's.
"""

import re

from reportgen.bibliography.corporate_words import (
    BRANDS,
    FORMS,
    HEADS,
    KOREAN,
    LEADING,
    OPENERS,
    PLACES,
    SUBJECTS,
    WEAK,
)
from reportgen.bibliography.wordlist import word_set

PAIRS = frozenset({("embassy", "consulate"), ("research", "development"), ("state", "local")})
"""Heads that stand together: "Embassy and Consulate"."""


_WHOLE = re.compile(
    r"[^,]+ (?:International|Watch|Without Borders|Witness)|Save the Children|Red Cross|Third Way"
    r"|Common Cause|New America|Agence [^,]+|Statistics [A-Z]\w+|[^,]+ (?:Unit|Corps|Command|Now)"
)
"""Bodies that are spelt as persons are: `Human Rights Watch`."""

_WORD = re.compile(r"[^\s,;()\[\]“”\"]+")
_PREPOSITION = re.compile(r"\s(?:of|for|on|in the|at the|against|to|to the|under)\s", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9]+(?:[-/][A-Z0-9]+)*")


def is_corporate(name: str) -> bool:
    """Whether a name is that of a body."""
    words = _lower(name)
    if not words:
        return False
    if not name.isascii() and re.search(r"[가-힣]", name):
        return _korean(name)
    if _person_with_comma(name, words):
        return False
    if is_spelt_as_person(name):
        return True
    if _PREPOSITION.search(name) or re.search(r"\d|\s&\s|\w&\w", name):
        return True
    if len(words) == 1:
        return bool(_ACRONYM.fullmatch(name.strip(" ,."))) or words[0] in BRANDS | {"congress"}
    if words[0] in OPENERS or words[0] in BRANDS or words[-1] in FORMS:
        return True
    return any(word in HEADS for word in words)


def is_spelt_as_person(name: str) -> bool:
    """Whether a body's name has nothing that names of persons cannot have: `Human Rights Watch`."""
    return _WHOLE.fullmatch(name.strip()) is not None


def is_ambiguous(name: str) -> bool:
    """Whether a name could as well be a person's: its only sign is a surname too."""
    words = _lower(name)
    if len(words) != 2 or "," in name or words[0] in OPENERS or words[0] in BRANDS:
        return False
    head = [word for word in words if word in HEADS]
    return bool(head) and all(w in WEAK for w in head) and not is_topical(words[0])


def is_topical(name: str) -> bool:
    """Whether a name is of subjects and places alone, as no person's is."""
    words = [word for word in _lower(name) if word not in _SMALL]
    return bool(words) and all(
        word in SUBJECTS or word in PLACES or word in HEADS or _ACRONYM.fullmatch(raw)
        for word, raw in zip(words, _significant(name), strict=False)
    )


def begins_as_corporate(name: str) -> bool:
    """Whether a name begins as a body's own name does: "Ministry of", "The", "US Department"."""
    words = _lower(name)
    if not words:
        return False
    if words[0] in LEADING | BRANDS or (words[0] == "the" and len(words) > 1):
        return True
    return words[0] in OPENERS and any(word in HEADS for word in words[1:])


def closing_head(name: str) -> str:
    """The head that a name ends with."""
    words = _lower(name)
    return words[-1] if words and words[-1] in HEADS else ""


def is_one_word_body(name: str) -> bool:
    """Whether a name is one word that is complete: "OECD", "Google"."""
    words = _lower(name)
    return len(words) == 1 and (words[0] in BRANDS or bool(_ACRONYM.fullmatch(name.strip())))


def first_word(name: str) -> str:
    """The first word of a name, in lower case."""
    words = _lower(name)
    return words[0] if words else ""


_SMALL = word_set("and of for on in the at to a an with by &")


def _lower(name: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(name)]


def _significant(name: str) -> list[str]:
    return [word for word in _WORD.findall(name) if word.lower() not in _SMALL]


def _korean(name: str) -> bool:
    bare = name.strip()
    if " " in bare and len(bare.replace(" ", "")) > 4:
        return True
    return len(bare) > 3 and bare.endswith(KOREAN)


def _person_with_comma(name: str, words: list[str]) -> bool:
    """`Bank, John`: one word before the only comma, and one or two after it."""
    before, comma, after = name.partition(",")
    if not comma or "," in after:
        return False
    given = after.split()
    return (
        len(before.split()) == 1
        and 1 <= len(given) <= 2
        and not any(w.lower().strip(".") in HEADS - WEAK for w in given)
        and before.strip().lower() not in HEADS - WEAK
    )
