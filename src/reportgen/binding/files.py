"""The files that parts carry, in a folder for each part."""

from typing import Any

from reportgen.binding import trees


def embedded(root: Any) -> list[Any]:
    """The file specifications among a catalog's embedded files (ISO 32000-1, 7.11.4)."""
    tree = root.get("/Names", {}).get("/EmbeddedFiles")
    return [spec for _, spec in trees.names(tree)] if tree is not None else []


def put(folder: str, specs: list[Any], found: dict[bytes, Any]) -> None:
    """Add a part's files to those of the bound file, their names below its folder."""
    import pikepdf

    for spec in specs:
        name = pikepdf.String(f"{folder}/{spec.get('/UF', spec.get('/F'))}")
        spec.F = spec.UF = name
        found[bytes(name)] = spec
