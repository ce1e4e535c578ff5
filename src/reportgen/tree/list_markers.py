"""The numbers of lists: `3.`, `(a)`, `iv.`, in pandoc's styles and delimiters."""

import re

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_ROMAN = re.compile(
    r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})",
)
TYPES = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
"""The styles that HTML has a `type` for, beside decimal."""


def marker(number: int, style: str, delimiter: str) -> str:
    """What stands before an item: pandoc's ListNumberStyle and ListNumberDelim as text."""
    words = str(number)
    if number > 0 and style.endswith("Alpha"):
        words = _letters(number)
    elif 0 < number < 4000 and style.endswith("Roman"):
        words = _roman(number)
    words = words.upper() if style.startswith("Upper") else words
    forms = {"OneParen": "{})", "TwoParens": "({})"}
    return forms.get(delimiter, "{}.").format(words)


def values(words: str) -> frozenset[tuple[str, int]]:
    """The numbers that a marker's digits or letters may stand for, each with its style."""
    if words.isdecimal():
        return frozenset({("Decimal", int(words))})
    low = words.lower()
    case = "Lower" if words == low else "Upper"
    out = set()
    if len(low) == 1:
        out.add((f"{case}Alpha", LETTERS.find(low) + 1))
    if _ROMAN.fullmatch(low):
        out.add((f"{case}Roman", _number(low)))
    return frozenset(out)


def _letters(number: int) -> str:
    out = ""
    while number:
        number, last = divmod(number - 1, len(LETTERS))
        out = LETTERS[last] + out
    return out


def _roman(number: int) -> str:
    out = ""
    for value, letters in ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _number(roman: str) -> int:
    total = 0
    for value, letters in ROMAN:
        while roman.startswith(letters):
            total += value
            roman = roman.removeprefix(letters)
    return total
