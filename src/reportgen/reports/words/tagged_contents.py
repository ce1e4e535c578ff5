"""The contents of a tagged PDF (ISO 32000-1, 14.7 and 14.8): what a screen reader reads out.

Running heads, page numbers and repeated heads of tables are artifacts, and no part of it.
"""

import logging
from io import BytesIO
from typing import Any

from reportgen.reports.words.contents import OBJECT, Contents, UnreadableError, label
from reportgen.reports.words.marked_content import DEEPEST, marked_texts

SILENT = {"TOC", "Artifact"}
OBJECTS = {"Formula", "Figure"}
INLINE = {"Span", "Link", "Code", "Quote", "Em", "Strong"}


def contents(data: bytes) -> Contents:
    """What a PDF shows; raises UnreadableError for what has no tags or is damaged."""
    import pikepdf

    logging.disable()  # what qpdf says of damage is not for the user
    try:
        with pikepdf.open(BytesIO(data)) as document:
            if "/StructTreeRoot" not in document.Root:
                raise UnreadableError("has no tags to read it by")
            return _Document(document).read()
    except (UnreadableError, MemoryError, RecursionError):
        raise
    except Exception as error:  # of whatever kind, by what is damaged
        raise UnreadableError("is not a PDF that can be read") from error


class _Document:
    """A PDF that is being read: what each piece of marked content shows, and what is found."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.texts = marked_texts(document)
        self.labels = [""]
        self.terms = [False]  # whether the labels of the lists around are terms with definitions
        self.found = Contents()

    def read(self) -> Contents:
        self.kids(self.document.Root.StructTreeRoot, None, 0)
        return self.found

    def kids(self, element: Any, page: Any, depth: int) -> None:
        import pikepdf

        if depth > DEEPEST:
            raise UnreadableError("has tags that stand too deep in each other")
        page = element.get("/Pg", page)
        given = element.get("/K", [])
        for kid in given if isinstance(given, pikepdf.Array) else [given]:
            if not isinstance(kid, pikepdf.Dictionary):
                self.mark(page, int(kid))
            elif "/MCID" in kid:
                self.mark(kid.get("/Stm", kid.get("/Pg", page)), int(kid.MCID))
            elif "/S" in kid:
                self.element(kid, page, depth + 1)

    def mark(self, owner: Any, mcid: int) -> None:
        if owner is not None:
            # Between two pieces a line may end.
            self.found.add(" " + "".join(self.texts.get((owner.objgen, mcid), ())))

    def element(self, element: Any, page: Any, depth: int) -> None:
        role, found = str(element.S)[1:], self.found
        if role in SILENT:
            return
        if role in OBJECTS:
            found.add(OBJECT)
            self.captions(element, page, depth)
        elif role == "Reference":
            with found.aside() as words:
                self.kids(element, page, depth)
            found.calls.append(label("".join(words)))
        elif role in ("Note", "FENote"):
            place = len(found.notes)
            with found.note("") as words:
                number = self.labelled(element, page, depth)
            found.notes[place] = (number, words)
            if not number:  # it belongs to the whole, and is no note of the text
                del found.notes[place]
                found.add("\n".join(("", *words, "")))
        elif role in ("TH", "TD"):
            with found.part(found.cells):
                self.kids(element, page, depth)
        elif role == "Caption":
            with found.part(found.captions):
                self.kids(element, page, depth)
        elif role == "LI":
            place = len(found.numbers)
            with found.item("?"):
                number = self.labelled(element, page, depth)
            item = found.numbers.pop()[1]
            found.numbers[place:place] = [(number, item)] if number else []
        elif role == "L":
            self.terms.append(_numbering(element) in ("/None", "/Description"))
            self.kids(element, page, depth)
            self.terms.pop()
        elif role == "Lbl" and not self.terms[-1]:
            with found.aside() as words:
                self.kids(element, page, depth)
            self.labels[-1:] = ["".join(words)]
        else:
            found.add(" " if role in INLINE else "\n")
            self.kids(element, page, depth)
            found.add(" " if role in INLINE else "\n")

    def captions(self, element: Any, page: Any, depth: int) -> None:
        """The caption that stands in a figure (ISO 32000-2, 14.8.4.8.5)."""
        import pikepdf

        given = element.get("/K", [])
        for kid in given if isinstance(given, pikepdf.Array) else [given]:
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/S") == "/Caption":
                self.element(kid, page, depth + 1)

    def labelled(self, element: Any, page: Any, depth: int) -> str:
        """Read an element that may have a label, and give that, without the marks around it."""
        self.labels.append("")
        self.kids(element, page, depth)
        return label(self.labels.pop())


def _numbering(element: Any) -> str:
    """How a list is numbered (14.8.5.5)."""
    import pikepdf

    given = element.get("/A", [])
    owners = given if isinstance(given, pikepdf.Array) else [given]
    return next((str(o.ListNumbering) for o in owners if "/ListNumbering" in o), "")
