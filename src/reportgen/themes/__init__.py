"""Where the pages' templates are: a theme is a folder of them, and a project's own files win.

For each file the first of these that has it counts: `templates/<theme>/` of the project, the
same of reportgen, then `templates/` of both without the theme. A project's files are a
stranger's: only names that a theme asks for are looked for, by the door that every file of the
project comes in by (`load.py`); templates run in a sandbox (`page.py`), style sheets are cleaned
(`css.py`), and a script is never taken from a project.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source, Span, nfc
from reportgen.limits import LIMITS
from reportgen.project import paths
from reportgen.project.load import inside, read
from reportgen.project.paths import Match, fold
from reportgen.sanitize import css

NAME = re.compile(r"[\w-]+(?:\.[\w-]+)*")
"""What a file of a theme may be called: no folder, nothing hidden."""
STYLES = (".css", ".yaml")
"""How the names of style sheets and of recipes for Word end."""
SUFFIXES = (".j2", *STYLES)
"""How the names of the files end that a theme is made of."""
MOST = 200
"""The most files of a folder that are looked through for what is at fault."""
PARTS = 100
"""The most templates that a project's own may include beside those that every theme has."""
INCLUDES = re.compile(r"\{%[-+]?\s*(?:include|import|from|extends)\b([^%]*)%\}")
QUOTED = re.compile(r"[\"']([^\"']+)[\"']")


@cache
def own_folder() -> Path:
    """The folder of the templates that travel with reportgen."""
    packed = Path(__file__).parents[1] / "templates"
    return packed if packed.is_dir() else Path(__file__).parents[3] / "templates"


def names() -> tuple[str, ...]:
    """The themes that travel with reportgen."""
    return tuple(
        sorted(p.name for p in own_folder().iterdir() if (p / "article.print.html.j2").is_file())
    )


@cache
def known() -> frozenset[str]:
    """The names of the files that any theme of ours has, each of which a project's may have too."""
    tops = (own_folder(), *(own_folder() / name for name in names()))
    return frozenset(p.name for top in tops for p in top.iterdir() if p.name.endswith(SUFFIXES))


def asked(root: Path, theme: str) -> frozenset[str]:
    """The names that a theme may ask for: those of ours, and what the project's own include.

    A template that a project's own includes is known where its name stands there in quotes.
    """
    names = sorted(known())
    folders, most = own_folders(root, theme), len(names) + PARTS
    for name in names:  # which grows meanwhile
        if folders and len(names) < most and not name.endswith(STYLES):
            texts = _own(root, folders, name).values()
            found = dict.fromkeys(new for text in texts for new in _included(text))
            names += [new for new in found if new not in names][:PARTS]
    return frozenset(names[:most])


def _included(text: str) -> list[str]:
    """The names of the templates that a template includes."""
    found = (name for tag in INCLUDES.findall(text) for name in QUOTED.findall(tag))
    return [name for name in found if NAME.fullmatch(name)]


def own_folders(root: Path, theme: str) -> tuple[str, ...]:
    """The folders of a project that may hold files of a theme, the theme's own first."""
    if root.resolve() == own_folder().parent:
        return ()
    theme = nfc(theme)
    folders = (f"templates/{theme}", "templates") if NAME.fullmatch(theme) else ("templates",)
    tops = {folder: inside(root, folder) for folder in folders}
    return tuple(folder for folder, top in tops.items() if top is not None and top.is_dir())


def own(root: Path, theme: str, name: str) -> dict[str, str]:
    """The texts of the project's own files of a name, by their names in the project."""
    return _own(root, own_folders(root, theme), name)


def _own(root: Path, folders: tuple[str, ...], name: str) -> dict[str, str]:
    places = (f"{folder}/{name}" for folder in folders)
    return {place: text for place in places if (text := _text(root, place)) is not None}


def _text(top: Path, place: str) -> str | None:
    """The text of a file below a folder; None where there is none, or none that is used."""
    data = _data(top, place)
    if data is None:
        return None
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n")


def _data(top: Path, place: str) -> bytes | None:
    found = read(top, place, LIMITS.theme_bytes)
    return None if found is None or len(found[0]) > LIMITS.theme_bytes else found[0]


def hashes(root: Path, theme: str) -> dict[str, str]:
    """The SHA-256 of each of the project's own files that a theme may ask for, by its name."""
    folders = own_folders(root, theme)
    wanted = asked(root, theme) if folders else ()
    places = [f"{folder}/{name}" for folder in folders for name in wanted]
    found = {place: data for place in places if (data := _data(root, place)) is not None}
    return {
        place.removeprefix("templates/"): hashlib.sha256(data).hexdigest()
        for place, data in sorted(found.items())
    }


