"""DOCX: its properties, and the text of its notes (ISO/IEC 29500-1)."""

from reportgen import ooxml
from reportgen.limits import LIMITS
from reportgen.reports.publish.facts import stated
from reportgen.reports.publish.readers import Read

ENDINGS = (".docx",)


def read(data: bytes) -> Read:
    """The facts of the file. Raises ValueError."""
    from reportgen.ooxml.reader import document

    found = document(data, "all", LIMITS)  # the caller has bounded this process
    said, own = found.properties, found.custom
    notes = [
        "".join(word.text for block in ooxml.within(note.blocks) for word in block.words)
        for note in found.notes
    ]
    formulas = any(w.atom == "formula" for n in found.notes for b in n.blocks for w in b.words)
    return {
        "": stated(
            main_title=said.get("title", ""),
            authors=[name.strip() for name in said.get("creator", "").split(";")],
            doi=own.get("DOI", ""),
            volume=own.get("Volume", ""),
            issue=own.get("Issue", ""),
            keywords=[word.strip() for word in said.get("keywords", "").split(";")],
            language=said.get("language", ""),
            notes=None if formulas else notes,
            number_of_notes=len(notes),
        )
    }
