"""Notes -> footnotes.xml or endnotes.xml."""

from reportgen.word.blocks import note
from reportgen.word.book import Book
from reportgen.word.xml import root


def notes(book: Book) -> str:
    """The part that holds the notes: two separators, then each note under its number."""
    kind = "footnote" if book.feet else "endnote"
    line = "<w:r><w:separator/></w:r>" if book.feet else ""
    empty = (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/></w:pPr>'
    )
    separators = (
        f'<w:{kind} w:type="separator" w:id="-1">{empty}{line}</w:p></w:{kind}>'
        f'<w:{kind} w:type="continuationSeparator" w:id="0">{empty}'
        f"{line.replace('separator', 'continuationSeparator')}</w:p></w:{kind}>"
    )
    written = "".join(
        f'<w:{kind} w:id="{n}">{note(tree, book)}</w:{kind}>'
        for n, tree in enumerate(book.notes, 1)
    )
    return root(f"w:{kind}s", separators + written)


def settings(book: Book, separators: bool) -> str:
    """How notes are counted, and (in the settings) which are the separators."""
    kind = "footnote" if book.feet else "endnote"
    lines = f'<w:{kind} w:id="-1"/><w:{kind} w:id="0"/>' if separators else ""
    return f'<w:{kind}Pr><w:numFmt w:val="decimal"/>{lines}</w:{kind}Pr>'
