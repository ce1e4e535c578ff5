"""What grows while a document is written: parts, relationships, pictures, notes, bookmarks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.ast import Node
from reportgen.editions import Edition
from reportgen.word.fallback import Fallbacks
from reportgen.word.index import Index
from reportgen.word.look import Recipe
from reportgen.word.xml import OFFICE, bookmark, escape

RELATED = f"{OFFICE}/officeDocument/2006/relationships/"


@dataclass
class Part:
    """One part of the package and what it is related to: (kind, target, outside) -> identifier."""

    name: str
    related: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def relate(self, kind: str, target: str, outside: bool = False) -> str:
        """The identifier of a relationship to another part, or to an address outside."""
        key = (kind, target, outside)
        return self.related.setdefault(key, f"rId{len(self.related) + 1}")

    def xml(self) -> str:
        """The part that lists the relationships."""
        mode = {True: ' TargetMode="External"', False: ""}
        lines = "".join(
            f'<Relationship Id="{name}" Type="{RELATED}{kind}" '
            f'Target="{escape(target)}"{mode[outside]}/>'
            for (kind, target, outside), name in self.related.items()
        )
        space = "http://schemas.openxmlformats.org/package/2006/relationships"
        head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        return f'{head}<Relationships xmlns="{space}">{lines}</Relationships>'


@dataclass
class Book:
    """A document that is being written."""

    edition: Edition
    recipe: Recipe
    formulas: Mapping[tuple[str, bool], str]
    index: Index
    fallbacks: Fallbacks = field(default_factory=Fallbacks)
    document: Part = field(default_factory=lambda: Part("document"))
    endings: Part = field(default_factory=lambda: Part("notes"))
    media: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, tuple[str, str]] = field(default_factory=dict)
    notes: list[list[Node]] = field(default_factory=list)
    lists: list[tuple[str, int]] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    marks: int = 0
    drawings: int = 0
    breaks: tuple[int, ...] = ()

    @property
    def lang(self) -> str:
        return self.edition.report.front.lang or "en-US"

    @property
    def numbered(self) -> bool:
        """Whether headings have numbers."""
        return bool(self.edition.report.front.number_sections) and not self.edition.pages

    @property
    def feet(self) -> bool:
        """Whether notes stand at the foot of the page."""
        return self.edition.report.front.notes == "footnotes"

    def mark(self, identifier: str, inner: str) -> str:
        """Content under a bookmark, which links and fields refer to."""
        if not identifier:
            return inner
        self.marks += 1
        return (
            f'<w:bookmarkStart w:id="{self.marks}" w:name="{bookmark(identifier)}"/>{inner}'
            f'<w:bookmarkEnd w:id="{self.marks}"/>'
        )

    def drawing(self) -> int:
        """A number that no other drawing has."""
        self.drawings += 1
        return self.drawings
