"""What looks like a citation is none.

`[@doe; keohane]`, `[@ doe]`, `[@doe]]`, `{@doe}`, `@[doe]`, `[doe]`, full-width brackets: the key
is printed as it is typed, or the source is not in the note. Write `[@doe; @keohane]`.
"""

import re
from collections.abc import Iterator

from reportgen.bibliography import Library
from reportgen.checks import _passages
from reportgen.checks._passages import Passage
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.parse import Manuscript

_KEY = r"[^\W_](?:[\w:.#$%&+?<>~/-]*\w)?"
_GROUP = re.compile(r"(?P<mark>\[)[^\[\]\n@＠]*[@＠][^\[\]]*\](?![(\[{])")
_BRACED = re.compile(rf"(?P<mark>\{{)[@＠]{_KEY}\}}|(?P<mark2>@\[)-?@?{_KEY}\]")
_DOUBLE = re.compile(r"\[[^\[\]\n@]*@[^\[\]\n]*\](?P<mark>\])")
_WIDE = re.compile(rf"(?P<mark>[［〔【])[^［〔【］〕】\n]*[@＠]{_KEY}[^［〔【］〕】\n]*[］〕】]")
_ESCAPED = re.compile(rf"\\(?P<mark>\[)-?@{_KEY}(?:; *-?@{_KEY})*\\\]")
_BARE = re.compile(rf"(?P<mark>\[){_KEY}(?:; *{_KEY})*\](?![(\[{{:])")
_LOCATED = re.compile(
    rf"(?P<mark>\[)(?:(?:see|see also|cf\.|e\.g\.,?) )?(?P<key>{_KEY})(?:, ?[^\[\]@\n]+)?\]"
    r"(?![(\[{:])"
)
_LONE = re.compile(rf"(?<![\w@＠\\])[@＠](?:[ ]|(?<=＠))(?P<key>{_KEY})")
_PART = re.compile(rf"\s*-?({_KEY})(?=\s*(?:,|$))")


def check(manuscript: Manuscript) -> Iterator[Diagnostic]:
    for passage in _passages.passages(manuscript):
        taken: list[tuple[int, int]] = []
        for start, end in _places(passage, manuscript.library):
            if any(a <= start < b for a, b in taken):
                continue
            taken.append((start, end))
            typed = passage.literal.text[start:end]
            meant = _meant(typed, manuscript.library)
            yield Diagnostic(
                "citation-unread",
                Severity.WARNING,
                f"`{' '.join(typed.split())}` is no citation",
                passage.span(start, end),
                help=f"write `{meant}`"
                if meant != " ".join(typed.split())
                else "write `@` before each key, and put other words behind a comma",
            )


def _places(passage: Passage, library: Library) -> Iterator[tuple[int, int]]:
    """Where slips stand, the larger ones first."""
    for pattern in (_WIDE, _DOUBLE, _GROUP):
        for found in passage.find(pattern, "mark"):
            yield found.start() - _opened(passage, found), found.end()
    text = passage.literal.masked
    for found in _BRACED.finditer(text, passage.start, passage.end):
        if passage.literal.is_literal(*found.span("mark" if found["mark"] else "mark2")):
            yield found.span()
    for found in _ESCAPED.finditer(passage.literal.coded, passage.start, passage.end):
        yield found.span()
    for found in passage.find(_BARE, "mark"):
        if all(_known(part, library) for part in found[0][1:-1].split(";")):
            yield found.span()
    for found in passage.find(_LOCATED, "mark"):  # a key with a number in it is no mere word
        if re.search(r"\d", found["key"]) and _known(found["key"], library):
            yield found.span()
    for found in _LONE.finditer(text, passage.start, passage.end):
        if _known(found["key"], library) and passage.literal.is_literal(
            found.start(), found.start() + 1
        ):
            yield found.span()


def _opened(passage: Passage, found: re.Match[str]) -> int:
    """Whether another bracket stands before one that is closed twice."""
    before = passage.literal.text[max(found.start() - 1, 0) : found.start()]
    return int(found.re is _DOUBLE and before == "[")


def _known(key: str, library: Library) -> bool:
    return library.get(key.strip().removeprefix("-")) is not None


def _meant(typed: str, library: Library) -> str:
    """The citation that was most likely meant."""
    inner = typed.replace("＠", "@").replace("\\", "").strip("[]{}［］〔〕【】")
    if typed[0] in "@＠" and "[" not in typed:
        return "@" + inner.lstrip("@ ")
    inner = re.sub(r"@\s*\[?-?@?", "@", inner).lstrip("^")
    parts = []
    for part in filter(str.strip, inner.split(";")):
        key = _PART.match(part)
        known = key and (library.get(key[1]) is not None or key.end() == len(part.rstrip()))
        parts.append(
            part if "@" in part or not key or not known else part.replace(key[1], "@" + key[1], 1)
        )
    return f"[{' '.join(';'.join(parts).split())}]"
