"""Where the notes of a tagged PDF stand: on the page of their call, in order, whole.

    python scripts/notes_moved.py FILE.pdf ...

It reads structure elements alone: a `Note` and the `Reference` before it (ISO 32000-1, 14.8.4.4.1),
which is how reportgen writes a footnote. A file without footnotes has none that moved.
"""

import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class NotePlace:
    """The pages of a note, counted from 1: that of its call, and all that it stands on."""

    call: int
    pages: tuple[int, ...]

    @property
    def moved(self) -> bool:
        """Whether the note does not begin on the page of its call."""
        return not self.pages or self.pages[0] != self.call


def note_places(path: Path) -> list[NotePlace]:
    """The footnotes of a tagged PDF in reading order. Raises pikepdf.PdfError for no PDF."""
    import pikepdf

    with pikepdf.open(path) as pdf:
        root = pdf.Root.get("/StructTreeRoot")
        if root is None:
            return []
        pages = {page.objgen: n for n, page in enumerate(pdf.pages, start=1)}
        elements = list(_elements(root))
        places = []
        for before, element in itertools.pairwise(elements):
            if element.get("/S") == "/Note" and before.get("/S") in ("/Reference", "/Link"):
                call = _content_pages(before, pages)
                if call:
                    places.append(NotePlace(call[0], _content_pages(element, pages)))
        return places


def out_of_order(places: list[NotePlace]) -> int:
    """How many notes begin on an earlier page than a note before them."""
    begins = [place.pages[0] for place in places if place.pages]
    return sum(after < before for before, after in itertools.pairwise(begins))


def _elements(holder: Any) -> Iterator[Any]:
    """The structure elements below another, each before what it holds."""
    for kid in _kids(holder):
        if "/S" in kid:
            yield kid
            yield from _elements(kid)


def _kids(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    found = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in found if isinstance(kid, pikepdf.Dictionary)]


def _content_pages(element: Any, pages: dict[tuple[int, int], int]) -> tuple[int, ...]:
    """The pages of the marked content in an element, in its order and each once."""
    found: dict[int, None] = {}
    page = element.get("/Pg")
    raw = element.get("/K", [])
    import pikepdf

    for kid in list(raw) if isinstance(raw, pikepdf.Array) else [raw]:
        if not isinstance(kid, pikepdf.Dictionary):
            own = page  # a marked-content identifier alone
        elif kid.get("/Type") == "/MCR":
            own = kid.get("/Pg", page)
        elif kid.get("/Type") == "/OBJR":
            continue
        else:
            found.update(dict.fromkeys(_content_pages(kid, pages)))
            continue
        if own is not None:
            found[pages[own.objgen]] = None
    return tuple(found)


def main(paths: list[str]) -> int:
    """Print a line a file; 1 where a note moved or is out of order."""
    failed = False
    for name in paths:
        places = note_places(Path(name))
        moved = [n for n, place in enumerate(places, start=1) if place.moved]
        split = sum(len(place.pages) > 1 for place in places)
        jumps = out_of_order(places)
        failed = failed or bool(moved or jumps)
        print(
            f"{name}: {len(places)} notes, moved {len(moved)}, out of order {jumps}, "
            f"going on {split}" + (f": {moved}" if moved else "")
        )
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
