"""Edition -> bytes. One format a file, found by its name, which is also its file's suffix.

A format's module has `render(edition, bag)`, which gives the document's bytes, or None with a
diagnostic. Where it needs an engine that is slow to start, `warm()` starts it.
"""

from reportgen import plug
from reportgen.diag import Bag
from reportgen.editions import Edition


def names() -> tuple[str, ...]:
    """The names of the formats there are."""
    return plug.names(__name__)


def cost(name: str) -> int:
    """How long a format takes, beside the others: its module's `COST`, 1 where it says nothing."""
    return int(getattr(plug.load(__name__, name), "COST", 1))


def warm(name: str) -> None:
    """Start a format's engine, if it has one, so that it is there when it is wanted."""
    getattr(plug.load(__name__, name), "warm", lambda: None)()


def render(name: str, edition: Edition, bag: Bag) -> bytes | None:
    """An edition in a format; None, with a diagnostic, where it cannot be made."""
    data: bytes | None = plug.load(__name__, name).render(edition, bag)
    return data
