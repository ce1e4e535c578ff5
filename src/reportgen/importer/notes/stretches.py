"""A note cut into its sources, its short forms and the prose between them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from reportgen.importer.notes import short, source
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.marks import ADDRESS, ITALIC, QUOTED, Line

_SIGNAL = (
    r"(?:(?:but )?see(?: also| generally| especially| in particular| instead)?(?:,? (?:for "
    r"example|for instance"
    r"|e\.g\.|inter alia|among others|respectively))?,?|cf\.|compare|contra|accord|quoted "
    r"(?:in|by)|cited (?:in|by)"
    r"|as (?:quoted|cited|reported|noted) (?:in|by)|quoting|citing|reprinted in|translated "
    r"in|e\.g\.,|source:|sources:"
    r"|consult|adapted from|based on|excerpted from|drawn from)"
)
_ANYWHERE = re.compile(rf"(?:^|(?<=[\s(,;:])){_SIGNAL} ", re.I)
_AT_START = re.compile(
    r"(?:and|also|or|in|from|by|with|as well as|for example,|for instance,|e\.g\.,|namely,"
    r"|respectively,)(?: also)? ",
    re.I,
)
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?i:vol|no|nos|ed|eds|trans|Jr|Sr|St|Dr|Mr|Mrs|Ms|v|vs|cf|e\.g|i\.e|pp?"
    r"|chs?|chaps?|secs?|Inc|Co|Corp|Ltd"
    r"|Rep|Reps|Cong|Doc|Docs|Res|Hrg|Stat|Pub|Exec|Fed|Reg|Gen|Gov|Lt|Col|Sen|Univ|Dept"
    r"|comp|sess|Sess|Ct|Cir|Supp|Art|art|arts"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|repr|rev|diss|al|approx|ca|c|para"
    r"|paras|n|nn|fig|figs|op|cit|loc|Comm|Subcomm"
    r"|Treaty|Int|Intl|Assn|Assoc|Prof|Amb|Adm|Maj|Capt|Rev|Hon|bk|pt|pts|ser|app|Proc"
    r"|Ibid|ibid|Id|id|U\.S|Rept|Conf|Ph\.D|Pub\. L))\.$"
)
_SMALL = ("of", "and", "the", "for", "in", "on", "to", "de", "der", "von", "van", "la", "et", "al")
_LONGEST, _MOST = 20_000, 20
"""The most characters of a note that is read, and the most signals in a stretch of it."""
_BREAK = re.compile(r"(?P<mark>;|[.!?])(?= )")
_BEHIND = re.compile(
    r",? (?:which|who|whose|where|arguing|noting|showing|describing|that|though|although"
    r"|but|for|because)\b|: “|\. "
)
_NAME = r"[A-ZÀ-Þ][\w’'-]*\.?"
_TURNED = re.compile(
    rf"{_NAME}, {_NAME}(?: {_NAME}){{0,3}}(?:,? (?:and|&) {_NAME}(?: {_NAME}){{1,3}})?[.,]? *$"
)
"""`Roe, Ann.`, `Roe, Ann, and Max Doe.`"""


@dataclass(frozen=True)
class Stretch:
    """A part of a note between two offsets of its line.

    `drafts` are the readings of a source, `form` a short form; a stretch of prose has neither.
    `prefix` is what stands before the source, as Markdown; the source begins at `begin`. It is
    `doubtful` where the words before it may belong to it: `Brown University. Dept. of Classics`.
    """

    start: int
    end: int
    begin: int = 0
    prefix: str = ""
    drafts: tuple[Draft, ...] = ()
    form: short.Form | None = None
    doubtful: bool = False


def cut(line: Line) -> list[Stretch]:
    """The stretches of a note, in order; together they are the whole note."""
    out: list[Stretch] = []
    at = i = 0
    if len(line.signs) > _LONGEST:
        return [Stretch(0, len(line.signs))]
    chunks = _chunks(line.signs)
    while i < len(chunks):
        j, found = _longest(line, chunks, i)
        for one in found:
            if one.start > at:
                out.append(Stretch(at, one.start))
            before = line.signs[at : one.start]
            loose = at < chunks[i][0] and _is_fragment(before, one.prefix)
            loose = loose or _lacks_author(before, one)
            out.append(replace(one, doubtful=loose and bool(one.drafts)))
            at = one.end
        i = j + 1
    if at < len(line.signs):
        out.append(Stretch(at, len(line.signs)))
    return out


def _longest(line: Line, chunks: list[tuple[int, int]], i: int) -> tuple[int, list[Stretch]]:
    """The sources at a chunk, and the last chunk that they take."""
    start, end = chunks[i]
    found = _sources(line, start, end)
    if i + 1 == len(chunks):
        return i, found
    behind = line.signs[slice(*chunks[i + 1])]
    fragment = not found and _is_fragment(line.signs[start:end], "")
    if (found and _is_address(behind)) or fragment:
        both = _sources(line, start, chunks[i + 1][1])
        if both:
            return i + 1, both
    return i, found


def _is_fragment(signs: str, prefix: str) -> bool:
    """Whether words before a source are no sentence: part of a name that a full stop has cut."""
    words = signs.strip(" .;,").split()
    if prefix or not words or len(words) > 8:
        return False
    return not any(
        re.fullmatch(r"[a-z]{2,}(?:s|ed|ing)?[.,]?", w) and w not in _SMALL for w in words
    )


def _lacks_author(before: str, one: Stretch) -> bool:
    """Whether words end in a name turned round, which belongs to the source behind it."""
    nobody = bool(one.drafts) and not one.prefix and not one.drafts[0].people
    return nobody and bool(_TURNED.search(before[-200:]))


def _is_address(signs: str) -> bool:
    """Whether a chunk is one address, which is a second one of the source before it."""
    return bool(re.fullmatch(rf" *{ADDRESS}[ .;,]*", signs))


def _chunks(signs: str) -> list[tuple[int, int]]:
    """Stretches between semicolons and the ends of sentences, outside brackets."""
    ends = []
    for found in _BREAK.finditer(signs):
        before = signs[: found.start()]
        depth = before.count("(") - before.count(")") + before.count("[") - before.count("]")
        if depth > 0 or (
            found["mark"] == "."
            and re.match(rf"{QUOTED}\. (?:{ITALIC}|[Ii]n {ITALIC})", signs[found.start() - 1 :])
        ):
            continue
        behind = signs[found.end() + 1 : found.end() + 2]
        opens = behind.isupper() or not behind.isascii()
        if found["mark"] == "." and _ABBREVIATED.search(signs[: found.end()][-14:]):
            continue
        if found["mark"] != ";" and not opens:
            continue
        ends.append(found.end())
    ends.append(len(signs))
    out, at = [], 0
    for end in ends:
        start = at + len(signs[at:end]) - len(signs[at:end].lstrip())
        if end > start:
            out.append((start, end))
        at = end
    return out


def _sources(line: Line, start: int, end: int) -> list[Stretch]:
    """The sources of a chunk; none where it is prose."""
    stop = start + len(line.signs[start:end].rstrip(" .;,"))
    if one := _one(line, start, stop):
        return [one]
    signs = line.signs[start:stop]
    for found in re.finditer(
        r"(?:,|;)? (?:and|&) |, (?=quoted in |cited in |quoting |citing |reprinted in |as "
        r"(?:quoted|cited) in )",
        signs,
    ):
        middle = start + found.start()
        first = _one(line, start, middle)
        if first and (rest := _sources(line, start + found.end(), stop)):
            joined = line.typed(middle, start + found.end()).strip(" ,;")
            second = rest[0]
            prefix = " ".join(filter(None, (joined, second.prefix)))
            return [
                first,
                Stretch(
                    middle + len(found[0]) - len(found[0].lstrip(",; ")),
                    second.end,
                    second.begin,
                    prefix,
                    second.drafts,
                    second.form,
                ),
                *rest[1:],
            ]
    for found in _BEHIND.finditer(signs):
        if first := _one(line, start, start + found.start()):
            return [first]
    return []


def _one(line: Line, start: int, stop: int) -> Stretch | None:
    """The one source that a stretch is, with the words before it."""
    for at in _beginnings(line.signs[start:stop]):
        signs = line.signs[start + at : stop].strip()
        if not signs:
            continue
        prefix = line.typed(start, start + at).strip()
        form = short.read(line, signs)
        if form:
            return Stretch(start, stop, start + at, prefix, (), form)
        if not re.search(f"{QUOTED}|{ITALIC}|{ADDRESS}|\\d", signs):
            continue
        drafts = source.read(line, signs)
        if drafts:
            return Stretch(start, stop, start + at, prefix, tuple(drafts))
    return None


def _beginnings(signs: str) -> Iterator[int]:
    """Where a source may begin: at once, behind `and`, behind each signal."""
    first = _ANYWHERE.match(signs)
    if not first:
        yield 0
    weak = _AT_START.match(signs)
    if weak and not first:
        yield weak.end()
    for found in islice(_ANYWHERE.finditer(signs), _MOST):
        yield found.end()
