"""The line that a fault stands on, with the place underlined."""

import unicodedata

from reportgen.diagnostics import Severity
from reportgen.diagnostics.source import Span
from reportgen.printers.paint import Paint

_TAB = 4
_WIDTH = 96
_LEAD = 32
_REACH = 400
_JOINERS = "\u200c\u200d"


def lines(
    span: Span, gutter: int, mark: str, label: str, paint: Paint, severity: Severity
) -> list[str]:
    """The bar, the line and the underline; of several lines only the first is shown."""
    number, column = span.source.place(span.start)
    raw = span.source.line(number)
    start = min(column - 1, len(raw))
    end = min(max(start + span.end - span.start, start + 1), max(len(raw), start + 1))
    skipped, rest = max(0, start - _REACH), max(0, len(raw) - start - _REACH)
    cells = _cells(raw[skipped : start + _REACH])
    start, end = start - skipped, end - skipped
    first, last = _window(cells, start)
    text = "".join(cells[first:last])
    before = width("".join(cells[first:start]))
    under = max(width("".join(cells[start : min(end, last)])), 1)
    if first or skipped:
        text, before = "…" + text, before + 1
    if last < len(cells) or rest:
        text += "…"
    bar = paint.dim("|")
    line = f"{paint.dim(str(number).rjust(gutter))} {bar} {text}".rstrip()
    note = f" {clean(label)}" if label else ""
    underline = paint.severity(severity, mark * under + note)
    blank = " " * gutter
    return [f"{blank} {bar}", line, f"{blank} {bar} {' ' * before}{underline}"]


def clean(text: str) -> str:
    """Text that can do nothing to a terminal: control characters as pictures or as `�`."""
    return "".join(map(_harmless, text))


def width(text: str) -> int:
    """How many columns of a terminal text takes."""
    return sum(map(_columns, text))


def _window(cells: list[str], start: int) -> tuple[int, int]:
    """Which characters of a line to show: all, or those around the place."""
    if width("".join(cells)) <= _WIDTH:
        return 0, len(cells)
    first, room = start, _LEAD
    while first > 0 and (room := room - width(cells[first - 1])) >= 0:
        first -= 1
    last, room = first, _WIDTH
    while last < len(cells) and (room := room - width(cells[last])) >= 0:
        last += 1
    return first, last


def _cells(raw: str) -> list[str]:
    """What is shown for each character: tabs as spaces up to the next stop."""
    cells: list[str] = []
    at = 0
    for character in raw:
        cell = " " * (_TAB - at % _TAB) if character == "\t" else _harmless(character)
        at += width(cell)
        cells.append(cell)
    return cells


def _harmless(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if code < 0x7F or character in _JOINERS:
        return character
    # Controls, marks that turn the direction of writing, half characters, separators of lines.
    return "�" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") else character


def _columns(character: str) -> int:
    if ord(character) < 0x300:
        return 1
    if character in _JOINERS or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
