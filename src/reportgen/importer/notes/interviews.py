"""Interviews, and what was said or written to the author."""

import re

from reportgen.importer.notes import forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.segment import WHEN, Segment
from reportgen.registries.work import Name

People = dict[str, tuple[Name, ...]]
_AUTHOR = re.compile(r"(?:the )?author|the authors?|authors")


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
