"""Edition -> the bytes of a Word document."""

from reportgen.ast import Node
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.word import faces, furniture, head, package
from reportgen.word.blocks import Place, blocks
from reportgen.word.book import Book
from reportgen.word.formulas import formulas
from reportgen.word.lists import numbering
from reportgen.word.notes import notes
from reportgen.word.recipe import Recipe, recipe
from reportgen.word.styles import styles
from reportgen.word.theme import theme
from reportgen.word.xml import root


def document(edition: Edition, bag: Bag) -> bytes | None:
    """The document; None, with a diagnostic, where it cannot be made."""
    report = edition.report
    plan = recipe(report.root, edition.name, report.front, bag)
    if plan is None:
        return None
    known = formulas(edition.blocks, list(report.prose.values()), list(edition.bibliography))
    return written(edition, plan, known)


def written(edition: Edition, plan: Recipe, known: dict[tuple[str, bool], str]) -> bytes:
    """The document by a plan."""
    book = Book(edition, plan, known)
    body = _body(book, edition.blocks)
    ending = "footnotes" if book.feet else "endnotes"
    parts: dict[str, str | bytes] = {
        "word/styles.xml": styles(plan, package.latin(book.lang), "ko-KR"),
        "word/numbering.xml": numbering(book.lists),
        "word/theme/theme1.xml": theme(plan),
        "word/fontTable.xml": faces.table(plan),
        **{f"word/{n}": d for n, d in furniture.running(book, head.values(book)).items()},
        **{f"word/{n}": d for n, d in book.media.items()},
        **package.properties(book),
    }
    related = ["styles", "numbering", "fontTable", "settings"]
    if book.notes:
        parts[f"word/{ending}.xml"] = notes(book)
        related.append(ending)
    for kind in related:
        book.document.relate(kind, f"{kind}.xml")
    book.document.relate("theme", "theme/theme1.xml")
    parts["word/settings.xml"] = package.settings(book, False)
    parts["word/document.xml"] = root("w:document", f"<w:body>{body}</w:body>")
    parts |= package.related(parts, book.document, book.endings, ending)
    return package.pack(parts)


def _body(book: Book, tree: list[Node]) -> str:
    place = Place(book, book.document)
    plan = book.recipe
    columns = int(plan.page.get("columns", 1))
    opening, text = head.items(plan.head, place), blocks(tree, place)
    closing = head.items(plan.tail, place)
    if columns == 1:
        return opening + text + closing + furniture.section(book)
    return (
        furniture.end(opening, furniture.section(book))
        + furniture.end(text, furniture.section(book, columns, flows=True))
        + closing
        + furniture.section(book, flows=True)
    )
