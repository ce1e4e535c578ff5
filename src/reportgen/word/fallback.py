"""The PNG that stands beside an SVG in a Word document, for programs that cannot draw SVG.

resvg ends the whole process where memory is short, and a small drawing can ask for any amount of
it: it is drawn in a process of its own, whose memory and time are bounded.
"""

import os
import re
import sys
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from reportgen import crew
from reportgen.diag import Bag
from reportgen.image import Image
from reportgen.resolve import Report
from reportgen.source import Span

DOTS = 300
"""How many dots an inch the drawing has."""
LARGEST = 4000
"""The most pixels on a side."""
PIXELS, FILTERED = 16_000_000, 500_000
"""The most pixels, and the most where there are filters or masks: each is a layer many times as
large. What is drawn does not depend on how fast the machine is."""
SECONDS, TOTAL, MEGABYTES = 5, 20, 640
"""The processor time that one drawing and all together may take; the memory that one may."""
FAULTS = 2
"""How many pictures may take too much before the others are not tried."""
_LAYERED = re.compile(rb"<(?:\w+:)?(?:filter|mask)\b")


@dataclass
class Fallbacks:
    """The drawings of a document so far, and the names of the pictures that cannot be drawn."""

    drawn: dict[str, bytes] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    seconds: float = TOTAL

    def png(self, image: Image) -> bytes:
        """The picture in pixels; one white pixel where it cannot be drawn."""
        if image.name not in self.drawn:
            before = _spent()
            trying = len(self.failed) < FAULTS and self.seconds > 0
            found = draw(image) if trying else None
            self.seconds -= _spent() - before
            if found is None:
                self.failed.append(image.name)
            self.drawn[image.name] = found or _blank()
        return self.drawn[image.name]

    def report(self, report: Report, bag: Bag) -> bool:
        """Report the pictures that cannot be drawn; whether there are any."""
        for name in dict.fromkeys(self.failed[:FAULTS]):
            bag.error(
                "image-unreadable",
                f"the picture `{name}` takes too much time or memory to draw",
                _place(name, report),
                "export it without filters, masks and patterns, or as a PNG",
            )
        return bool(self.failed)


def draw(image: Image) -> bytes | None:
    """A PNG of an SVG, its words in our own faces; None where drawing it takes too much."""
    try:
        return crew.apart(partial(_bounded, image, os.getpid()))
    except OSError:  # the process was ended
        return None


def _spent() -> float:
    """The processor time of the processes that this one had, in seconds."""
    times = os.times()
    return times.children_user + times.children_system


def _bounded(image: Image, parent: int) -> bytes:
    """The drawing, by a process that is ended where it takes too much."""
    if os.getpid() != parent and sys.platform != "win32":
        from resource import RLIMIT_CORE, RLIMIT_CPU, RLIMIT_DATA, getrlimit, setrlimit

        for kind, wanted in (
            (RLIMIT_CORE, 0),
            (RLIMIT_CPU, SECONDS),
            (RLIMIT_DATA, _taken() + MEGABYTES * 1024 * 1024),
        ):
            hard = getrlimit(kind)[1]
            setrlimit(kind, (wanted if hard < 0 else min(wanted, hard), hard))
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # what resvg says before it ends
    return _drawn(image)


def _taken() -> int:
    """The bytes of private memory that this process has, as RLIMIT_DATA counts them."""
    if not sys.platform.startswith("linux"):
        return 0
    return int(Path("/proc/self/statm").read_text().split()[5]) * os.sysconf("SC_PAGE_SIZE")


def _drawn(image: Image) -> bytes:
    import resvg_py

    from reportgen.fonts import faces

    pixels = FILTERED if _LAYERED.search(image.data) else PIXELS
    wide, high = max(image.width, 1), max(image.height, 1)
    zoom = min(DOTS / 96, LARGEST / max(wide, high), (pixels / (wide * high)) ** 0.5)
    try:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=image.data.decode(),
                zoom=zoom,
                skip_system_fonts=True,
                font_files=[str(face.path) for face in faces()],
                serif_family="Source Serif 4",
                sans_serif_family="Source Sans 3",
                monospace_family="Source Code Pro",
            )
        )
    except ValueError:  # drawn without a size, or in a way that resvg does not know
        return _blank()


def _place(name: str, report: Report) -> Span | None:
    """Where the manuscript shows a picture: by its path in the project, or beside the chapter."""
    for text in (name, name.rpartition("/")[2], name.rpartition("/")[2].rpartition(".")[0]):
        for source in report.chapters:
            if found := source.find(text):
                return found
    return report.front.span("style", "logo")


def _blank() -> bytes:
    from io import BytesIO

    from PIL import Image as Pillow

    out = BytesIO()
    Pillow.new("RGB", (1, 1), "white").save(out, "PNG")
    return out.getvalue()
