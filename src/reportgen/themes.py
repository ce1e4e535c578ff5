"""Where the pages' templates are: a theme is a folder of them, and a project's own files win.

For each file the first of these that has it counts: `templates/<theme>/` of the project, the
same of reportgen, then `templates/` of both without the theme. A project's files are a
stranger's: templates run in a sandbox (`page.py`), style sheets are cleaned (`css.py`), and a
script is never taken from a project.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from reportgen import css, paths
from reportgen.diag import Bag
from reportgen.limits import LIMITS
from reportgen.load import inside, read
from reportgen.paths import Match, fold
from reportgen.source import Source, Span, nfc

NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")
"""What a file of a theme may be called: no folder, nothing hidden."""


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
    for top, place in _places(root, theme, name):
        path = inside(top, place)
        if path is not None and path.is_file():
            return path
    return None


def text(root: Path, theme: str, name: str) -> str:
    """A template's text; empty where there is none, or none that can be read."""
    for top, place in _places(root, theme, name):
        found = read(top, place, LIMITS.theme_bytes)
        if found is not None and len(found[0]) <= LIMITS.theme_bytes:
            said = found[0].decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
            return css.clean(said) if name.endswith(".css") and top != home() else said
    return ""


def strange(root: Path, theme: str) -> bool:
    """Whether a project has templates of its own for a theme."""
    return any(name.endswith(".j2") for name in _own(root, theme))


def vet(root: Path, theme: str, bag: Bag, asked: Span | None = None) -> None:
    """Report what a project's own theme may not do; it is left out wherever the theme is used.

    `asked` is where the front matter asks for the theme.
    """
    folder = f"templates/{theme}"
    found = tuple(paths.nearest(folder, paths.variants(root, folder)))
    Match(theme, found, found, all(nfc(one) == nfc(folder) for one in found)).report(asked, bag)
    own = tuple(_own(root, theme))
    ours = {fold(p.name): p.name for top in (home(), *_listed(home())) for p in _listed(top)}
    for name in own:
        place, _, last = name.rpartition("/")
        meant = ours.get(fold(last), last)
        if meant != last and f"{place}/{meant}" not in own:
            same = nfc(last) == nfc(meant)
            Match(meant, (name,), (name,), same).report(Source(name, "").span(0), bag)
        _vet(root, name, bag)


def _own(root: Path, theme: str) -> Iterator[str]:
    """The names of a project's own files that may count for a theme."""
    if root.resolve() == home().parent:
        return
    theme = nfc(theme)
    for folder in (f"templates/{theme}", "templates") if NAME.fullmatch(theme) else ("templates",):
        top = inside(root, folder)
        for path in _listed(top) if top is not None else ():
            yield f"{folder}/{path.name}"


def _listed(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _vet(root: Path, name: str, bag: Bag) -> None:
    if name.endswith(".js"):
        message = f"`{name}` is left out: a project's own script is never run"
        bag.warning("theme-unsafe", message, Source(name, "").span(0), "leave it out")
        return
    if not name.endswith((".css", ".j2", ".toml")):
        return
    found = read(root, name, LIMITS.theme_bytes)
    if found is None or len(found[0]) > LIMITS.theme_bytes:
        message = f"`{name}` is left out: it is no plain file, or too large"
        bag.warning("theme-unsafe", message, Source(name, "").span(0), "divide or remove it")
        return
    if not name.endswith(".css"):
        return
    source = Source(name, found[0].decode("utf-8-sig", errors="replace").replace("\r\n", "\n"))
    for fault in css.faults(source.text):
        span = source.span(source.offset(fault.line, fault.column))
        bag.warning("theme-unsafe", f"{fault.what} is left out", span, "put it in the sheet itself")


def _places(root: Path, theme: str, name: str) -> Iterator[tuple[Path, str]]:
    """The folders that may hold a file, each with the file's name in it."""
    if not NAME.fullmatch(name):
        return
    theme = nfc(theme)
    for folder in (f"{theme}/", "") if NAME.fullmatch(theme) else ("",):
        if not name.endswith(".js") and root.resolve() != home().parent:
            yield root, f"templates/{folder}{name}"
        yield home(), f"{folder}{name}"
