"""What a part's objects are called in the bound file: set in the part, before it is copied."""

from collections.abc import Iterator
from typing import Any

from reportgen.binding import trees


def things(pdf: Any) -> Iterator[Any]:
    """The dictionaries and streams of a PDF, and the annotations that are no objects."""
    import pikepdf

    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
            yield thing
    for page in pdf.pages:
        for annotation in page.get("/Annots", []):
            if not annotation.is_indirect:
                yield annotation


def rename(pdf: Any, prefix: bytes, start: int) -> int:
    """Set the prefix before named destinations, and count structure parents from `start`.

    Gives the number that the next part's structure parents are counted from.
    """
    import pikepdf

    end = start
    for thing in things(pdf):
        for key in ("/StructParents", "/StructParent"):
            if key in thing:
                thing[key] = number = int(thing[key]) + start
                end = max(end, number + 1)
        if "/Dest" in thing:
            thing.Dest = renamed(thing.Dest, prefix)
        action = thing.get("/A")
        if isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo":
            action.D = renamed(action.D, prefix)
    return end


def renamed(place: Any, prefix: bytes) -> Any:
    """A destination with the prefix before its name; itself where it has none."""
    import pikepdf

    if isinstance(place, pikepdf.Name):  # of PDF 1.1
        return pikepdf.String(prefix + str(place)[1:].encode())
    if isinstance(place, pikepdf.String):
        return pikepdf.String(prefix + bytes(place))
    return place


def destinations(root: Any) -> dict[bytes, Any]:
    """The named destinations of a catalog."""
    tree = root.get("/Names", {}).get("/Dests")
    found = dict(trees.names(tree)) if tree is not None else {}
    old = root.get("/Dests")
    if old is not None:
        found |= {key[1:].encode(): value for key, value in old.items()}
    return found
