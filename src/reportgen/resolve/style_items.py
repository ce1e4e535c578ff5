"""An item as the chosen citation style can print it.

`bibliography.item` fills CSL's variables as CSL 1.0.2 describes them, and `note` with what has no
variable. The official styles never print `note`, and look for the parts of law where Zotero keeps
them: a session in `chapter-number`, a committee in `section`, reporters abbreviated. What finds a
work is put where the style prints it; which variables a style has is read from its text.
"""

import re
from functools import lru_cache
from typing import Any

from reportgen.bibliography import law_citations
from reportgen.bibliography.legal import KINDS
from reportgen.tree.nodes import Node, edit

_VARIABLES = re.compile(r"""\bvariable=["']([^"']+)["']""")
_SPANS = re.compile(r'<span class="nocase">|</span>')
_BEHIND = re.compile(r"""<locale xml:lang="ko">\s*<terms>\s*<term name="issue" form="short"\s*/>""")
_OSCOLA = 'variable="authority number"'
_COURT = re.compile(r"\[\d{4}\] (\D+?) (\d.*)")
_TAG = re.compile(r"<[^<>]*>")
_BRACKETED = frozenset(
    ("AC", "A.C.", "All ER", "Ch", "Fam", "ICR", "KB", "K.B.", "P", "QB", "Q.B.", "WLR")
)
"""British reports whose year is part of the citation (OSCOLA 4th ed., 2.1.2)."""
_GENERIC = frozenset(("afterword", "foreword", "introduction", "preface"))
"""Titles that a note puts before the book's: "introduction to" (Chicago Manual of Style)."""
_PUBLIC_LAW = re.compile(r"^Pub\. L\. No\. (?=\d+[-–]\d+)")
_SPAN = re.compile(r"\d-\d")
_TO = re.compile(
    r"(?:(?P<kind>letter|telegram|cable|memorandum|memo|e-?mail|message|note)s? )?"
    r"(?:from [^,]{2,60} )?to (?P<to>[^,:;]{2,60})",
    re.I,
)
_US_LAW = re.compile(r"\d+[-–]\d+(?:, .+)?")
_HYPHEN = "\u2011\u2060"
"""Stands for a hyphen within a number: citeproc takes `117-167` for the numbers 117 to 167."""
_ROMAN = {
    f"{tens}{ones}": 10 * i + j
    for i, tens in enumerate(("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX"))
    for j, ones in enumerate(("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
}
_HELD = (
    *("document", "graphic", "interview", "manuscript", "map"),
    *("personal_communication", "speech"),
)
"""Types of what archives hold."""


def fitted(item: dict[str, Any], style: str, notes: bool, lang: str) -> dict[str, Any]:
    """A copy of a BibTeX entry's item whose variables the style (its text) prints.

    In Korean a number stands before its word, `3호`: a style says so by an empty term.
    """
    out = dict(item)
    if lang.lower().startswith("ko") and _BEHIND.search(style) and "issue" in out:
        out["issue"] = re.sub(r"(?<=\d)$", "호", out["issue"])
    known = _known(style)
    if notes and _OSCOLA in style:
        _neutral(out)
    elif notes:
        _year_once(out, known)
    if notes:
        _generic_title(out, known)
        if "recipient" in known:
            _letter(out)
    if "note" in known:
        return out
    if out["type"] in KINDS:
        _law(out, style)
    else:
        _patent(out)
        _archive(out, known)
        _remark(out, known, notes)
        if out["type"] == "speech" and "event-place" in out and "event-title" not in out:
            out.setdefault("publisher-place", out["event-place"])
        if "genre" in out and re.fullmatch(r"\d+-\d+", out.get("number", "")):
            out["number"] = f"No. {out['number']}"
        if (volume := out.get("volume", "")) and volume in _ROMAN:
            out["volume"] = str(_ROMAN[volume])
    if _SPAN.search(out.get("number", "")):
        out["number"] = out["number"].replace("-", _HYPHEN)
    return out


def as_typed(rendered: list[Node], items: list[dict[str, Any]]) -> list[Node]:
    """What citeproc set, with the hyphens that kept a number from being taken for two."""
    if not any(_HYPHEN in str(item.get("number", "")) for item in items):
        return rendered
    done: list[Node] = edit(rendered, lambda n: {**n, "c": n["c"].replace(_HYPHEN, "-")}, {"Str"})
    return done


@lru_cache(maxsize=8)
def _known(style: str) -> frozenset[str]:
    """The variables that a style's text prints or asks for."""
    return frozenset(name for found in _VARIABLES.findall(style) for name in found.split())


def _neutral(out: dict[str, Any]) -> None:
    """OSCOLA's official style puts `[2008] UKHL 13` together from court, number and year."""
    title = _TAG.sub("", out.get("title", ""))
    year = next(iter(out.get("issued", {}).get("date-parts", [[]])[0]), None)
    if out["type"] == "legal_case" and (found := _COURT.fullmatch(out.get("number", ""))):
        out["authority"], out["number"] = found[1], found[2]
    elif out["type"] == "legislation" and year and law_citations.year_said("", title, year):
        del out["issued"]


def _year_once(out: dict[str, Any], known: frozenset[str]) -> None:
    """A British citation holds its year: `[1932] AC 562 (HL)`, `[2019] UKSC 41`."""
    year = next(iter(out.get("issued", {}).get("date-parts", [[]])[0]), None)
    if out["type"] not in ("legal_case", "legislation") or not year or "number" not in known:
        return
    reports = _TAG.sub("", out.get("container-title", ""))
    if reports in _BRACKETED and "number" not in out:
        del out["container-title"]
        volume, page = out.pop("volume", ""), out.pop("page", "")
        out["number"] = " ".join(filter(None, (f"[{year}]", volume, reports, page)))
    title = _TAG.sub("", out.get("title", ""))
    if "container-title" not in out and law_citations.year_said(out.get("number", ""), title, year):
        del out["issued"]


def _generic_title(out: dict[str, Any], known: frozenset[str]) -> None:
    if out["type"] != "chapter" or "container-title" not in out or "genre" not in known:
        return
    if out.get("title", "").lower() in _GENERIC and "genre" not in out:
        out["genre"] = out.pop("title").lower()
        out.pop("title-short", None)


def _law(out: dict[str, Any], style: str) -> None:
    kind, note = out["type"], out.pop("note", "")
    if short := out.pop("container-title-short", ""):
        out["container-title"] = short
    page = out.get("page", "")
    if page.startswith("§") and "section" not in out:
        out["section"] = out.pop("page").lstrip("§ ")
    if kind == "hearing":
        _hearing(out, note)
    elif kind == "bill":
        body = _joined(note, out.pop("publisher", ""))
        if body:
            out["authority"] = _joined(out.get("authority", ""), body)
    elif kind == "treaty" and (note or "number" in out) and "page" in out:
        placed = [out.pop(name, "") for name in ("volume", "container-title", "page")]
        out["number"] = _joined(" ".join(filter(None, placed)), out.get("number", ""), note)
    elif note and kind != "legal_case" and "number" in out:
        out["status"] = _joined(out.get("status", ""), note)
    elif note:
        out["number"] = _joined(out.get("number", ""), note)
    number = _PUBLIC_LAW.sub("", out.get("number", ""))
    if number and kind == "legislation" and 'term="legislation"' in style:
        if _US_LAW.fullmatch(number):
            out.pop("genre", None)
            out["number"] = number
        else:  # the style would print "Pub. L." or "No." before it
            out["type"] = "regulation"
            out["genre"] = " ".join(filter(None, (out.get("genre", ""), out.pop("number"))))
    if kind == "legal_case" and re.fullmatch(r"\d+[:-][\d:-]+", out.get("number", "")):
        out["number"] = f"No. {out['number']}"
    if "title" in out:
        out["title"] = f'<span class="nocase">{_SPANS.sub("", out["title"])}</span>'


def _hearing(out: dict[str, Any], note: str) -> None:
    """A hearing's committee is in `section`, what numbers it beside the Congress."""
    bodies = [
        name["literal"] for name in out.get("author", ()) if "ommittee" in name.get("literal", "")
    ]
    if bodies:
        del out["author"]
    held = [
        out.pop(name, "")
        for name in ("event-title", "publisher")
        if "ommittee" in out.get(name, "")
    ]
    out.pop("event", None)
    if committee := _joined(*bodies, *held):
        out.setdefault("section", re.sub(r"^Hearings? [Bb]efore (?:the )?", "", committee))
    if number := _joined(out.pop("number", ""), note):
        out["authority"] = _joined(out.get("authority", ""), number)


def _archive(out: dict[str, Any], known: frozenset[str]) -> None:
    """A shelf mark and a remark on it are the place in the archive."""
    if out["type"] not in _HELD or "archive_location" not in known or "call-number" in known:
        return
    if "archive" in out and out.get("number") and "archive_location" not in out:
        out["archive_location"] = out.pop("number")
    mark = out.pop("call-number", "")
    if mark and "archive" not in out and not re.search(r"\d", mark):
        out["archive"], mark = mark, ""
    held = "archive" in out or "archive_collection" in out or mark
    note = out.pop("note", "") if held else ""
    if place := _joined(
        note if "archive" in out and not mark else "", out.get("archive_location", ""), mark
    ):
        out["archive_location"] = place
    if note and note not in out.get("archive_location", ""):
        out["archive_location"] = _joined(out["archive_location"], note)


def _letter(out: dict[str, Any]) -> None:
    """A letter is cited by writer and recipient; a title that says no more is left out."""
    if out["type"] != "personal_communication" or "author" not in out:
        return
    title = _TAG.sub("", out.get("title", "")).strip()
    described = _TO.fullmatch(title) or re.fullmatch(
        r"[\w .]{2,60}? to (?P<to>[\w .]{2,60})", title
    )
    if not described:
        return
    out.setdefault("recipient", [{"literal": described["to"]}])
    del out["title"]
    out.pop("title-short", None)


def _patent(out: dict[str, Any]) -> None:
    number = out.get("number", "")
    if out["type"] == "patent" and number.startswith("US Patent "):
        out["number"], out["genre"] = number.removeprefix("US Patent "), "US Patent"


def _remark(out: dict[str, Any], known: frozenset[str], notes: bool) -> None:
    note = out.get("note", "")
    if note and out["type"] == "report" and "number" not in out and law_citations.symbol(note):
        out["number"] = out.pop("note")
    elif note and notes and "medium" in known and "medium" not in out:
        out["medium"] = out.pop("note")


def _joined(*parts: str) -> str:
    return ", ".join(filter(None, parts))
