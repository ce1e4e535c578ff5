"""Find formats, editions and checks: by their file names here, by entry points elsewhere.

A new one is one new file: nothing else lists it. A package that is installed beside reportgen adds
its own by an entry point (Python Packaging User Guide, Entry points specification) in the group
that is named as the package here: `reportgen.formats`, `reportgen.editions`, `reportgen.checks`.
"""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The names of a package's public modules and plug-ins, sorted; none of them is imported."""
    return tuple(sorted({*_own(package), *plugins(package)}))


def load(package: str, name: str) -> ModuleType:
    """Import a module or plug-in by its name; our own counts first. Raises ImportError."""
    if name in _own(package):
        return import_module(f"{package}.{name}")
    if name not in plugins(package):
        raise ModuleNotFoundError(f"no module named {package}.{name}", name=f"{package}.{name}")
    module: ModuleType = plugins(package)[name].load()
    return module


@cache
def plugins(package: str) -> Mapping[str, EntryPoint]:
    """The plug-ins of other packages, by their names in our spelling."""
    found = entry_points(group=package)
    return {point.name.replace("-", "_"): point for point in found}


@cache
def _own(package: str) -> frozenset[str]:
    spec = find_spec(package)
    path = spec.submodule_search_locations if spec else None
    return frozenset(m.name for m in iter_modules(path) if not m.name.startswith("_"))
