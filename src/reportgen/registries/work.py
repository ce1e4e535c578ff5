"""A work as a registry or a page describes it, made of plain and bounded values."""

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import Any

LONGEST = 1_500
"""The most characters of a title or a name that is kept."""
MOST_NAMES = 100
"""The most names of a role that are kept."""

_TAG = re.compile(r"<(/?)(?:[a-z]+:)?([a-zA-Z][a-zA-Z0-9]*)\b[^<>]{0,500}>")
_HIDDEN = re.compile(r"<(mml:annotation|annotation|script|style)\b.*?</\1>", re.S | re.I)
_SAME = {"em": "i", "italic": "i", "strong": "b", "bold": "b"}
_KEPT = ("i", "b", "sub", "sup")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069"
                      r"\ufeff\ufffe\uffff\ud800-\udfff\ue000-\uf8ff\u00ad]")  # fmt: skip


@dataclass(frozen=True)
class Name:
    """A person, or a body by its whole name in `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""


@dataclass(frozen=True)
class Work:
    """What is known of a work. `kind` is a type of CSL 1.0.2, `date` is `YYYY[-MM[-DD]]`.

    Texts are one line in Unicode's form NFC, and have no markup but `<i>`, `<b>`, `<sub>` and
    `<sup>` in titles. `cut` says what of it was too long or too many to be kept.
    """

    kind: str = "document"
    title: str = ""
    subtitle: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container: str = ""
    series: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    number: str = ""
    edition: str = ""
    publisher: str = ""
    place: str = ""
    event: str = ""
    date: str = ""
    genre: str = ""
    isbn: str = ""
    doi: str = ""
    arxiv: str = ""
    pmid: str = ""
    url: str = ""
    accessed: str = ""
    language: str = ""
    version: str = ""
    cut: tuple[str, ...] = ()


def text(value: Any, most: int = LONGEST) -> str:
    """One line of what a stranger sent as a text: of a list the first text that has letters.

    Entities are undone, tags but those of italics, bold and scripts are taken off.
    """
    if isinstance(value, list):
        return next((found for one in value[:20] if (found := text(one, most))), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    out = str(value)[: 20 * LONGEST]
    for _ in range(2):  # `&amp;amp;` is common
        out = html.unescape(out) if "&" in out else out
    out = _CONTROL.sub("", _HIDDEN.sub("", out))
    out = _TAG.sub(_tag, out) if "<" in out else out
    return shortened(unicodedata.normalize("NFC", " ".join(out.split())), most)


def plain(value: Any, most: int = LONGEST) -> str:
    """One line without any markup."""
    return " ".join(_TAG.sub("", text(value, most)).split())


def shortened(words: str, most: int) -> str:
    """Words cut at a blank where there are too many, with an ellipsis."""
    if len(words) <= most:
        return words
    return balanced(words[:most].rpartition(" ")[0] or words[:most]) + "…"


def balanced(marked: str) -> str:
    """A text in which every tag that is kept has its partner: single ones are taken off."""
    out = marked
    for tag in _KEPT:
        if out.count(f"<{tag}>") != out.count(f"</{tag}>"):
            out = out.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return out


def _tag(found: re.Match[str]) -> str:
    name = _SAME.get(found[2].lower(), found[2].lower())
    if name in _KEPT:
        return f"<{found[1]}{name}>"
    return " " if name in ("br", "p", "title", "sec") else ""
