"""The structure trees of the parts -> the one of the bound file (ISO 32000-1, 14.7).

Each part's `Document` element becomes a `Part` of the bound file's. Below it nothing changes but
names that would be there twice.
"""

from collections.abc import Iterator
from typing import Any

from reportgen.binding import trees

NAMESPACE = b"http://iso.org/pdf2/ssn"
"""The standard namespace of PDF 2.0 (ISO 32000-2, 14.8.6)."""


class Tags:
    """The structure tree of a bound file, to which the copied trees of parts are added."""

    def __init__(self, bound: Any) -> None:
        import pikepdf

        self.root = bound.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
        self.document = bound.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=self.root)
        )
        self.document.K = pikepdf.Array()
        self.root.K = pikepdf.Array([self.document])
        self.parents: dict[int, Any] = {}
        self.ids: dict[bytes, Any] = {}
        self.maps: dict[str, dict[str, Any]] = {"/RoleMap": {}, "/ClassMap": {}}
        self.spaces: dict[bytes, Any] = {}

    def add(self, tree: Any, prefix: bytes, start: int, title: str, lang: str) -> None:
        """Add a part's tree, whose parent tree is counted from `start` on."""
        import pikepdf

        tops = [kid for kid in _kids(tree) if isinstance(kid, pikepdf.Dictionary)]
        spaces = self._merge_spaces(tree)
        renamed = {name: self._merge_map(tree, name, prefix) for name in self.maps}
        for top in tops:
            for element in _elements(top):
                _rename(element, prefix, renamed["/RoleMap"], renamed["/ClassMap"])
                if "/NS" in element:
                    element.NS = spaces[element.NS.objgen]
                if "/ID" in element:
                    self.ids[bytes(element.ID)] = element
            part = self._part(top)
            part.T, part.Lang = pikepdf.String(title), pikepdf.String(lang)
            self.document.K.append(part)
        for number, owner in trees.numbers(tree.get("/ParentTree")):
            self.parents[number + start] = owner

    def _part(self, top: Any) -> Any:
        """The element at the top of a part's tree, as a `Part` of the bound file's document."""
        import pikepdf

        top.P, top.S = self.document, pikepdf.Name.Part
        return top

    def _merge_map(self, tree: Any, name: str, prefix: bytes) -> dict[str, str]:
        """Take over a role map or class map; gives what of it has another name now."""
        ours, renamed = self.maps[name], {}
        for key, value in tree.get(name, {}).items():
            own = key
            if key in ours and ours[key].unparse(resolved=True) != value.unparse(resolved=True):
                own = renamed[key] = f"/{prefix.decode()}{key[1:]}"
            ours[own] = value
        return renamed

    def _merge_spaces(self, tree: Any) -> dict[Any, Any]:
        """Take over namespaces; gives those kept by the object numbers of the part's own."""
        found = {}
        for space in tree.get("/Namespaces", []):
            found[space.objgen] = self.spaces.setdefault(bytes(space.NS), space)
        return found

    def write(self, root: Any) -> None:
        """Write the tree into the bound file's catalog."""
        import pikepdf

        root.StructTreeRoot, root.MarkInfo = self.root, pikepdf.Dictionary(Marked=True)
        self.root.ParentTree = pikepdf.Dictionary(Nums=trees.flat(self.parents))
        self.root.ParentTreeNextKey = max(self.parents, default=-1) + 1
        if self.ids:
            self.root.IDTree = pikepdf.Dictionary(Names=trees.flat(self.ids))
        for name, entries in self.maps.items():
            if entries:
                self.root[name] = pikepdf.Dictionary(entries)
        if self.spaces:
            self.root.Namespaces = pikepdf.Array(self.spaces.values())
        if NAMESPACE in self.spaces:
            self.document.NS = self.spaces[NAMESPACE]


def _kids(element: Any) -> list[Any]:
    import pikepdf

    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _elements(top: Any) -> Iterator[Any]:
    """An element and those below it."""
    import pikepdf

    waiting = [top]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [
            kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid
        ]


def _rename(element: Any, prefix: bytes, roles: dict[str, str], classes: dict[str, str]) -> None:
    """Give an element its names in the bound file: ID, headers, type, classes."""
    import pikepdf

    if "/ID" in element:
        element.ID = pikepdf.String(prefix + bytes(element.ID))
    given = element.get("/A")
    for owner in given if isinstance(given, pikepdf.Array) else [given]:
        if isinstance(owner, pikepdf.Dictionary) and "/Headers" in owner:
            owner.Headers = pikepdf.Array(
                [pikepdf.String(prefix + bytes(name)) for name in owner.Headers]
            )
    if roles and str(element.S) in roles and "/NS" not in element:
        element.S = pikepdf.Name(roles[str(element.S)])
    if classes and "/C" in element:
        given = element.C if isinstance(element.C, pikepdf.Array) else [element.C]
        element.C = pikepdf.Array(
            [
                pikepdf.Name(classes.get(str(name), str(name)))
                if isinstance(name, pikepdf.Name)
                else name
                for name in given
            ]
        )
