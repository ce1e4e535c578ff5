"""The lines of a bibliography, by their offsets."""

import re
from dataclasses import dataclass

_SWITCHED_OFF = re.compile(r"\s*%")
"""Stands before an entry on its line: people switch entries off so."""


@dataclass
class Lines:
    """Where `%` switches entries off that follow it on its line; asked from place to place."""

    text: str
    _last: int = -1
    _off: bool = False

    def off(self, at: int) -> bool:
        line = self.text.rfind("\n", max(self._last, 0), at)
        if line >= 0 or self._last < 0:  # the first of its line
            self._off = _SWITCHED_OFF.match(self.text, line + 1, at) is not None
        self._last = at
        return self._off
