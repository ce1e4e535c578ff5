"""Colours of a terminal, or none."""

from dataclasses import dataclass

from reportgen.diagnostics import Severity

_COLORS = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.NOTE: "1;36"}


@dataclass(frozen=True)
class Paint:
    """Puts ANSI codes around text if it is `on`."""

    on: bool

    def severity(self, severity: Severity, text: str) -> str:
        return self._paint(_COLORS[severity], text)

    def bold(self, text: str) -> str:
        return self._paint("1", text)

    def dim(self, text: str) -> str:
        return self._paint("34", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text
