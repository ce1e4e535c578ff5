"""What is known of a document while it is written, and what is collected for its other parts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from reportgen.editions import Edition
from reportgen.editions._first_page import FirstPage, first_page
from reportgen.processes.share import Share
from reportgen.tree.nodes import Node
from reportgen.word.comments import Thread
from reportgen.word.design import Design
from reportgen.word.elements import OFFICE, Element, Maker, w
from reportgen.word.targets import Targets

rel = Maker(f"{OFFICE}/package/2006/relationships")
RELATIONSHIPS = f"{OFFICE}/officeDocument/2006/relationships/"


@dataclass
class Part:
    """One part of the package and its relationships: (type, target, external) -> identifier."""

    related: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def relate(self, kind: str, target: str, external: bool = False) -> str:
        """The identifier of a relationship to another part, or to an address outside."""
        key = (kind, target, external)
        return self.related.setdefault(key, f"rId{len(self.related) + 1}")

    def relationships(self) -> Element:
        """The part that lists the relationships."""
        listed = rel("Relationships")
        for (kind, target, external), name in self.related.items():
            mode = "External" if external else None
            full = kind if "://" in kind else RELATIONSHIPS + kind
            listed.append(rel("Relationship", Id=name, Type=full, Target=target, TargetMode=mode))
        return listed


@dataclass
class DocumentContext:
    """A document that is being written.

    `formulas` and `raw` hold, by their source, elements that are copied to where they stand.
    `lists` holds the kind and the first number of each list, `levels` the levels of the headings
    above the present place, `breaks` the blocks that later columns begin with, `share`
    the time that is left to draw pictures in, `stem` what the names of pictures begin with,
    `citations` how many are fields so far, `note_number` the note that is being written, 0 in
    the text.
    """

    edition: Edition
    design: Design
    formulas: Mapping[tuple[str, bool], Element]
    raw: Mapping[str, list[Element]]
    targets: Targets
    document: Part = field(default_factory=Part)
    note_part: Part = field(default_factory=Part)
    media: dict[str, bytes] = field(default_factory=dict)
    images: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[list[Node]] = field(default_factory=list)
    comments: list[Thread] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    bookmarks: int = 0
    drawings: int = 0
    breaks: tuple[int, ...] = ()
    share: Share = field(default_factory=Share)
    stem: str = "image"
    citations: int = 0
    note_number: int = 0

    def anew(self, design: Design, breaks: tuple[int, ...] = ()) -> "DocumentContext":
        """The same document before it is written, by another design."""
        known = (self.formulas, self.raw, self.targets)
        return DocumentContext(self.edition, design, *known, breaks=breaks, share=self.share)

    def beside(self, edition: Edition, known: "DocumentContext") -> "DocumentContext":
        """An earlier state of the document, to be written into the same package after this one.

        `known` is its own context, of which it keeps what is known beforehand.
        """
        pictures, own = self.edition.report.images, edition.report.images
        same = {
            name: files
            for name, files in self.images.items()
            if name in own and own[name].data == pictures[name].data
        }
        return DocumentContext(
            edition, self.design, known.formulas, known.raw, known.targets, self.document,
            self.note_part, self.media, same, lists=self.lists, bookmarks=self.bookmarks,
            drawings=self.drawings, share=self.share, stem="earlier",
        )  # fmt: skip

    @property
    def lang(self) -> str:
        return self.edition.report.front.lang or "en-US"

    @property
    def words(self) -> Mapping[str, str]:
        """What a document says by itself, in its language."""
        return self.edition.report.words

    @cached_property
    def first_page(self) -> FirstPage:
        return first_page(self.edition)

    @cached_property
    def works(self) -> Mapping[str, Mapping[str, Any]]:
        """The cited works by their keys, where citations are to be fields; else none."""
        report = self.edition.report
        fields = report.front.docx.citations == "zotero"
        return {str(item["id"]): item for item in report.sources} if fields else {}

    @property
    def numbered(self) -> bool:
        """Whether headings have numbers."""
        return bool(self.edition.report.front.number_sections) and not self.edition.pages

    @property
    def note(self) -> str:
        """The kind of notes: "footnote" or "endnote"."""
        return "footnote" if self.edition.report.front.notes == "footnotes" else "endnote"

    def bookmark(self, identifier: str, contents: Iterable[Element]) -> list[Element]:
        """Contents between the ends of a bookmark, which links and fields refer to."""
        if not identifier:
            return list(contents)
        self.bookmarks += 1
        start = w("bookmarkStart", id=self.bookmarks, name=bookmark_name(identifier))
        return [start, *contents, w("bookmarkEnd", id=self.bookmarks)]

    def drawing(self) -> int:
        """A number that no other drawing has."""
        self.drawings += 1
        return self.drawings


def bookmark_name(identifier: str) -> str:
    """A name that Word takes for a bookmark (40 characters), one for each identifier."""
    plain = re.sub(r"[^A-Za-z0-9_]", "_", identifier)
    if plain == identifier.replace("-", "_") and len(plain) <= 36:
        return f"ref_{plain}"
    return f"ref_{plain[:25]}_{sha256(identifier.encode()).hexdigest()[:8]}"
