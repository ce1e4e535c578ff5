"""WeasyPrint, imported fast, and held to our own fonts and to a still clock."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import RLock

_LOCK = RLock()
_FONTS = Path(__file__).with_name("fonts.conf")
EPOCH = 2082844800
"""1970 in the seconds since 1904 that font files count."""


def start() -> None:
    """Import WeasyPrint, if it is not there yet.

    Its foreign-function layer asks `ctypes.util.find_library` for every library name that it does
    not find at once, which runs ldconfig, gcc and ld 54 times and takes half of the import. The
    plain names of Linux load without it. Where they do not, the import is done again as usual.
    """
    with _LOCK, alone(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Ff]ont[Cc]onfig.*")
        if "weasyprint" not in sys.modules and sys.platform.startswith("linux"):
            try:
                with _no_search(), redirect_stdout(StringIO()):
                    import weasyprint
            except OSError:
                pass
        import weasyprint  # noqa: F401


@contextmanager
def alone() -> Iterator[None]:
    """Hide the machine's fonts: what fontconfig is asked for inside has none.

    A page then looks the same everywhere, whatever is installed, and a character that none of our
    faces has is seen to be missing. The variable is there only as long as fontconfig reads it.
    """
    with _LOCK:
        before = os.environ.get("FONTCONFIG_FILE")
        os.environ["FONTCONFIG_FILE"] = str(_FONTS)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def still() -> Iterator[None]:
    """Stop the clock of fontTools, which dates every font that it writes (`head.modified`)."""
    from fontTools.ttLib.tables import _h_e_a_d as head

    with _LOCK:
        before = head.timestampNow
        head.timestampNow = lambda: EPOCH
        try:
            yield
        finally:
            head.timestampNow = before


@contextmanager
def _no_search() -> Iterator[None]:
    import ctypes.util

    before = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = before
