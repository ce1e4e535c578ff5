"""The works that fields cite -> entries of one bibliography, each work once."""

import re
from dataclasses import replace

from reportgen.importer.fields.values import Cited
from reportgen.importer.inlines import bare
from reportgen.registries import entry, keys, manner
from reportgen.registries.work import Work


class Bibliography:
    """Entries in the order in which they are first cited."""

    def __init__(self) -> None:
        self._works: dict[str, Work] = {}
        self._known: dict[str, str] = {}
        self._habit = keys.learn(())
        self.joined = 0
        """How many sources were two in the manager, and are one work."""

    def key(self, cited: Cited) -> str:
        """The key of a source, which is made where it is cited for the first time."""
        own = f"id:{cited.id}" if cited.id else ""
        names = [name for name in (own, *_identities(cited.work)) if name]
        known = next((self._known[name] for name in names if name in self._known), "")
        if known and own and own not in self._known:
            self.joined += 1
        if not known:
            known = keys.key(cited.work, self._habit, self._works)
            self._works[known] = cited.work
        else:
            self._works[known] = _fuller(self._works[known], cited.work)
        for name in names:
            self._known.setdefault(name, known)
        return known

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._works)

    @property
    def bibtex(self) -> str:
        """The text of the bibliography."""
        way = manner.learn(())
        made = (entry.bibtex(work, key, way) for key, work in self._works.items())
        return "".join(f"{one}\n\n" for one in made)


def _identities(work: Work) -> list[str]:
    """What tells that two descriptions are of one work."""
    found = [f"doi:{work.doi.lower()}"] if work.doi and work.kind != "chapter" else []
    first = (work.authors or work.editors)[:1]
    name = bare(first[0].family or first[0].literal) if first else ""
    if work.title and name and work.date:
        parts = (work.title, work.subtitle, work.container, work.volume, work.issue, work.pages)
        found.append(f"as:{name}:{work.date[:4]}:{bare(' '.join(parts))}")
    return found


def _fuller(known: Work, other: Work) -> Work:
    """A work with what another description of it has and its own has not."""
    empty = {
        name: value
        for name, value in vars(other).items()
        if value and not getattr(known, name) and re.fullmatch(r"doi|url|accessed|pages", name)
    }
    return replace(known, **empty) if empty else known
