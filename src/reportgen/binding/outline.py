"""The bookmarks of the parts -> those of the whole, below their sections (ISO 32000-1, 12.3.3)."""

from itertools import groupby
from typing import Any, NamedTuple


class Bookmarks(NamedTuple):
    """A part's bookmarks, copied: the heading and the title they stand below, and the place."""

    section: str
    title: str
    place: Any
    outline: Any


def write(bound: Any, parts: list[Bookmarks]) -> None:
    """Write the bound file's bookmarks: sections open, the parts themselves closed."""
    import pikepdf

    root = bound.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Outlines))
    items = []
    for section, group in groupby(parts, key=lambda part: part.section):
        titles = [(part, _title(bound, part)) for part in group]
        if section:
            head = _item(bound, section, titles[0][0].place)
            _nest(head, [item for _, item in titles])
            items.append(head)
        else:
            items += [item for _, item in titles]
    _nest(root, items)
    shown = sum(1 + max(int(item.get("/Count", 0)), 0) for item in items)
    root.Count = shown
    bound.Root.Outlines, bound.Root.PageMode = root, pikepdf.Name.UseOutlines


def _title(bound: Any, part: Bookmarks) -> Any:
    """The bookmark of a part, with the part's own below it.

    One that stands above all others of a part is its title's: it is the part's bookmark itself.
    """
    tops = _chain(part.outline)
    item = _item(bound, part.title, part.place)
    if len(tops) == 1:
        for key in ("/Dest", "/A", "/SE"):
            if key in tops[0]:
                if key == "/A":
                    del item["/Dest"]
                item[key] = tops[0][key]
        tops = _chain(tops[0])
    if tops:
        _nest(item, tops)
        item.Count = -int(item.Count)
    return item


def _item(bound: Any, title: str, place: Any) -> Any:
    import pikepdf

    return bound.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title), Dest=place))


def _chain(parent: Any) -> list[Any]:
    """The bookmarks right below one."""
    found: list[Any] = []
    item = parent.get("/First") if parent is not None else None
    while item is not None:
        found.append(item)
        item = item.get("/Next")
        if len(found) > 100_000:
            raise ValueError("the bookmarks have no end")
    return found


def _nest(parent: Any, items: list[Any]) -> None:
    """Put bookmarks, in order, below a bookmark or the outline."""
    if not items:
        return
    for number, item in enumerate(items):
        for key, place in (("/Prev", number - 1), ("/Next", number + 1)):
            if 0 <= place < len(items):
                item[key] = items[place]
            elif key in item:
                del item[key]
        item.Parent = parent
    parent.First, parent.Last = items[0], items[-1]
    parent.Count = sum(1 + max(int(item.get("/Count", 0)), 0) for item in items)
