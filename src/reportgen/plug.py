"""Find a package's modules by their file names.

A new format, edition or check is one new file: nothing else lists it.
"""

from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The names of a package's public modules, sorted; neither it nor they are imported."""
    spec = find_spec(package)
    path = spec.submodule_search_locations if spec else None
    return tuple(sorted(m.name for m in iter_modules(path) if not m.name.startswith("_")))


def load(package: str, name: str) -> ModuleType:
    """Import one module of a package by its name. Raises ModuleNotFoundError."""
    return import_module(f"{package}.{name}")