def text(root: Path, theme: str, name: str) -> str:
    """A file's text; empty where there is none, or none that can be read."""
    return find(root, theme, name) or ""


def find(root: Path, theme: str, name: str) -> str | None:
    """A file's text; None where neither the project nor reportgen has it."""
    for top, place in _places(root, theme, name):
        found = _text(top, place)
        if found is not None:
            return css.clean(found) if name.endswith(".css") and top != own_folder() else found
    return None


def strange(root: Path, theme: str) -> bool:
    """Whether a project has templates of its own for a theme."""
    folders = own_folders(root, theme)
    wanted = asked(root, theme) if folders else ()
    return any(_own(root, folders, name) for name in wanted if not name.endswith(STYLES))


def _places(root: Path, theme: str, name: str) -> Iterator[tuple[Path, str]]:
    """The folders that may hold a file, each with the file's name in it."""
    if not NAME.fullmatch(name):
        return
    theme = nfc(theme)
    ours = () if name.endswith(".js") else own_folders(root, theme)
    for folder in (f"templates/{theme}", "templates") if NAME.fullmatch(theme) else ("templates",):
        if folder in ours:
            yield root, f"{folder}/{name}"
        yield own_folder(), f"{folder}/{name}".removeprefix("templates/")


def vet(root: Path, theme: str, bag: Bag, span: Span | None = None) -> None:
    """Report what a project's own theme may not do; it is left out wherever the theme is used.

    `span` is where the front matter asks for the theme.
    """
    if root.resolve() == own_folder().parent:
        return
    theme = nfc(theme)
    _spelled(root, f"templates/{theme}", span, bag)
    wanted = asked(root, theme)
    for folder in ("templates", f"templates/{theme}") if NAME.fullmatch(theme) else ("templates",):
        if not os.path.lexists(root / folder):
            continue
        top = inside(root, folder)
        if top is None or not top.is_dir():
            _left_out(folder, "is no folder of the project", bag)
            continue
        with os.scandir(top) as entries:
            there = sorted(entry.name for entry in islice(entries, MOST + 1))
        if len(there) > MOST:
            message = f"`{folder}` has more than {MOST} files: only those of a theme are looked for"
            bag.warning("theme-unsafe", message, _start(folder), "move what is no template out")
            there = [name for name in sorted(wanted) if os.path.lexists(root / folder / name)]
        for name in there:
            meant = next((own for own in known() if fold(own) == fold(name)), name)
            if meant != name and meant not in there:
                same = nfc(meant) == nfc(name)
                place = f"{folder}/{name}"
                Match(meant, (name,), (place,), same).report(_start(place), bag)
                name = meant
            if name.endswith((*SUFFIXES, ".js")):
                _vet(root, f"{folder}/{name}", name in wanted or folder == "templates", bag)


def _vet(root: Path, place: str, used: bool, bag: Bag) -> None:
    if place.endswith(".js"):
        bag.warning(
            "theme-unsafe",
            f"`{place}` is left out: a project's own script is never run",
            _start(place),
            "remove it",
        )
        return
    if inside(root, place) is None:
        _left_out(place, "leads out of the project", bag)
        return
    if not used:
        name = place.rpartition("/")[2]
        near = get_close_matches(name, known(), 1)
        bag.warning(
            "theme-unused",
            f"`{place}` is not used: no theme asks for a file of that name",
            _start(place),
            f"did you mean `{near[0]}`?" if near else "include it by its name, or remove it",
        )
        return
    text = _text(root, place)
    if text is None:
        _left_out(place, f"is no plain file of at most {LIMITS.theme_bytes / 1e6:g} MB", bag)
    elif place.endswith(".css"):
        source = Source(place, text)
        for fault in css.faults(text):
            span = source.span(source.offset(fault.line, fault.column))
            message = f"{fault.what} is left out"
            bag.warning("theme-unsafe", message, span, "put it in the sheet itself")


def _left_out(place: str, what: str, bag: Bag) -> None:
    message = f"`{place}` is left out: it {what}"
    bag.warning("theme-unsafe", message, _start(place), "copy it into the project")


def _spelled(root: Path, folder: str, span: Span | None, bag: Bag) -> None:
    """Report that a folder is called otherwise than it is asked for, in capitals or form."""
    found = tuple(paths.nearest(folder, paths.variants(root, folder)))
    Match(folder, found, found, all(nfc(one) == nfc(folder) for one in found)).report(span, bag)


def _start(place: str) -> Span:
    return Source(place, "").span(0)
