"""What archives hold, letters and interviews."""

import re

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.segment import DATE, WHEN, Segment
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
_AUTHOR = re.compile(r"(?:the )?author|the authors?|authors")


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


def letter(seg: Segment, signs: str) -> list[Draft]:
    """`George Kennan to Dean Acheson, October 14, 1949, box 12, …`."""
    found = re.match(
        r"(?P<what>(?:[Ll]etter|[Tt]elegram|[Cc]able|[Mm]emorandum|[Mm]emo|[Ee]-?mail)(?: "
        r"from|,) )?(?P<by>[^,\ue200-\ue6ff]+?) to (?:the )?(?P<to>[^,\ue200-\ue6ff]+?), "
        r"(?:(?P<kind>(?:letter|telegram|cable|memo(?:randum)?|e-?mail)), )?"
        rf"(?P<date>{DATE})(?P<rest>.*)",
        signs,
    )
    if not found:
        return []
    writer, recipient = persons.read(found["by"]), persons.read(found["to"])
    if not writer or not recipient or "others" in [n.literal for n in writer]:
        return []
    fields = {"date": forms.iso(seg.value(found["date"]))}
    if what := (found["kind"] or (found["what"] or "").split(" ")[0].strip(",").lower()):
        fields["type"] = what
    people = {"author": writer, "recipient": recipient}
    rest = found["rest"].strip(" ,.;")
    from reportgen.importer.notes.tail import Tail

    tail = Tail(seg, rest, fields)
    tail.addresses()
    parts = [p for p in tail.rest.strip(" ,.;").split(", ") if p]
    if not parts:
        return [Draft("letter", tail.fields, people)]
    out = held(seg, "", people, parts, tail.fields)
    if out:
        return [Draft("letter", one.fields, people).but() for one in out]
    texts = [seg.value(p) for p in parts]
    if all(re.match(r"[A-Z]", t) and len(t.split()) < 9 for t in texts):
        return [Draft("letter", {**tail.fields, "library": ", ".join(texts)}, people)]
    return []


def interview(seg: Segment, signs: str) -> list[Draft]:
    """`Kim Dae-jung, interview by author, Seoul, May 3, 2023`; `Interview with X, …`."""
    first = re.match(
        r"(?P<who>[^\ue200-\ue5ff]+?), (?P<what>(?:(?:in-person|personal|telephone|phone"
        r"|online|video|Zoom|email|author) )?(?:interview|communication|conversation"
        r"|discussion|email|e-mail(?: message)?|correspondence)) (?P<prep>by|with|to) "
        r"(?P<by>[^,\ue200-\ue6ff]+)(?P<rest>(?:, [^,\ue200-\ue4ff]+)*)$",
        signs,
    )
    second = re.match(
        r"(?P<what>(?:Author(?:[’']s)? )?[Ii]nterview(?: by (?:the )?author)?) with "
        r"(?P<who>[^,\ue200-\ue4ff]+(?:, [a-z][^,\ue200-\ue4ff]+)?)(?P<rest>(?:, "
        r"[^,\ue200-\ue4ff]+)*)$",
        signs,
    )
    found = first or second
    if not found:
        return []
    parts = [p.strip() for p in found["rest"].split(", ") if p.strip()]
    when = [p for p in parts if re.fullmatch(WHEN, p)]
    places = [seg.value(p) for p in parts if p not in when]
    if len(when) != 1 or len(places) > 3:
        return []
    fields = {"date": forms.iso(seg.value(when[0])), "venue": ", ".join(places)}
    people: People = {}
    if first:
        who = persons.read(first["who"])
        by = persons.read(first["by"])
        if not who:
            return []
        people["author"] = who
        if (
            first["prep"] == "by"
            and first["what"] == "interview"
            and by
            and not _AUTHOR.fullmatch(first["by"])
        ):
            people["interviewer"] = by
        else:
            fields["type"] = f"{first['what']} {first['prep']} {seg.value(first['by'])}"
    else:
        fields["title"] = f"{found['what']} with {seg.value(found['who'])}"
    draft = Draft("interview", fields, people).but()
    if not (place := fields["venue"]):
        return [draft]
    return [draft.but(venue="", location=place), draft.but(venue="", note=place), draft]
