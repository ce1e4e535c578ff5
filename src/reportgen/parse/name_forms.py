"""The forms in which a name may be read in a text, as patterns of text without accents."""

import re
from collections.abc import Iterable, Iterator, Mapping
from unicodedata import combining, normalize

from reportgen.bibliography.corporate import is_corporate
from reportgen.parse.common_surnames import COMMON
from reportgen.parse.front_matter import Author

EASTERN = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_PARTICLES = "은는이가을를의에와과도로만씨님"
_LETTERS = {
    "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "þ": "th", "Þ": "Th", "ı": "i", "’": "'", "ʼ": "'", "‐": "-",
    "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"})
_GAP = r"[\s._~*'\-]{0,8}"
"""What may stand between the parts of a name: in a file's name or an address nothing at all."""


def folded(text: str) -> str:
    """A text without accents; letters of Korean and its kin stay whole."""
    if text.isascii():
        return text
    out = []
    for letter in text:
        known = _LETTERS.get(letter)
        if known is None and not letter.isascii() and not "\u1100" <= letter <= "\ud7ff":
            known = "".join(c for c in normalize("NFKD", letter) if not combining(c))
        out.append(letter if known is None else known)
    return "".join(out)


def patterns(name: str, author: Author) -> Iterator[re.Pattern[str]]:
    """The forms of a name; none where it is a word of the language and nothing else."""
    if re.search(f"[{EASTERN}]", name):
        yield _eastern(name)
        return
    given, family = (author.given, author.family) if name == author.name else (None, None)
    if not given or not family or is_corporate(name):
        words = name.split()
        if len(words) > 1:
            yield word_pattern(r"[\s\-]{1,4}".join(map(re.escape, folded(name).split())), re.I)
        elif folded(name).casefold() not in COMMON:
            yield word_pattern(_cased(folded(name)))
        return
    spelled = ((given, family), (given.translate(_UMLAUTS), family.translate(_UMLAUTS)))
    for first, last in dict.fromkeys((folded(first), folded(last)) for first, last in spelled):
        yield from _of_person(first, last)


def _of_person(given: str, family: str) -> Iterator[re.Pattern[str]]:
    firsts = [part for part in re.split(r"[\s\-]+", given) if part.strip(".")]
    if not firsts:
        return
    common = all(part.casefold() in COMMON for part in (firsts[0], *family.split()))
    gap = r"[ \t]{0,4}\n?[ \t]{0,4}[*_]{0,3}" if common else _GAP
    flags = 0 if common else re.I
    surname = gap.join(map(re.escape, re.split(r"[\s\-]+", family)))
    whole = f"(?-i:{re.escape(firsts[0])}|{re.escape(firsts[0].upper())})"
    whole = whole if common else re.escape(firsts[0])
    whole = whole if len(firsts) > 1 else _divided(firsts[0], common)
    parts = r"[\s\-]{0,3}"
    rest = "".join(f"(?i:{parts}(?:{re.escape(p)}|{re.escape(p[0])}\\.?))?" for p in firsts[1:])
    middle = r"(?:\s{1,4}(?-i:[A-Z])\.?){0,2}"
    if len(firsts[0].strip(".")) > 1:
        yield word_pattern(f"{whole}{rest}{middle}{gap}{surname}", flags)
        yield word_pattern(f"{surname}{gap},?{gap}{whole}{rest}", flags)
    initial = re.escape(firsts[0][0].upper())
    capital = _cased(family)
    some = r"(?:[\s\-]{0,3}[A-Z]\.){0,4}"
    yield word_pattern(rf"{initial}\.{some}[\s~]{{0,4}}{capital}")
    yield word_pattern(rf"{capital},?\s{{1,4}}{initial}\.{some}")
    if folded(family).casefold() not in COMMON:
        yield word_pattern(capital)


def _divided(name: str, cased: bool) -> str:
    """A given name that may be written in syllables, as Korean ones are: `Minsu`, `Min-su`."""
    first, rest = name[0], name[1:]
    inner = "".join(f"[ \\-]?{re.escape(letter)}" for letter in rest)
    return f"(?-i:{re.escape(first)})(?i:{inner})" if cased else re.escape(first) + inner


def _cased(name: str) -> str:
    """A name as it is written, or in capitals; a particle before it may begin a sentence."""
    parts = name.split()
    loose = [re.escape(p) if p[0].isupper() else f"(?i:{re.escape(p)})" for p in parts]
    written, capitals = (
        r"[\s\-]{1,4}".join(loose),
        r"[\s\-]{1,4}".join(re.escape(p.upper()) for p in parts),
    )
    return f"(?:{written}|{capitals})"


def _eastern(name: str) -> re.Pattern[str]:
    """A Korean, Chinese or Japanese name, which particles may follow."""
    bare = "".join(name.split())
    inner = r"\s?".join(map(re.escape, bare))
    apart = normalize("NFD", bare)  # as macOS and some editors write it
    inner = f"(?:{inner}|{re.escape(apart)})" if apart != bare else inner
    hangul = "\uac00-\ud7a3"
    before = f"(?<![{hangul}])" if re.match(f"[{hangul}]", bare) else ""
    behind = f"(?=[{_PARTICLES}]?(?![{hangul}]))" if before and len(bare) < 3 else ""
    return re.compile(f"{before}{inner}{behind}")


def word_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern between the ends of words; what is a citation's key is none."""
    return re.compile(rf"(?<![@\w])(?:{pattern})(?!\w)", flags)


def is_author(name: Mapping[str, str], authors: Iterable[Author]) -> bool:
    """Whether a CSL name is that of one of the authors: initials count as given names."""
    return any(_same(name, author) for author in authors)


def _same(name: Mapping[str, str], author: Author) -> bool:
    family = f"{name.get('non-dropping-particle', '')} {name.get('family', '')}".strip()
    given, whole = name.get("given", ""), name.get("literal", "") or family
    if not given or name.get("literal"):
        known = {_letters(n) for n in (author.name, author.name_native) if n}
        return _letters(whole) in known
    if _letters(family + given) in {_letters(author.name_native or ""), _letters(author.name)}:
        return True
    if not author.family or not author.given:
        return False
    families = {_letters(f) for f in (author.family, author.family.translate(_UMLAUTS))}
    if not families & {_letters(family), _letters(family.translate(_UMLAUTS))}:
        return False
    own, theirs = (re.split(r"[\s.]+", folded(n))[0] for n in (author.given, given))
    own, theirs = _letters(own), _letters(theirs)
    return own[:1] == theirs[:1] and (min(len(own), len(theirs)) < 2 or own == theirs)


def _letters(text: str) -> str:
    """The letters of a name in one case."""
    return re.sub(r"[\W_]", "", folded(text)).casefold()
