"""PDF: its XMP, with PRISM, and how many pages it has (ISO 16684-1; PRISM 3.0)."""

from io import BytesIO
from typing import Any

from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.readers import Read
from reportgen.reports.publish.readers._xml import every, first, tree, words

ENDINGS = (".pdf",)


def read(data: bytes) -> Read:
    """The facts of the file. Raises ValueError."""
    import pikepdf

    try:
        with pikepdf.open(BytesIO(data)) as opened:
            count = len(opened.pages)
            packet: Any = opened.Root.get("/Metadata")
            xmp = bytes(packet.read_bytes()) if packet is not None else b""
    except (pikepdf.PdfError, pikepdf.PasswordError, AttributeError, RuntimeError) as error:
        raise ValueError(f"is no PDF that can be read: {str(error)[:200]}") from None
    if not xmp:
        return {"": stated(pages=count)}
    root = tree(xmp.strip())

    def one(name: str) -> str:
        found = first(root, name)
        item = None if found is None else first(found, "li")
        return words(found if item is None else item)

    def all_of(name: str) -> list[str]:
        found = first(root, name)
        return [] if found is None else [words(item) for item in every(found, "li")]

    return {
        "": stated(
            title=one("title"),
            authors=all_of("creator"),
            doi=one("doi") or one("identifier"),
            volume=one("volume"),
            issue=one("number"),
            first_page=one("startingPage"),
            last_page=one("endingPage"),
            licence=one("WebStatement"),
            keywords=all_of("subject"),
            language=one("language"),
            pages=count,
        )
    }
