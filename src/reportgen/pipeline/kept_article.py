"""What an article of an issue says of itself: made of its outputs, and kept between builds."""

import io
import pickle
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass, replace
from enum import Enum
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reportgen.metadata.issue import Article
    from reportgen.pipeline.task import Task


def article_of(tasks: "Sequence[Task]", last_pages: Mapping[str, str]) -> "Article | None":
    """The records of a document's editions; None where the whole text is not among them.

    Its place in the issue and its files are not known here; its pictures are those that its
    documents name. `brief` is the record of the first
    shorter edition. `last_pages` are the numbers of the last pages by edition.
    """
    from reportgen import formats, metadata
    from reportgen.metadata.issue import Article

    editions = {
        name: replace(task.edition, last_page=last_pages.get(name, ""))
        for task in tasks
        if (name := task.edition.name)
    }
    shown = [edition for edition in editions.values() if not edition.spec.anonymous]
    whole = next((edition for edition in shown if edition.whole), None)
    if whole is None:
        return None
    short = next((edition for edition in shown if not edition.whole), None)
    targets = dict.fromkeys(task.format for task in tasks if task.edition.name == whole.name)
    images = {name: data for one in targets for name, data in formats.beside(one, whole).items()}
    brief = metadata.record_of(short) if short is not None else None
    return Article("", metadata.record_of(whole), brief, images=images)


def packed(article: object) -> str:
    """A value as text that JSON can hold."""
    from multiprocessing.reduction import ForkingPickler

    return b64encode(ForkingPickler.dumps(article)).decode()


def unpacked(text: str) -> Any:
    """The value of a text of `packed`. Raises ValueError where it is none.

    Nothing but our own classes of plain data is made of it, none that does anything.
    """
    try:
        return _Unpickler(io.BytesIO(b64decode(text, validate=True))).load()
    except Exception as error:  # pickle raises what damaged bytes lead to
        raise ValueError("no article that was kept") from error


FROZEN = ("reportgen.processes.workers", "_frozen")
"""What makes a mapping that nothing can change."""


PLAIN = ("reportgen.metadata", "reportgen.parse.front_matter", "reportgen.diagnostics")
"""The packages of the classes that an article is made of."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) != FROZEN and not module.startswith(PLAIN):
            raise pickle.UnpicklingError(f"{module}.{name} is none of our classes")
        found = getattr(import_module(module), name)
        own = isinstance(found, type) and found.__module__ == module
        if not ((module, name) == FROZEN or (own and _is_plain(found))):
            raise pickle.UnpicklingError(f"{module}.{name} is no class of plain data")
        return found


def _is_plain(found: type) -> bool:
    """Whether a class only holds values."""
    from pydantic import BaseModel

    return is_dataclass(found) or issubclass(found, (BaseModel, Enum, str, tuple))
