"""How a bibliography is written: the names of its fields, its indents, its braces."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.bibliography import Entry

_LOOKED_AT = 300
"""How many of the last entries are looked at."""
_FIELD = re.compile(r"^([ \t]*)[\w-]+([ \t]*)=([ \t]*)([{\"])", re.M)


@dataclass(frozen=True)
class Manner:
    """How entries are written; by default as BibLaTeX's manual writes them.

    `width` is that of the column of field names where the signs `=` stand in one, else 0.
    """

    biblatex: bool = True
    indent: str = "  "
    width: int = 0
    spaced: bool = True
    quotes: bool = False
    comma: bool = True

    def field(self, name: str, value: str) -> str:
        """A line of an entry, without the comma behind it."""
        sign = " = " if self.spaced else "="
        opening, closing = ('"', '"') if self.quotes and '"' not in value else "{}"
        return f"{self.indent}{name:{self.width}}{sign}{opening}{value}{closing}"


def learn(entries: Iterable[Entry]) -> Manner:
    """The manner of most entries of a bibliography."""
    found = [entry for entry in entries if entry.data is None][-_LOOKED_AT:]
    own = Counter(field.name for entry in found for field in entry.own)
    latex = own["date"] + own["journaltitle"] + own["location"]
    tex = own["year"] + own["journal"] + own["address"]
    lines = [line for entry in found for line in _FIELD.findall(entry.span.text[:4_000])]
    if not lines:
        return Manner(biblatex=latex >= tex)
    indents = Counter(line[0] for line in lines)
    most = len(lines) / 2
    widths = {len(name) + len(gap) for name, gap in _columns(found)} if len(found) > 1 else set()
    aligned = len(widths) == 1 and any(len(gap) > 1 for _, gap in _columns(found))
    endings = Counter(bool(re.search(r",\s*\}\s*$", entry.span.text[-200:])) for entry in found)
    return Manner(
        biblatex=latex >= tex,
        indent=indents.most_common(1)[0][0],
        width=widths.pop() - 1 if aligned else 0,
        spaced=sum(bool(line[2]) for line in lines) >= most,
        quotes=sum(line[3] == '"' for line in lines) > most,
        comma=endings[True] >= endings[False],
    )


def _columns(entries: list[Entry]) -> list[tuple[str, str]]:
    """The names of fields with the blanks behind them."""
    pattern = re.compile(r"^[ \t]*([\w-]+)([ \t]*)=", re.M)
    return [pair for entry in entries[-20:] for pair in pattern.findall(entry.span.text[:4_000])]
