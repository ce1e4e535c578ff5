"""Word documents (ISO/IEC 29500) read: blocks, notes, revisions, comments.

What is read are values: no element of the file's XML leaves this folder. A file may be a
stranger's: it is read by a process of its own, within bounds of time and memory, nothing is
fetched, and nothing in it runs.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from reportgen.limits import LIMITS, Limits
from reportgen.ooxml.model import (
    Block,
    Cell,
    Change,
    Comment,
    Document,
    Field,
    Note,
    Picture,
    Revision,
    Unreadable,
    Word,
    within,
)
from reportgen.ooxml.package import ANEW
from reportgen.processes import workers
from reportgen.processes.resources import Resources

T = TypeVar("T")

__all__ = [
    "Block",
    "Cell",
    "Change",
    "Comment",
    "Document",
    "Field",
    "Note",
    "Picture",
    "Revision",
    "Unreadable",
    "Word",
    "media",
    "read",
    "within",
]


def read(data: bytes, accept: str = "all", limits: Limits = LIMITS) -> Document:
    """A Word document (.docx, .docm, .dotx, Strict or Transitional).

    `accept` is "all", "none", or the name of an author: tracked changes of others are read as if
    they were rejected. Raises Unreadable.
    """
    from reportgen.ooxml.reader import document

    return _bounded(partial(document, data, accept, limits), limits)


def media(data: bytes, limits: Limits = LIMITS) -> dict[str, bytes]:
    """The pictures in a Word document by the names of their parts. Raises Unreadable."""
    from reportgen.ooxml import reader

    return _bounded(partial(reader.media, data, limits), limits)


def _bounded(task: Callable[[], T], limits: Limits) -> T:
    allowed = Resources(limits.docx_seconds, limits.docx_megabytes, limits.wall_seconds)
    try:
        return workers.run(task, allowed)
    except workers.WorkerEnded as ended:
        what = "memory" if ended.reason == "memory" else "time"
        reason = {"depth": "nests too deep", "crash": "is damaged"}.get(ended.reason)
        raise Unreadable(reason or f"takes too much {what} to read", ANEW) from None
