"""Letters and interviews."""

import re

from reportgen.importer.notes import archives, forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.segment import DATE, WHEN, Segment
from reportgen.importer.notes.tail import Tail
from reportgen.registries.work import Name

People = dict[str, tuple[Name, ...]]
_AUTHOR = re.compile(r"(?:the )?author|the authors?|authors")


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
    tail = Tail(seg, rest, fields)
    tail.addresses()
    parts = [p for p in tail.rest.strip(" ,.;").split(", ") if p]
    if not parts:
        return [Draft("letter", tail.fields, people)]
    out = archives.held(seg, "", people, parts, tail.fields)
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
