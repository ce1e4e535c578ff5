"""What the page shows: the last good outputs, and what the newest text says to them."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.serve.builder import Turn

PATIENCE = 15.0
"""Seconds after which a silent connection hears that it is still there."""


@dataclass
class Preview:
    """The state of the page; whoever reads `news` hears of every change of it."""

    name: str
    outputs: dict[str, bytes] = field(default_factory=dict)
    names: tuple[tuple[str, str, str], ...] = ()
    printing: tuple[str, ...] = ()
    faults: tuple[dict[str, Any], ...] = ()
    building: bool = True
    failed: bool = False
    trouble: str = ""
    number: int = 0
    closed: bool = False
    _turn: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, number: int) -> None:
        """A build has begun."""
        self.number, self.building = number, True
        self._tell()

    def take(self, turn: Turn) -> None:
        """Show what a build said. Outputs that it could not make stay as they were."""
        self.outputs |= turn.made
        if turn.names is not None:
            self.names = turn.names
            wanted = {name for name, _, _ in turn.names}
            self.outputs = {n: data for n, data in self.outputs.items() if n in wanted}
        self.building = turn.number < self.number or not turn.done
        self.printing, self.faults = turn.printing, turn.faults
        self.failed, self.trouble = turn.failed, turn.trouble
        self._tell()

    def fell(self, trouble: str) -> None:
        """The machine could not build."""
        self.building, self.trouble, self.printing = False, trouble, ()
        self._tell()

    def close(self) -> None:
        """Let every reader of the news go."""
        self.closed = True
        self._tell()

    def said(self) -> dict[str, Any]:
        """The state as values that JSON can hold."""
        editions: dict[str, dict[str, Any]] = {}
        for name, edition, kind in self.names:
            data = self.outputs.get(name)
            editions.setdefault(edition, {})[kind] = {
                "name": name,
                "version": hashlib.sha256(data).hexdigest()[:12] if data is not None else "",
                "printing": name in self.printing,
            }
        return {
            "name": self.name,
            "number": self.number,
            "building": self.building,
            "failed": self.failed,
            "trouble": self.trouble,
            "editions": editions,
            "faults": list(self.faults),
        }

    async def news(self) -> AsyncIterator[str]:
        """The state at once and after each change, as server-sent events."""
        while not self.closed:
            turn = self._turn
            yield f"data: {json.dumps(self.said())}\n\n"
            while not turn.is_set():
                try:
                    await asyncio.wait_for(turn.wait(), PATIENCE)
                except TimeoutError:
                    yield ": still here\n\n"

    def _tell(self) -> None:
        turn, self._turn = self._turn, asyncio.Event()
        turn.set()
