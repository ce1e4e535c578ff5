"""What archives hold."""

import re

from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.segment import Segment
from reportgen.registries.work import Name

People = dict[str, tuple[Name, ...]]
_PLACE = re.compile(
    r"(?:[Bb]ox|[Ff]older|[Rr]eel|[Ff]iles?|[Ff]rames?|[Cc]ontainer|[Ss]eries|[Cc]arton"
    r"|[Ii]tem) [\w./-]*\d[\w./–-]*(?: ?[–-] ?\d+)?|[Ff]older [A-Z“].*|[Bb]oxes .*\d"
)
_GROUP = re.compile(
    r"(?:RG|Record Group) ?\d+.*|(?:FO|CAB|PREM|DEFE|CO|WO|T|HO|DO) ?\d+/\d+.*|.*\b"
    r"(?:Papers|Collection|Files?|Records|Fonds)\b.*"
)
_HOLDER = re.compile(
    r"\b(?:Library|Archives?|Archiv|Archivio|Museum|Records Office|Historical Society"
    r"|Institution Archives|University of|NARA|NSA|Hoover Institution|문서보관소|기록원)"
    r"\b|기록관|도서관"
)


def is_place(text: str) -> bool:
    """Whether a text names a box, a file or a record group."""
    return bool(
        _PLACE.fullmatch(text) or re.match(r"(?:RG|Record Group) ?\d|[A-Z]{1,4} ?\d+/\d+$", text)
    )


def held(
    seg: Segment, title: str, people: People, parts: list[str], fields: dict[str, str]
) -> list[Draft]:
    """The reading of what an archive holds; none where no archive is named."""
    texts = [seg.value(part) for part in parts]
    places = [t for t in texts if _PLACE.fullmatch(t)]
    groups = [t for t in texts if t not in places and _GROUP.fullmatch(t)]
    holder = next(
        (
            i
            for i, t in enumerate(texts)
            if t not in places and t not in groups and _HOLDER.search(t)
        ),
        None,
    )
    if not (places or groups) or (holder is None and not (places and groups)):
        return []
    out = {k: v for k, v in fields.items() if not k.startswith("_")}
    out["title"] = title
    if holder is not None:
        out["library"] = ", ".join(texts[holder:])
        texts = texts[:holder]
    kept = [t for t in texts if t in places or t in groups]
    if len(kept) != len(texts):
        return []
    out["note"] = ", ".join(kept)
    library = out.pop("library", "")
    plain = Draft(
        "unpublished", {**out, "note": ", ".join(kept), "library": library}, dict(people)
    ).but()
    boxes = ", ".join(t for t in kept if t in places)
    collections = ", ".join(t for t in kept if t not in places)
    parted = Draft(
        "unpublished",
        {**out, "note": boxes, "collection": collections, "archive": library},
        dict(people),
    ).but()
    return [parted, plain]
