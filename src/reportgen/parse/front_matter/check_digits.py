"""The characters of identifiers that follow from their others, so that slips are seen."""

_BASE32 = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford's digits, which ROR uses: without `i`, `l`, `o` and `u`."""


def orcid_digit(digits: str) -> str:
    """The last of the sixteen characters of an ORCID or ISNI, of the first 15 (ISO 7064, 11-2)."""
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return "X" if check == 10 else str(check)


def issn_digit(digits: str) -> str:
    """The last of the eight characters of an ISSN, of the first seven (ISO 3297)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True))
    check = -total % 11
    return "X" if check == 10 else str(check)


def ror_digits(name: str) -> str:
    """The last two characters of a ROR identifier, of the first seven (ISO 7064, 97-10).

    A character that is no digit there counts as none that could fit: the answer is empty.
    """
    number = 0
    for letter in name:
        if letter not in _BASE32:
            return ""
        number = number * 32 + _BASE32.index(letter)
    return f"{98 - number * 100 % 97:02d}"
