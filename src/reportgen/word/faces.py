"""The faces that a document names, and what stands in for them elsewhere."""

from reportgen.word.recipe import Recipe
from reportgen.word.xml import escape, root, val


def table(recipe: Recipe) -> str:
    """The part that tells Word what kind of face each one is."""
    out = {}
    for f in recipe.faces.values():
        out[f.latin] = _font(f.latin, f.instead, f.kind, "00")
        out[f.korean] = _font(
            f.korean, "Batang" if f.kind == "roman" else "Malgun Gothic", f.kind, "81"
        )
    return root("w:fonts", "".join(out.values()))


def _font(name: str, instead: str, kind: str, charset: str) -> str:
    pitch = "fixed" if kind == "modern" else "variable"
    return (
        f'<w:font w:name="{escape(name)}">{val("altName", instead)}{val("charset", charset)}'
        f"{val('family', kind)}{val('pitch', pitch)}</w:font>"
    )
