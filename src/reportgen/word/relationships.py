"""What a part of the package is related to (ISO 29500-2, 9.3)."""

from dataclasses import dataclass, field

from reportgen.word.elements import OFFICE, Element, Maker

TYPES = f"{OFFICE}/officeDocument/2006/relationships/"
rel = Maker(f"{OFFICE}/package/2006/relationships")


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
            full = kind if "://" in kind else TYPES + kind
            listed.append(rel("Relationship", Id=name, Type=full, Target=target, TargetMode=mode))
        return listed
