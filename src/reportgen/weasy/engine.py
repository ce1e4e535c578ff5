"""WeasyPrint, imported fast, and held to our own fonts and to a still clock."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import RLock

from reportgen.weasy import beside, later, lines, native, styles

_LOCK = RLock()
_FONTS = Path(__file__).with_name("fonts.conf")
EPOCH = 2082844800
"""1970 in the seconds since 1904 that font files count."""


def start() -> None:
    """Import WeasyPrint, if it is not there yet.

    With its C functions declared ready-made, each library is opened by its plain name. Where that
    finds none, the import is done again as usual, which searches for them.
    """
    with _LOCK, alone(), later.spared(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Ff]ont[Cc]onfig.*")
        if "weasyprint" not in sys.modules:
            try:
                with native.ready(), redirect_stdout(StringIO()):
                    import weasyprint
            except OSError:
                pass
        import weasyprint  # noqa: F401

        lines.share()
        styles.spare()
        beside.share()


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
