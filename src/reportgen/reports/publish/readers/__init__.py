"""Files -> what they say of an article: a reader a format, found by the endings it knows.

A reader's module has `ENDINGS`, and `read(data)`, which gives the facts of each part of a file that
states them, by what the part is called. Files may be a stranger's: readers follow no entity, no
link and no name of another file, and are run within bounds of time and memory.
"""

from collections.abc import Callable, Iterable, Mapping

from reportgen import plugins
from reportgen.reports.publish.facts import Facts

Read = Mapping[str, Facts]
"""The facts by the part of the file that states them, "" for the file as a whole."""


def reader(name: str) -> Callable[[bytes], Read] | None:
    """What reads a file of a name; None where no reader knows how it ends."""
    found: list[tuple[int, Callable[[bytes], Read]]] = []
    for module in (plugins.load(__name__, one) for one in plugins.names(__name__)):
        found += [(len(end), module.read) for end in module.ENDINGS if name.endswith(end)]
    return max(found, key=lambda one: one[0])[1] if found else None


def the_only_one(articles: Iterable[Facts]) -> Read:
    """The facts of a file that is of one article. Raises ValueError where it is of more or none."""
    found = list(articles)
    if len(found) != 1:
        raise ValueError(f"has {len(found)} articles")
    return {"": found[0]}
