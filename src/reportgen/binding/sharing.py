"""Fonts, colours and pictures that several pages have: once in the file."""

from hashlib import sha256
from typing import Any

_OWN = "/StructParents", "/StructParent"
"""Entries of a form that is in the structure tree, which can be drawn in one place alone."""


class Shared:
    """The resources of a file by what they hold."""

    def __init__(self) -> None:
        self._known: dict[Any, tuple[bytes, Any]] = {}
        self._first: dict[bytes, Any] = {}

    def share(self, thing: Any) -> bytes:
        """Let equal objects that a container leads to be one object; gives its digest."""
        import pikepdf

        digest = sha256()
        if isinstance(thing, pikepdf.Array):
            digest.update(b"[")
            for number in range(len(thing)):
                digest.update(self._entry(thing, number))
            return digest.digest()
        for key in sorted(thing.keys()):
            if key not in ("/Parent", "/Length"):
                digest.update(key.encode() + b" " + self._entry(thing, key))
        if isinstance(thing, pikepdf.Stream):
            digest.update(b"stream" + thing.read_raw_bytes())
        return digest.digest()

    def _entry(self, holder: Any, key: Any) -> bytes:
        import pikepdf

        entry = holder[key]
        if not isinstance(entry, pikepdf.Object):
            return repr(entry).encode()
        if not isinstance(entry, pikepdf.Array | pikepdf.Dictionary | pikepdf.Stream):
            return bytes(entry.unparse(resolved=True))
        if not entry.is_indirect:
            return self.share(entry)
        digest, first = self._of(entry)
        if first.objgen != entry.objgen:
            holder[key] = first
        return digest

    def _of(self, thing: Any) -> tuple[bytes, Any]:
        place = thing.objgen
        if place not in self._known:
            # What leads back to itself, or is told of elsewhere, is no other's.
            own = str(place).encode()
            self._known[place] = own, thing
            if not any(key in thing for key in _OWN):
                digest = self.share(thing)
                self._known[place] = digest, self._first.setdefault(digest, thing)
        return self._known[place]
