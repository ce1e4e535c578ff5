"""Letters, telegrams and memoranda to someone."""

import re

from reportgen.importer.notes import archives, forms, persons
from reportgen.importer.notes.draft import Draft
from reportgen.importer.notes.segment import DATE, Segment
from reportgen.importer.notes.tail import Tail
from reportgen.registries.work import Name

People = dict[str, tuple[Name, ...]]


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
