"""Page labels (ISO 32000-1, 12.4.2), and the blank pages that keep odd numbers on the right."""

from typing import Any, NamedTuple

from reportgen.binding import trees


class Label(NamedTuple):
    """A page's label: the words before its number, how the number is written, the number."""

    prefix: bytes
    style: str
    number: int

    @property
    def following(self) -> "Label":
        """The label of the next page."""
        return Label(self.prefix, self.style, self.number + 1)


def of(pdf: Any) -> list[Label]:
    """The label of each page of a PDF; those of pages are counted from 1 where it says nothing."""
    tree = pdf.Root.get("/PageLabels")
    ranges = dict(trees.numbers(tree)) if tree is not None else {}
    found: list[Label] = []
    current = Label(b"", "/D", 1)
    for page in range(len(pdf.pages)):
        if page in ranges:
            entry = ranges[page]
            style = str(entry.get("/S", ""))
            current = Label(bytes(entry.get("/P", b"")), style, int(entry.get("/St", 1)))
        found.append(current)
        current = current.following
    return found


def is_blank_wanted(before: list[Label], label: Label) -> bool:
    """Whether a page of this label would stand on the wrong side of the paper.

    Odd numbers are those of right-hand pages, and the first page is one.
    """
    return bool(label.style) and label.number % 2 != (len(before) + 1) % 2


def blank(before: list[Label]) -> Label:
    """The label of a blank page behind these."""
    return before[-1].following if before else Label(b"", "/r", 1)


def write(root: Any, labels: list[Label]) -> None:
    """Write the labels of all pages into a catalog."""
    import pikepdf

    ranges: dict[int, Any] = {}
    expected = None
    for page, label in enumerate(labels):
        if label != expected:
            entry = pikepdf.Dictionary()
            if label.prefix:
                entry.P = pikepdf.String(label.prefix)
            if label.style:
                entry.S, entry.St = pikepdf.Name(label.style), label.number
            ranges[page] = entry
        expected = label.following
    root.PageLabels = pikepdf.Dictionary(Nums=trees.flat(ranges))
