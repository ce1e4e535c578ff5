"""The C functions that WeasyPrint calls (Pango, HarfBuzz, fontconfig), declared ready-made.

WeasyPrint hands cffi their declarations as text, which is parsed at each start and again for each
type that is wanted: a third of its import, and a tenth of an article's layout. `bindings.py` holds
the same declarations as cffi writes them once they are parsed (its out-of-line ABI mode), where
making a C object is also a call of C alone. Where WeasyPrint declares something else, or cffi does
not read what an older one wrote, the text is parsed as usual.
"""

import ast
from contextlib import AbstractContextManager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from reportgen.weasy import compat


def parsed() -> AbstractContextManager[None]:
    """Let what is imported inside find its declarations parsed."""
    return compat.parsed_declarations(_ParsedFFI)


class _ParsedFFI:
    """A `cffi.FFI` that takes its declarations from `bindings`, where those are the same."""

    def cdef(self, text: str) -> None:
        """Declare what the text says."""
        found = _bindings(digest(text))
        if found is None:
            import cffi.api

            found = cffi.api.FFI()
            found.cdef(text)
        for name in dir(found):
            if not name.startswith("_") and name != "cdef":
                setattr(self, name, getattr(found, name))


def _bindings(wanted: str) -> Any:
    """The parsed declarations; None where they are others, or cannot be read."""
    try:
        from reportgen.weasy.speed import bindings
    except ImportError:  # cffi's format of parsed declarations has changed
        return None
    return bindings.ffi if wanted == bindings.DECLARED else None


def digest(text: str) -> str:
    """What tells one text of declarations from another."""
    return sha256(text.encode()).hexdigest()


def declared() -> str:
    """The declarations in WeasyPrint's own source, which is read and not run."""
    spec = find_spec("weasyprint")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    path = Path(spec.submodule_search_locations[0]) / "text" / "ffi.py"
    calls = [n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Call)]
    texts = [
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "cdef"
        if isinstance(call.args[0], ast.Constant)
    ]
    return "".join(str(text) for text in texts)
