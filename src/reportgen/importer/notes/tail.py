"""What stands behind a title, part by part: editors, volumes, dates, pages, addresses.

`take` reads the parts in any order and leaves what it does not know, for the kinds of sources to
say what that is.
"""

import re
from dataclasses import dataclass, field

from reportgen.importer.notes import forms, imprint, persons
from reportgen.importer.notes.marks import ADDRESS, ITALIC
from reportgen.importer.notes.segment import BRACKETS, WHEN, Segment
from reportgen.registries.work import Name

_ROLES = (
    (
        r"(?:eds?\. and trans\.|trans\. and eds?\.|edited and translated by)",
        "editor translator",
    ),
    (r"(?:eds?\.|edited by|Ed\.|Eds\.|Edited by|edited and introduced by)", "editor"),
    (r"(?:trans\.|tr\.|translated by|Translated by|Trans\.)", "translator"),
    (r"(?:[Ii]nterview(?:ed)? by|interview with)", "interviewer"),
    (r"(?:directed by|dir\.)", "director"),
    (r"(?:by|By)", "bookauthor"),
    (r"(?:(?:with (?:an? )?)?(?:foreword|introduction|preface) by)", "introduction"),
)
_END = (
    rf"(?= ?{BRACKETS}|, (?:vol|\d+ vols?|{forms.ORDINAL},? (?:ed|rev)|rev\. ed|trans\.|eds?\."
    rf"|{WHEN}|{BRACKETS}|pp?\.|{ITALIC}|{ADDRESS}|chap|ch\.|\d|no\.|\w+ \d)|\.? ?$|: |; |"
    r"(?<![A-Z])\. (?=[A-Z]))"
)
_ACCESS = re.compile(
    r"(?:last )?(?:accessed|retrieved|visited|viewed|consulted|checked)(?: on| at)?:? "
    rf"(?P<date>{WHEN})(?:[,.]? (?:from|at))?"
    rf"|(?:as of|last visited) (?P<asof>{WHEN})",
    re.I,
)
_PREFACED = re.compile(
    r"(?:available (?:at|from|online at|online|here)|at|from|via|retrieved from|found at"
    r"|online at|URL|accessed at"
    rf"|archived at|https?)?:? ?(?P<url>{ADDRESS})", re.I
)  # fmt: skip
_MODIFIED = re.compile(
    r"(?P<how>(?:last )?(?:modified|updated|edited|revised|reviewed)(?: on)?|published(?: "
    rf"on)?|posted(?: on)?) (?P<date>{WHEN})",
    re.I,
)


