"""What was found of addresses lately: it is kept in the user's folder, and not for long."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from reportgen.cache.store import read_entry, write_entry
from reportgen.reports.links.archive import Copy
from reportgen.reports.links.look import Found, State

NAME = "links.json"
DAYS = {State.FINE: 7, State.MOVED: 7, State.LOST: 1, State.DEAD: 1}
"""For how many days it is believed; what was not reached is asked for again."""
MOST = 20_000
_DAY = 86_400


class Memory:
    """What is known of addresses, by a time in seconds since 1970."""

    def __init__(self, folder: Path | None, now: float) -> None:
        self._path = folder / NAME if folder else None
        self._now = now
        self._known = {url: one for url, one in self._read().items() if self._is_fresh(one)}

    def found(self, url: str) -> Found | None:
        """What became of an address, if that was looked up lately."""
        one = self._known.get(url)
        return Found(State(one["state"]), str(one["to"]), str(one["why"])) if one else None

    def copy(self, url: str) -> Copy | None:
        """The copy of an address in an archive that was found with it."""
        held = self._known.get(url, {}).get("copy")
        return Copy(str(held["url"]), str(held["day"]), bool(held["near"])) if held else None

    def keep(self, found: Mapping[str, Found], copies: Mapping[str, Copy | None]) -> None:
        """Write down what was found."""
        for url, one in found.items():
            if one.state in DAYS:
                held = copies.get(url)
                self._known[url] = {
                    "at": self._now,
                    **asdict(one),
                    "copy": asdict(held) if held else None,
                }
        if self._path:
            write_entry(self._path, dict(list(self._known.items())[-MOST:]))

    def _read(self) -> dict[str, dict[str, Any]]:
        try:
            held = read_entry(self._path) if self._path else {}
        except (OSError, ValueError):
            held = {}
        return held if isinstance(held, dict) else {}

    def _is_fresh(self, one: Mapping[str, Any]) -> bool:
        age = self._now - float(one["at"])
        return 0 <= age < DAYS.get(State(one["state"]), 0) * _DAY
