"""Clean a project's own citation style: what stays sets citations, and fetches nothing."""

import re
from typing import Any

SPACE = "{http://purl.org/net/xbiblio/csl}"
LARGEST = 2_000_000
"""The most bytes of a style; the largest of the known 10,844 has 150,000."""
COSTLY = 100_000
"""The most steps that a citation may take, every macro counted as often as it is used."""


class Unfit(ValueError):  # noqa: N818 (a fault in the author's style, not an error of ours)
    """A style that cannot be used; `line` is where in its text, 0 where that is not known."""

    def __init__(self, said: str, line: int = 0) -> None:
        super().__init__(said)
        self.line = line


def clean(text: str) -> tuple[str, str]:
    """A style's text without links, and the name of the style that it depends on ("" if none).

    Raises Unfit, saying what is wrong, where it is no style or one that would not end.
    """
    from lxml import etree

    if len(text) > LARGEST:
        raise Unfit("it is too large")
    if declared := re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.I):
        line = text.count("\n", 0, declared.start()) + 1
        raise Unfit("it declares a document type, which a style does not need", line)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root: Any = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        said = re.sub(r",? line \d+, column \d+.*", "", (str(error).splitlines() or [""])[0])
        mark: Any = error
        line = getattr(mark, "lineno", None) or 0
        raise Unfit(f"it is not well-formed: {said}", line) from None
    if root.tag != f"{SPACE}style":
        raise Unfit("it is not a CSL style", root.sourceline or 0)
    parent = ""
    for link in list(root.iter(f"{SPACE}link")):
        if (link.get("rel") or "").strip().lower() == "independent-parent":
            parent = parent or re.sub(r".*/", "", (link.get("href") or "").strip().rstrip("/"))
        holder = link.getparent()
        if holder is not None:
            holder.remove(link)
    if not parent:
        _weigh(root)
    return etree.tostring(root, encoding="unicode"), parent


def _weigh(root: Any) -> None:
    """Raise Unfit for macros that use each other in a circle, or without measure."""
    macros: dict[str, Any] = {str(m.get("name")): m for m in root.iter(f"{SPACE}macro")}
    known: dict[str, int] = {}
    open_: list[str] = []

    def weight(element: Any) -> int:
        total = 1
        for child in element.iter():
            total += 1
            name = str(child.get("macro")) if isinstance(child.tag, str) else ""
            if name in macros:
                if name in open_ or len(open_) > 100:
                    raise Unfit(f"its macro `{name}` uses itself", child.sourceline or 0)
                if name not in known:
                    open_.append(name)
                    known[name] = weight(macros[name])
                    open_.pop()
                total += known[name]
        return total

    if weight(root) > COSTLY:
        raise Unfit("its macros use each other too often", root.sourceline or 0)
