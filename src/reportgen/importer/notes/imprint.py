"""What stands in brackets behind a title: `(Boston: Verso, 1998)`, `(PhD diss., KAIST, 2020)`."""

import re
from collections.abc import Sequence

from reportgen.bibliography import corporate
from reportgen.importer.notes import forms
from reportgen.importer.notes.segment import WHEN, Segment
from reportgen.registries.work import Name

_THESIS = re.compile(
    r"(?P<type>(?:unpublished )?(?:Ph\.? ?D\.?|doctoral|D\.?Phil\.?|master[’']?s|M\.?A\.?"
    r"|M\.?Sc?\.?"
    r"|M\.?Phil\.?|bachelor[’']?s|B\.?A\.?|undergraduate|honors|senior|SJD|J\.?S\.?D\.?"
    r"|Habilitation)"
    r"(?: (?:diss\.?|dissertation|thesis))?)", re.I
)  # fmt: skip
_GENRE = re.compile(
    r"(?:[\w’-]+ ){0,3}?(?:working papers?|discussion papers?|policy briefs?|issue briefs?"
    r"|white paper"
    r"|unpublished manuscript|manuscript|paper presented at|paper presentation|presentation|speech"
    r"|lecture|keynote(?: address)?|address|remarks|testimony|statement|press release|fact sheet"
    r"|memorandum|brief|report|video|podcast|blog(?: post)?|conference paper|panel discussion"
    r"|oral presentation|poster|installation|exhibition|performance|workshop|database|map"
    r"|data ?set|photograph|film|cable|telegram)"
    r"(?: (?:presented|delivered|given|before|at|to|for|on|prepared) .*)?", re.I
)  # fmt: skip
_IMPRINT = re.compile(
    rf"(?:(?P<orig>(?:ca?\. )?\d{{3,4}}(?: (?:AD|CE|BCE?))?)(?:; |, ?|/)(?=\D|\d{{4}}))?"
    r"(?:(?P<repr>repr(?:int|\.)?),? )?"
    rf"(?:(?P<place>[^:;\[\]]+?): )?(?:(?P<house>.+?),? )?"
    rf"(?:\[(?P<first>\d{{3,4}})\] )?(?P<date>{WHEN})"
)
_PRESS = re.compile(
    r"\b(?:Press(?:es)?|Inc|Ltd|Publish\w*|Publications?|Books?|Verlag|Éditions?|Editions?"
    r"|Univ\.? Press"
    r"|& |Sons|House"
    r"|Printing Office|Publishing|Stationery Office|Brothers|Co\.|UP)\b|&|Company|Macmillan|출판"
)
_LEARNED = re.compile(
    r"^[^,]*\bUniversity(?: of [\w ]+| [\w ]*Asia Center)?$"
    r"|\b(?:Historical|Geological|Oriental|Philosophical|Mathematical|Geographical) "
    r"(?:Society|Association)\b"
)


def thesis(seg: Segment, inner: str) -> dict[str, str] | None:
    """The fields of a thesis, of what stands in its brackets; None for none."""
    parts = inner.split(", ")
    found = _THESIS.fullmatch(parts[0]) if parts else None
    if not found or len(parts) < 2 or not re.fullmatch(WHEN, parts[-1]):
        return None
    return {
        "type": _kind_of_thesis(found[0]),
        "institution": seg.value(", ".join(parts[1:-1])),
        "date": forms.iso(seg.value(parts[-1])),
    }


def _kind_of_thesis(typed: str) -> str:
    low = typed.lower().replace(".", "").replace("’", "'")
    if low in ("phd diss", "phd dissertation", "phd thesis") and "diss." in typed:
        return "phdthesis"
    return "mathesis" if low == "master's thesis" else typed


def genre(seg: Segment, inner: str) -> dict[str, str] | None:
    """What a talk or a paper is, where and when it was given; None where that is not said."""
    parts = [part for part in inner.split(", ") if part]
    if not parts or not _GENRE.fullmatch(seg.value(parts[0])):
        return None
    out = {"type": seg.value(parts[0])}
    if re.fullmatch(WHEN, parts[-1]) and len(parts) > 1:
        out["date"] = forms.iso(seg.value(parts.pop()))
    rest = [seg.value(part) for part in parts[1:]]
    if found := re.match(
        r"(?P<type>.*?) (?P<prep>presented at|delivered at|given at|at|before|to) "
        r"(?P<event>(?:the )?[A-Z].*)",
        out["type"],
    ):
        out["type"] = f"{found['type']} {found['prep']}"
        out["eventtitle"] = found["event"]
    elif rest:
        out["eventtitle"] = rest.pop(0)
    if rest:
        out["venue"] = ", ".join(rest)
    return out


def read(seg: Segment, inner: str) -> dict[str, str] | None:
    """Place, publisher and date; None where brackets hold something else."""
    found = _IMPRINT.fullmatch(inner)
    if not found:
        return None
    house, place = found["house"] or "", found["place"] or ""
    if place and re.search(r"(?<![A-Z])[.!?] [A-Z]|\b(?:see|cited|quoted)\b", place):
        return None
    first = f"[{found['first']}] " if found["first"] else ""  # Chicago Manual of Style 17, 15.40
    out = {
        "publisher": seg.value(house).strip(" ;,"),
        "location": seg.value(place),
        "date": first + forms.iso(seg.value(found["date"])),
        "origdate": found["orig"] or "",
    }
    return {name: value for name, value in out.items() if value}


def is_report(house: str, makers: Sequence[Name]) -> bool:
    """Whether who brought a work out is a body that publishes reports, and no publishing house;
    what persons wrote for a university or a learned society is a book."""
    learned = any(name.family for name in makers) and _LEARNED.search(house)
    return (
        bool(house) and not _PRESS.search(house) and corporate.is_corporate(house) and not learned
    )
