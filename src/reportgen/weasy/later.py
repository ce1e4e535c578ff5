"""Modules that WeasyPrint imports at its start and that an ordinary page does not need."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

MODULES = ("fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib.instancer")
"""What WeasyPrint cuts, unpacks and varies fonts with: two fifths of its import."""


class _Later(ModuleType):
    """What stands for a module: whatever is called in it imports the module then."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **named)

        return call


@contextmanager
def spared() -> Iterator[None]:
    """Let what is imported inside do without these modules until it calls them."""
    stands = {name: _Later(name) for name in MODULES if name not in sys.modules}
    sys.modules.update(stands)
    try:
        yield
    finally:
        for name, stand in stands.items():
            if sys.modules.get(name) is stand:
                del sys.modules[name]
