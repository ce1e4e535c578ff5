"""Words with their formats -> Markdown; what stays is written as it stands in the source."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportgen.diagnostics.source import Source
from reportgen.merge.escaping import Habits, escaped, hosted, quoted
from reportgen.merge.source_words import Run

EMPHASIS = {"italic": "*", "bold": "**", "strike": "~~", "superscript": "^", "subscript": "~"}
SPANS = {"smallcaps": "{.smallcaps}", "underline": "{.underline}"}
FORMATS = (*SPANS, "bold", "italic", "strike", "superscript", "subscript", "code")
"""The formats that are written, the outermost first."""
NEW = -1


@dataclass(frozen=True)
class Piece:
    """A piece of what is written: words to be escaped, or `kept` as it is given.

    `plain` is what it would be if no citation were made of it.
    """

    text: str
    runs: tuple[Run, ...] = ()
    kept: bool = False
    plain: "Piece | None" = None

    @property
    def blank(self) -> bool:
        return not self.text.strip() and "¶" not in self.text


def new_run(kind: str) -> Run:
    """A format that the source has not yet; of a link, `kind` is `link:` with its address."""
    return Run(kind, NEW, NEW, NEW, NEW)


@dataclass(frozen=True)
class Writer:
    """Writes for one place: a source, the `host` there, and the habits of its author."""

    source: Source
    host: str
    habits: Habits
    curly: bool
    literal: bool = False

    def write(self, pieces: Sequence[Piece], before: str = "", after: str = "",
              outside: tuple[Run, ...] = (), start: bool = False) -> str:  # fmt: skip
        """The pieces as Markdown; `outside` are the runs that are open before and behind them."""
        out: list[str] = []
        opened = list(outside)
        merged = self._merged(_outside(pieces, outside))
        for n, (piece, runs) in enumerate(merged):
            same = 0
            while same < min(len(opened), len(runs)) and opened[same] == runs[same]:
                same += 1
            while len(opened) > same:
                out.append(self._close(opened.pop()))
            for run in runs[same:]:
                out.append(self._open(run))
                opened.append(run)
            said = piece.text
            if not piece.kept:
                left = "".join(out)[-1:] or before[-1:]
                first = start and not "".join(out).strip()
                right = after
                if n + 1 < len(merged):
                    right = merged[n + 1][0].text if merged[n + 1][1] == runs else "*"
                said = self._said(piece, runs, left, right, first)
            out.append(said)
        while len(opened) > len(outside):
            out.append(self._close(opened.pop()))
        for run in outside[len(opened) :]:
            out.append(self._open(run))
        return "".join(out)

    def _said(self, piece: Piece, runs: tuple[Run, ...], left: str, after: str, start: bool) -> str:
        kinds = {run.kind for run in runs}
        if "code" in kinds or self.literal:
            return hosted(piece.text, self.host)
        said = quoted(piece.text, self.habits, self.curly, left)
        parts = [said]
        if self.habits.dashes and re.search("[–—]", piece.text):
            parts = re.split(r"(?<!-)(--|---)(?!-)", said)  # typed so, they are no marks to escape
        said = "".join(
            part if i % 2 else escaped(part, left, after, self.host, start and not i)
            for i, part in enumerate(parts)
        )
        if self.habits.dots and "…" in piece.text:
            said = said.replace("\\...", "...")
        if kinds & {"superscript", "subscript"}:
            said = re.sub(r" ", r"\\ ", said)
        return hosted(said, self.host)

    def _merged(self, pieces: Sequence[Piece]) -> list[tuple[Piece, tuple[Run, ...]]]:
        """Neighbours that are to be escaped as one text."""
        out: list[tuple[Piece, tuple[Run, ...]]] = []
        for piece in pieces:
            last = out[-1][0] if out else None
            if last and not last.kept and not piece.kept and last.runs == piece.runs:
                joined = Piece(last.text + piece.text, piece.runs)
                out[-1] = (joined, piece.runs)
            else:
                out.append((piece, piece.runs))
        return out

    def _open(self, run: Run) -> str:
        if run.start != NEW:
            return self.source.text[run.start : run.inner]
        if run.kind.startswith("link:") or run.kind in SPANS:
            return "["
        if run.kind == "code":
            return "`"
        mark = EMPHASIS[run.kind]
        return mark.replace("*", "_") if run.kind == "italic" and self.habits.low else mark

    def _close(self, run: Run) -> str:
        if run.start != NEW:
            return self.source.text[run.outer : run.end]
        if run.kind.startswith("link:"):
            return f"]({run.kind.removeprefix('link:')})"
        return f"]{SPANS[run.kind]}" if run.kind in SPANS else self._open(run)


def _outside(pieces: Sequence[Piece], outside: tuple[Run, ...]) -> list[Piece]:
    """The pieces with the spaces at the edge of a format outside of it, where marks must be."""
    out = list(pieces)
    for i, piece in enumerate(pieces):
        if piece.blank:
            left = next((p.runs for p in reversed(pieces[:i]) if not p.blank), outside)
            right = next((p.runs for p in pieces[i + 1 :] if not p.blank), outside)
            same = 0
            while same < min(len(left), len(right)) and left[same] == right[same]:
                same += 1
            out[i] = replace(piece, runs=left[:same])
    return out
