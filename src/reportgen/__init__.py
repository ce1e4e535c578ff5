"""One manuscript in; the article and its one-page brief out, as PDF, HTML and DOCX.

The two functions a program needs are `build` and `check`; the `reportgen` command calls the
same two. They are loaded when first asked for, so that importing the package costs nothing.
"""

TYPE_CHECKING = False  # as checkers know it; `typing` takes longer to import than all the rest
if TYPE_CHECKING:
    from reportgen.pipeline import build as build
    from reportgen.pipeline import check as check

__all__ = ["build", "check"]
__version__ = "1.0.0"


def __getattr__(name: str) -> object:
    if name in __all__:
        from reportgen import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'reportgen' has no attribute {name!r}")
