"""Web links from one part to another -> links within the bound file."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urldefrag, urlsplit

from reportgen.binding.part import PartError

OWN = "part"
"""The scheme of addresses that are no web's: `part:NAME` is the part of that name."""


def resolve(
    bound: Any,
    owners: Mapping[int, str],
    addresses: Mapping[str, str],
    names: Mapping[bytes, Any],
    parts: frozenset[str],
) -> None:
    """Let links to a part's address lead to its page; those of a part to itself stay as they are.

    `owners` are the names of parts by page, `addresses` the names of parts by address, `names` the
    named destinations. Raises PartError where a `part:` address leads to no part.
    """
    import pikepdf

    known = {_key(address): name for address, name in addresses.items()}
    for page, annotation in _web_links(bound):
        address = bytes(annotation.A.URI).decode("utf-8", "replace")
        base, fragment = urldefrag(address)
        name = base.removeprefix(f"{OWN}:") if base.startswith(f"{OWN}:") else known.get(_key(base))
        if base.startswith(f"{OWN}:") and name not in parts:
            name = unquote(name or "")  # printers escape letters that are not ASCII
        if base.startswith(f"{OWN}:") and name not in parts:
            raise PartError(
                f"a link of `{owners.get(page, '')}` leads to `{name}`, which no part is"
            )
        if name is None or (name == owners.get(page) and not base.startswith(f"{OWN}:")):
            continue
        inner = f"{name}/{unquote(fragment)}".encode()
        del annotation["/A"]
        annotation.Dest = pikepdf.String(inner if inner in names else name.encode())


def _web_links(bound: Any) -> Iterator[tuple[int, Any]]:
    """The link annotations that have an address, with the indexes of their pages."""
    for number, page in enumerate(bound.pages):
        for annotation in page.get("/Annots", []):
            if annotation.get("/Subtype") == "/Link" and "/URI" in annotation.get("/A", {}):
                yield number, annotation


def _key(address: str) -> str:
    """What two addresses of one thing have in common; DOIs are the same in upper case."""
    try:
        parts = urlsplit(address)
    except ValueError:  # it has no host that could be told
        return address
    host = parts.netloc.lower().removeprefix("www.").removeprefix("dx.")
    path = parts.path.rstrip("/")
    if host == "doi.org":
        path = unquote(path).lower()
    return f"{host}{path}" + (f"?{parts.query}" if parts.query else "")
