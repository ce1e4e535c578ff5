"""One manuscript in; the article and its one-page brief out, as PDF, HTML and DOCX.

A program calls `build` and `check`, as the `reportgen` command does; plug-ins use the rest
(`docs/api.md`, `docs/plugins.md`). Names are loaded when they are first asked for, so that
importing the package costs nothing.
"""

TYPE_CHECKING = False  # as checkers know it; `typing` takes longer to import than all the rest
if TYPE_CHECKING:
    from reportgen.ast import plain_text as plain_text
    from reportgen.built import Built as Built
    from reportgen.built import Request as Request
    from reportgen.diag import Bag as Bag
    from reportgen.diag import Diagnostic as Diagnostic
    from reportgen.diag import Severity as Severity
    from reportgen.editions import Edition as Edition
    from reportgen.editions import EditionSpec as EditionSpec
    from reportgen.editions import blocks_of as blocks_of
    from reportgen.formats import FormatSpec as FormatSpec
    from reportgen.limits import Limits as Limits
    from reportgen.parse import Manuscript as Manuscript
    from reportgen.pipeline import build as build
    from reportgen.pipeline import check as check
    from reportgen.resolve import Report as Report
    from reportgen.selection import Selection as Selection
    from reportgen.source import Source as Source
    from reportgen.source import Span as Span

_MODULES = {
    "reportgen.ast": ("plain_text",),
    "reportgen.built": ("Built", "Request"),
    "reportgen.diag": ("Bag", "Diagnostic", "Severity"),
    "reportgen.editions": ("Edition", "EditionSpec", "blocks_of"),
    "reportgen.formats": ("FormatSpec",),
    "reportgen.limits": ("Limits",),
    "reportgen.parse": ("Manuscript",),
    "reportgen.pipeline": ("build", "check"),
    "reportgen.resolve": ("Report",),
    "reportgen.selection": ("Selection",),
    "reportgen.source": ("Source", "Span"),
}

__all__ = sorted(name for names in _MODULES.values() for name in names)
__version__ = "1.0.0"


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module 'reportgen' has no attribute {name!r}")
