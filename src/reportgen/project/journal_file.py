"""The file with the front matter that all articles of a journal share."""

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.project.files import Files

NAME, ENDINGS = "journal", (".yaml", ".yml")


def read(files: Files, bag: Bag) -> Source | None:
    """The journal's file in the document's own folder, or in the nearest one above it.

    It is looked for as far as the root of the project reaches; None where there is none.
    """
    match = files.above(NAME, ENDINGS)
    if not match.names:
        return None
    match.report(Source(match.names[0], "").span(0), bag)
    return files.text(match.name, bag) if match.name else None
