"""Modules that WeasyPrint imports at its start and that an ordinary page does not need."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from types import ModuleType
from typing import Any

from reportgen.weasy import compat

MODULES = ("fontTools.subset", "fontTools.ttLib.woff2", "fontTools.varLib.instancer")
"""What WeasyPrint cuts, unpacks and instances fonts with: two fifths of its import."""


class _LazyModule(ModuleType):
    """A module's stand-in: whatever is called in it imports the module then."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def call(*given: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*given, **named)

        return call


def postponed() -> AbstractContextManager[None]:
    """Let what is imported inside do without these modules until it calls them."""
    return compat.modules({name: _LazyModule(name) for name in MODULES})
