"""Numbers as the pages before an issue's or a book's text bear them: i, ii, iii, iv."""

_PARTS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman numerals."""
    out = ""
    for value, letters in _PARTS:
        count, number = divmod(number, value)
        out += letters * count
    return out


def number(numeral: str) -> int:
    """What a small Roman numeral comes to; 0 for what is none."""
    left, total = numeral, 0
    for value, letters in _PARTS:
        while left.startswith(letters):
            left, total = left.removeprefix(letters), total + value
    return total if numeral and not left and roman(total) == numeral else 0
