"""The C functions that WeasyPrint calls (Pango, HarfBuzz, fontconfig), declared ready-made.

WeasyPrint hands cffi their declarations as text, which is parsed at each start and again for each
type that is wanted: a third of its import, and a tenth of an article's layout. `bindings.py` holds
the same declarations as cffi writes them once they are parsed (its out-of-line ABI mode), where
making a C object is also a call of C alone. Where WeasyPrint declares something else, its text is
parsed as usual.
"""

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@contextmanager
def ready() -> Iterator[None]:
    """Let what is imported inside find its declarations parsed."""
    import cffi

    before = cffi.FFI
    cffi.FFI = _Declared
    try:
        yield
    finally:
        cffi.FFI = before


class _Declared:
    """A `cffi.FFI` that takes its declarations from `bindings`, where those are the same."""

    def cdef(self, text: str) -> None:
        """Declare what the text says."""
        from reportgen.weasy import bindings

        found: Any = bindings.ffi
        if digest(text) != bindings.DECLARED:
            import cffi.api

            found = cffi.api.FFI()
            found.cdef(text)
        for name in dir(found):
            if not name.startswith("_") and name != "cdef":
                setattr(self, name, getattr(found, name))


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
