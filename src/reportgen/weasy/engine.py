"""WeasyPrint, imported with the speed parts where there are any, and held to our own fonts."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from threading import RLock

from reportgen.weasy import compat

_LOCK = RLock()
_FONTS = Path(__file__).with_name("fonts.conf")
SPEED = "reportgen.weasy.speed"
"""The package of the speed parts, which may be left out."""
PARAGRAPHS = "reportgen.weasy.paragraphs"
"""The package that sets justified paragraphs as a whole, which may be left out too."""


def start() -> None:
    """Import WeasyPrint, if it is not there yet. Raises OSError where it or Pango is missing."""
    with _LOCK, no_system_fonts(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*[Ff]ont[Cc]onfig.*")
        if not without_speed():
            from reportgen.weasy import speed

            speed.load()
        import weasyprint  # noqa: F401

        if find_spec(PARAGRAPHS):
            from reportgen.weasy import paragraphs

            with suppress(AttributeError, ImportError):  # an untested version may lack the names
                paragraphs.install()
        from reportgen.weasy import footnotes

        footnotes.install()


def without_speed() -> str:
    """Why WeasyPrint runs without the speed parts; empty where it runs with them."""
    if not compat.tested():
        return f"which was not tested ({', '.join(compat.TESTED['weasyprint'])} was)"
    return "" if find_spec(SPEED) else "but without `reportgen.weasy.speed`"


@contextmanager
def no_system_fonts() -> Iterator[None]:
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
def fixed_font_dates() -> Iterator[None]:
    """Let fonts that fontTools writes have one date, for one thread at a time."""
    with _LOCK, compat.fixed_font_dates():
        yield