@dataclass
class Tail:
    """What is read so far of what stands behind a title."""

    seg: Segment
    rest: str
    fields: dict[str, str] = field(default_factory=dict)
    people: dict[str, tuple[Name, ...]] = field(default_factory=dict)
    locator: str = ""

    def take(self, pattern: str | re.Pattern[str]) -> re.Match[str] | None:
        """A pattern at the start of the rest, behind a mark; the rest is then what follows it."""
        bare = self.rest.lstrip(" ,.;:")
        found = re.compile(pattern).match(bare)
        if found and found.end():
            self.rest = bare[found.end() :]
            return found
        return None

    @property
    def done(self) -> bool:
        return not self.rest.strip(" ,.;:")

    def addresses(self) -> None:
        """Take addresses and the days of access from anywhere in the rest."""
        rest = self.rest
        for sign in re.findall(BRACKETS, rest):
            inner = self.seg.inner(sign)
            if found := _ACCESS.fullmatch(inner):
                self.fields["urldate"] = forms.iso(self.seg.value(found["date"] or found["asof"]))
                rest = rest.replace(sign, "").replace("  ", " ")
        if found := re.search(rf"[,.;(]? ?{_ACCESS.pattern}", rest, re.I):
            typed = self.seg.value(found["date"] or found["asof"])
            self.fields.setdefault("urldate", forms.iso(typed))
            rest = rest[: found.start()] + rest[found.end() :]
        urls = []
        while found := re.search(rf"[,.;]? ?\(?{_PREFACED.pattern}\)?", rest, re.I):
            urls.append(self.seg.words(found["url"]))
            rest = rest[: found.start()] + rest[found.end() :]
        dois = [u for u in urls if re.match(r"https?://(?:dx\.)?doi\.org/", u)]
        if dois:
            self.fields["doi"] = re.sub(r"^https?://(?:dx\.)?doi\.org/", "", dois[0])
        if others := [u for u in urls if u not in dois[:1]]:
            self.fields["url"] = " ".join(others)
        if found := re.search(rf",? \(?{_MODIFIED.pattern}\)?", rest, re.I):
            self.fields["date"] = forms.iso(self.seg.value(found["date"]))
            self.fields["note"] = found["how"]
            rest = rest[: found.start()] + rest[found.end() :]
        self.rest = rest

    def role(self) -> bool:
        """Take editors, translators and others who worked at it."""
        for pattern, roles in _ROLES:
            bare = self.rest.lstrip(" ,.;:")
            found = re.match(rf"{pattern} (?P<names>[^\ue200-\ue6ff:;]+?){_END}", bare)
            if not found:
                continue
            names, end = _shortened(found["names"])
            if names:
                self.rest = bare[found.end() - len(found["names"]) + end :]
                for one in roles.split():
                    self.people[one] = names
                return True
        bare = self.rest.lstrip(" ,.;:")
        found = re.match(rf"(?P<names>[^\ue200-\ue6ff:;]+?),? (?:{BRACKETS}|eds?\.?)(?=[ ,])", bare)
        if found and (
            found[0].endswith("ed")
            or found[0].endswith(("ed.", "eds", "eds."))
            or re.fullmatch(r"eds?\.?", self.seg.inner(found[0][-1]))
        ):
            names = persons.read(found["names"])
            if names:
                self.rest = bare[found.end() :]
                self.people["editor"] = names
                return True
        return False

    def part(self) -> bool:
        """Take one part of a book's description: edition, volume, series of volumes."""
        if found := self.take(forms.EDITION):
            self.fields["edition"] = (found["edition"] or "Rev.").strip()
        elif found := self.take(rf"{forms.VOLUME.pattern},? of (?P<main>{ITALIC})"):
            self.fields["volume"] = found["volume"]
            self.fields["maintitle"] = self.seg.words(found["main"])
        elif found := self.take(rf"{forms.VOLUME.pattern}, (?P<part>{ITALIC})"):
            self.fields["volume"] = found["volume"]
            name = "booktitle" if "booktitle" in self.fields else "title"
            self.fields["maintitle"] = self.fields[name]
            self.fields[name] = self.seg.words(found["part"])
        elif found := self.take(r"(?P<form>Kindle|e-?book|EPUB|PDF|audiobook)(?: ed(?:ition|\.))?"):
            self.fields["note"] = found[0]
        elif found := self.take(rf"{forms.VOLUME.pattern}(?!: \d)"):
            self.fields["volume"] = found["volume"]
        elif found := self.take(forms.VOLUMES):
            self.fields["volumes"] = found["volumes"]
        else:
            return self.role()
        return True

    def imprint(self) -> bool:
        """Take the brackets with place, publisher and date."""
        bare = self.rest.lstrip(" ,.;:")
        if not re.match(BRACKETS, bare):
            return False
        found = imprint.read(self.seg, self.seg.inner(bare[0]))
        if not found:
            return False
        self.fields.update(found)
        self.rest = bare[1:]
        return True

    def date(self) -> bool:
        if "date" not in self.fields and (found := self.take(rf"{WHEN}(?![\w/:-])")):
            self.fields["date"] = forms.iso(self.seg.value(found[0]))
            return True
        return False

    def place(self) -> bool:
        """Take the place that the note cites, at the end of the rest."""
        bare = self.rest.strip(" ,.;:")
        found = re.fullmatch(forms.LOCATOR, bare)
        if found:
            self.locator = self.seg.value(bare)
            self.rest = ""
        return bool(found)


def _shortened(typed: str) -> tuple[tuple[Name, ...], int]:
    """The people at the start of a text, and where they end: a series may follow them."""
    end = len(typed)
    while end > 0:
        names = persons.read(typed[:end])
        one_body = len(names) == 1 and names[0].literal and ", " in names[0].literal
        if names and not one_body:
            return names, end
        end = typed.rfind(", ", 0, end)
    return persons.read(typed), len(typed)
