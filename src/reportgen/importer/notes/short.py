"""Short forms: `Ibid., 12`, `Keohane, *After Hegemony*, 45`, `supra note 5`, `op. cit.`"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.importer.notes import forms
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.marks import ITALIC, QUOTED, Line

_AT = rf"(?:[,.:]? (?:at )?(?P<at>{forms.LOCATOR}))?"
_NAMES = r"(?P<names>[^\W\d_][\w’'., &-]{0,120}?)"
_LONGEST = 240
_IBID = re.compile(
    rf"(?P<word>[Ii]bid(?:em)?|[Ii]d(?:em)?|(?:위의|같은) (?:글|책|논문)|상게서)\.?{_AT}"
)
_SUPRA = re.compile(
    rf"(?:{_NAMES},? )?(?:(?P<title>{ITALIC}|{QUOTED}),? )?supra,? (?:note|n\.|fn\.?) ?"
    rf"(?P<note>\d{{1,3}}){_AT}"
)
_OP_CIT = re.compile(
    rf"{_NAMES},? (?:op|loc)\. ?cit\.?(?:,? (?:note|n\.) ?(?P<note>\d{{1,3}}))?{_AT}"
)
_TITLED = re.compile(rf"(?:{_NAMES},? )?(?P<title>{ITALIC}|{QUOTED}){_AT}")
_NAMED = re.compile(rf"{_NAMES}, (?P<at>(?:pp?\. )?{forms.PAGES})")
_SKIPPED = frozenset(("and", "et", "al", "the", "of", "for", "a"))


@dataclass(frozen=True)
class Form:
    """A short form: `kind` is `ibid`, `supra`, `opcit` or `short`; `note` a note's number."""

    kind: str
    names: str = ""
    title: str = ""
    note: int = 0
    locator: str = ""


@dataclass(frozen=True)
class Known:
    """A source that was cited before: its note's number, its key (empty for one that no entry has),
    its reading, and the place within it that was cited."""

    note: int
    key: str
    draft: Draft
    locator: str = ""


def read(line: Line, signs: str) -> Form | None:
    """The short form that a stretch is; None for none."""
    text = signs.strip().rstrip(".;,").strip()
    if len(text) > _LONGEST:
        return None
    for kind, pattern in (
        ("ibid", _IBID),
        ("supra", _SUPRA),
        ("opcit", _OP_CIT),
        ("short", _TITLED),
        ("short", _NAMED),
    ):
        found = pattern.fullmatch(text) or pattern.fullmatch(f"{text}.")
        if not found:
            continue
        groups = found.groupdict()
        title = line.words(groups["title"]) if groups.get("title") else ""
        names = (groups.get("names") or "").strip(" ,")
        if not title and kind == "short" and re.fullmatch(r"(?:1[5-9]|20)\d\d", groups["at"]):
            return None  # a year
        return Form(
            kind, names, title, int(groups.get("note") or 0), line.value(groups.get("at") or "")
        )
    return None


def resolve(form: Form, before: Sequence[Known], here: int) -> Known | None:
    """The source that a short form in note `here` means; None where that is not plain."""
    if form.kind == "ibid":
        last = before[-1] if before else None
        if not last or here - last.note > 1:
            return None
        several = len({one.key for one in before if one.note == last.note}) > 1
        return None if several and last.note != here else last
    found = [one for one in before if not form.note or one.note == form.note]
    if form.names:
        found = [one for one in found if _is_by(one.draft, form.names)]
    if form.title:
        found = [one for one in found if _is_titled(one.draft, form.title)]
    keys = {one.key for one in found}
    if not found or (len(keys) > 1 and form.kind != "opcit"):
        return None
    if form.kind == "supra" and not (form.names or form.title) and len(keys) > 1:
        return None
    return found[-1]


def _folded(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", re.sub("<[^<>]*>", "", words).casefold())


def _is_by(draft: Draft, names: str) -> bool:
    """Whether the names are the family names of who made a work, from the first on."""
    makers = [
        *draft.people.get("author", ()),
        *(draft.people.get("editor", ()) if "author" not in draft.people else ()),
    ]
    held = _folded(" ".join(f"{n.given} {n.family} {n.literal}" for n in makers))
    asked = [w for w in _folded(names) if w not in _SKIPPED]
    if not makers or not asked or not set(asked) <= set(held):
        return False
    first = makers[0]
    return bool(set(_folded(first.family or first.literal)) & set(asked))


def _is_titled(draft: Draft, title: str) -> bool:
    """Whether a title is the beginning of a work's title, or the words of it in order."""
    asked, held = _folded(title), _folded(draft.fields.get("title", ""))
    small = {"the", "a", "an"}
    while held[:1] and held[0] in small and asked[:1] != held[:1]:
        held = held[1:]
    if held[: len(asked)] == asked:
        return True
    rest = iter(held)
    return len(asked) > 1 and all(word in rest for word in asked)
