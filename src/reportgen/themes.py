"""Where the pages' templates are: a theme is a folder of them, and a project's own files win.

For each file the first of these that has it counts: `templates/<theme>/` of the project, the
same of reportgen, then `templates/` of both without the theme.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reportgen.load import inside


@cache
def home() -> Path:
    """The folder of the templates that travel with reportgen."""
    packed = Path(__file__).parent / "templates"
    return packed if packed.is_dir() else Path(__file__).parents[2] / "templates"


def names() -> tuple[str, ...]:
    """The themes that travel with reportgen."""
    return tuple(
        sorted(p.name for p in home().iterdir() if (p / "article.print.html.j2").is_file())
    )


def find(root: Path, theme: str, name: str) -> Path | None:
    """A template's file; None where neither the project nor reportgen has it."""
    for path in _places(root, theme, name):
        if path.is_file():
            return path
    return None


def text(root: Path, theme: str, name: str) -> str:
    """A template's text; empty where there is none."""
    path = find(root, theme, name)
    return path.read_text(encoding="utf-8") if path else ""


def _places(root: Path, theme: str, name: str) -> Iterator[Path]:
    for folder in (f"{theme}/", ""):
        own = inside(root, f"templates/{folder}{name}")
        if own is not None:
            yield own
        yield home() / folder / name
