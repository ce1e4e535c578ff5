"""Edition -> bytes. One format a file, found by its name.

A format's module has `FORMAT`, what it is, and `render(edition, bag)`, which gives the document's
bytes, or None with a diagnostic. Where it needs an engine that is slow to start, `warm()` starts
it; where not every document says what it needs, `missing(edition)` tells what is not said; where
its document names files that it does not hold, `beside(edition)` gives them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportgen import plugins
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.project.request import PUBLISH


@dataclass(frozen=True)
class FormatSpec:
    """What a format is, as its module declares it.

    `suffix` is its files'. It serves the `editions` of these names, all where there are none. One
    that is not `default` is made where it is asked for by name alone. `medium` is that of the
    page templates it fills in, `screen` or `print`, empty where it takes none; `cost` is how long
    it takes beside the others. One that is `returned` is edited by others and merged back: its
    documents say by a hash what they were made of, and are kept with it. `label` is what readers
    call it, its suffix in capitals where there is none. A format is made for `publish` where that
    is asked for, which stands for all that a journal publishes and deposits. Files of `particulars`
    hold what is to be known of a text, not its words; one that is a `citation` is for readers, who
    take it into a library of their own. Its files hold the editions `included` too, where these
    have anything to show. Of one that is `paged` the module has `render_pages` too, which says how
    many pages there are, and `count_pages`.
    """

    suffix: str
    editions: frozenset[str] = frozenset()
    default: bool = True
    medium: str = ""
    cost: int = 1
    returned: bool = False
    label: str = ""
    publish: bool = False
    particulars: bool = False
    included: tuple[str, ...] = ()
    citation: bool = False
    paged: bool = False

    def serves(self, edition: str) -> bool:
        """Whether there is such a file of an edition."""
        return not self.editions or edition in self.editions


def names() -> tuple[str, ...]:
    """The names of the formats there are."""
    return plugins.names(__name__)


def spec(name: str) -> FormatSpec:
    """What a format is."""
    found: FormatSpec = plugins.load(__name__, name).FORMAT
    return found


def defaults() -> tuple[str, ...]:
    """The formats that are made where none is asked for."""
    return tuple(name for name in names() if spec(name).default)


def label(name: str) -> str:
    """What readers call a format."""
    return spec(name).label or spec(name).suffix.upper()


def published() -> tuple[str, ...]:
    """The formats that `publish` stands for: those that are made by default, and more."""
    return tuple(name for name in names() if spec(name).default or spec(name).publish)


def asked(wanted: Sequence[str]) -> Mapping[str, bool]:
    """The formats that a request stands for, and whether each was asked for by its name.

    Those of `publish` were not: one of them is left out where a document does not say what it
    needs. Without a name those stand there that are made by default.
    """
    found = dict.fromkeys(wanted or defaults(), True)
    if found.pop(PUBLISH, False):
        found |= {name: False for name in published() if name not in found}
    return found


def of(medium: str) -> str:
    """The format that shows the pages of a medium, `screen` or `print`, by default."""
    return next(name for name in defaults() if spec(name).medium == medium)


def warm(name: str) -> None:
    """Start a format's engine, if it has one, so that it is there when it is wanted."""
    getattr(plugins.load(__name__, name), "warm", lambda: None)()


def paged() -> str:
    """The format whose pages are those of the journal."""
    return next(name for name in defaults() if spec(name).paged)


def missing(name: str, edition: Edition) -> tuple[Diagnostic, ...]:
    """What the document does not say that a format needs: errors, with their places."""
    module = plugins.load(__name__, name)
    found: tuple[Diagnostic, ...] = getattr(module, "missing", lambda _: ())(edition)
    return found


def beside(name: str, edition: Edition) -> Mapping[str, bytes]:
    """The files that a format's document names and does not hold, by these names."""
    module = plugins.load(__name__, name)
    found: Mapping[str, bytes] = getattr(module, "beside", lambda _: {})(edition)
    return found


def render(name: str, edition: Edition, bag: Bag) -> bytes | None:
    """An edition in a format; None, with a diagnostic, where it cannot be made."""
    return render_pages(name, edition, bag)[0]


def render_pages(name: str, edition: Edition, bag: Bag) -> tuple[bytes | None, int]:
    """What `render` gives, and how many pages it has: 0 in a format that is not paged."""
    module: Any = plugins.load(__name__, name)
    if not spec(name).paged:
        return module.render(edition, bag), 0
    found: tuple[bytes | None, int] = module.render_pages(edition, bag)
    return found


def count_pages(name: str, edition: Edition, bag: Bag) -> int:
    """How many pages an edition has in a format; 0, with a diagnostic, where it cannot be made."""
    count: int = plugins.load(__name__, name).count_pages(edition, bag)
    return count
