"""The faces that pages are set in: whole files from packages, the same on every machine."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

FAMILIES = ("Source Serif 4", "Source Sans 3", "Source Code Pro", "Noto Serif KR", "Noto Sans KR")
"""What an author may choose from."""


@dataclass(frozen=True)
class Face:
    """One font file; `weights` are the ends of its range ("400" or "200 900")."""

    family: str
    style: str
    weights: str
    path: Path


@cache
def faces() -> tuple[Face, ...]:
    """Every face we set type in. Raises OSError where a package of fonts is not installed."""
    serif, sans = _package("fontpkg_source_serif_4"), _package("fontpkg_source_sans_3")
    code, korean = _package("fontpkg_source_code_pro"), _package("pylopdf_fonts_ko")
    return (
        Face("Source Serif 4", "normal", "200 900", serif / "SourceSerif4[opsz,wght].ttf"),
        Face("Source Serif 4", "italic", "200 900", serif / "SourceSerif4-Italic[opsz,wght].ttf"),
        Face("Source Sans 3", "normal", "200 900", sans / "SourceSans3[wght].ttf"),
        Face("Source Sans 3", "italic", "200 900", sans / "SourceSans3-Italic[wght].ttf"),
        Face("Source Code Pro", "normal", "200 900", code / "SourceCodePro[wght].ttf"),
        Face("Noto Serif KR", "normal", "400", korean / "NotoSerifKR-Regular.otf"),
        Face("Noto Sans KR", "normal", "400", korean / "NotoSansKR-Regular.otf"),
    )


@cache
def formulas() -> Face:
    """The face of formulas in a browser; pages show pictures of them."""
    file = _package("ziamath") / "fonts" / "STIXTwoMath-Regular.ttf"
    return Face("STIX Two Math", "normal", "400", file)


def _package(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise OSError(f"the font package {name.replace('_', '-')} is not installed")
    folder = Path(next(iter(spec.submodule_search_locations)))
    return folder / "files" if (folder / "files").is_dir() else folder


def css(more: Iterable[Face] = ()) -> str:
    """The @font-face rules for a page that is laid out on this machine, and uses `more` faces."""
    return "\n".join(_rule(face) for face in (*faces(), *more))


def _rule(face: Face) -> str:
    # A range of weights is the font's own affair: WeasyPrint knows single ones alone.
    weight = "" if " " in face.weights else f"font-weight: {face.weights}; "
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; '
        f'{weight}src: url("{face.path.as_uri()}") }}'
    )
