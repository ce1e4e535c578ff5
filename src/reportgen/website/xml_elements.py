"""XML elements of one namespace, and the file that they make; nothing is put together as text."""

from dataclasses import dataclass, field

from lxml import etree

from reportgen.website.entries import CONTROLS


@dataclass(frozen=True)
class Maker:
    """Makes elements of a namespace; `prefixes` are those that they declare."""

    space: str
    prefixes: "dict[str | None, str]" = field(default_factory=dict)

    def __call__(
        self, name: str, *content: "str | etree._Element", **attributes: str
    ) -> etree._Element:
        """An element with a text or with others in it."""
        made = etree.Element(f"{{{self.space}}}{name}", nsmap=self.prefixes or None)  # type: ignore[arg-type] # None is one, too
        for key, value in attributes.items():
            made.set(key, value.translate(CONTROLS))
        for part in content:
            if isinstance(part, str):
                made.text = (made.text or "") + part.translate(CONTROLS)
            else:
                made.append(part)
        return made


def written(root: etree._Element) -> bytes:
    """The file of an element."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data
