"""Page numbers through an issue."""

from collections.abc import Sequence


def numbered(counts: Sequence[int], first: int, recto: bool) -> list[tuple[int, int]]:
    """The first and the last page of each article; 0 and 0 for one without pages.

    `first` is the number of the issue's first page. Where articles begin `recto`, on a right-hand
    page, whose number is odd, the blank page before one is counted.
    """
    out = []
    page = first
    for count in counts:
        if not count:
            out.append((0, 0))
            continue
        page += recto and page % 2 == 0
        out.append((page, page + count - 1))
        page += count
    return out
