"""What was changed, as Markdown: for a terminal, a message, a comment on a submission."""

import re
from collections.abc import Sequence

from reportgen.compare.listed import Change, Piece

_SPECIAL = re.compile(r"([\\`*_\[\]<>~{}|])")


def summary(found: Sequence[Change], names: tuple[str, str]) -> str:
    """A list of the changes: `~~gone~~`, `**come**`, under the headings that they stand under."""
    before, after = (_escaped(name) for name in names)
    lines = [f"# Changes between {before} and {after}", ""]
    if not found:
        return "\n".join([*lines, "Nothing was changed.", ""])
    last: str | None = None
    for change in found:
        place = change.field or change.heading
        if place != last:
            lines += [
                *([""] if last is not None else []),
                f"## {_escaped(place) or 'Beginning'}",
                "",
            ]
            last = place
        number = f"{change.number}. " if change.number else "- "
        lines.append(number + "".join(map(_shown, change.pieces)).strip())
    return "\n".join([*lines, ""])


def _shown(piece: Piece) -> str:
    """Words, their blanks outside the marks around them."""
    words = _escaped(piece.text.strip())
    if not words:
        return piece.text
    mark = {"ins": "**", "del": "~~"}.get(piece.change, "")
    left = piece.text[: len(piece.text) - len(piece.text.lstrip())]
    right = piece.text[len(piece.text.rstrip()) :]
    return f"{left}{mark}{words}{mark}{right}"


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
