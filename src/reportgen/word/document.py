"""Edition -> the bytes of a Word document."""

from collections.abc import Mapping
from difflib import get_close_matches

from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.word import faces, furniture, opening, package
from reportgen.word.blocks import Place, blocks
from reportgen.word.book import Book
from reportgen.word.fallback import Fallbacks
from reportgen.word.fit import fit, free
from reportgen.word.formulas import formulas
from reportgen.word.index import index
from reportgen.word.lists import numbering
from reportgen.word.notes import notes
from reportgen.word.pieces import NAMES, pieces
from reportgen.word.recipe import FILE, recipe
from reportgen.word.styles import styles
from reportgen.word.theme import theme
from reportgen.word.xml import root

Formulas = Mapping[tuple[str, bool], str]


def document(edition: Edition, bag: Bag) -> bytes | None:
    """The document; None, with a diagnostic, where it cannot be made."""
    report = edition.report
    plan = recipe(report.root, edition.name, report.front, bag)
    if plan is None:
        return None
    for name in (*plan.head, *plan.tail):
        if name not in NAMES:
            near = ", ".join(get_close_matches(name, NAMES, 1) or sorted(NAMES))
            bag.error("template-fault", f"`{FILE}` names a piece `{name}`", help=f"use {near}")
            return None
    known = formulas(edition.blocks, list(report.prose.values()), list(edition.bibliography))
    found = index(edition)
    drawn = Fallbacks()
    breaks: tuple[int, ...] = ()
    if edition.pages:
        fitted = fit(edition, plan, lambda r: body(Book(edition, r, known, found, drawn)), bag)
        if fitted is None:
            return None
        plan, breaks = free(fitted.recipe), fitted.breaks
    done = written(Book(edition, plan, known, found, drawn, breaks=breaks))
    return None if drawn.report(report, bag) else done


def written(book: Book) -> bytes:
    """The package of a document."""
    text = body(book)
    ending = "footnotes" if book.feet else "endnotes"
    parts: dict[str, str | bytes] = {
        "word/styles.xml": styles(book.recipe, package.latin(book.lang), "ko-KR", book.numbered),
        "word/theme/theme1.xml": theme(book.recipe),
        **{f"word/{n}": d for n, d in furniture.running(book, opening.values(book)).items()},
        **package.properties(book),
    }
    kinds = ["styles", "numbering", "fontTable", "settings"]
    if book.notes:
        parts[f"word/{ending}.xml"] = notes(book)
        kinds.append(ending)
    parts["word/numbering.xml"] = numbering(book.lists)
    parts |= {f"word/{name}": data for name, data in book.media.items()}
    for kind in kinds:
        book.document.relate(kind, f"{kind}.xml")
    book.document.relate("theme", "theme/theme1.xml")
    parts["word/document.xml"] = root("w:document", f"<w:body>{text}</w:body>")
    texts = [part for part in parts.values() if isinstance(part, str)]
    files, fonts = faces.table(book.recipe, texts)
    parts |= files
    parts["word/settings.xml"] = package.settings(book, bool(fonts.related))
    tied = {"document": book.document, ending: book.endings, "fontTable": fonts}
    return package.pack(parts | package.related(parts, tied))


def body(book: Book) -> str:
    """The paragraphs, tables and sections of a document."""
    place = Place(book, book.document)
    columns = int(book.recipe.page.get("columns", 1))
    groups: list[tuple[str, int]] = []
    for text, count in (
        *pieces(book.recipe.head, place),
        (blocks(book.edition.blocks, place), columns),
        *pieces(book.recipe.tail, place),
    ):
        if groups and groups[-1][1] == count and count:
            groups[-1] = (groups[-1][0] + text, count)
        elif text or not count:
            groups.append((text, count))
    return _sections(book, groups)


def _sections(book: Book, groups: list[tuple[str, int]]) -> str:
    """The groups as sections; one of no columns ends the page before it."""
    out = []
    fresh = True
    for i, (text, count) in enumerate(groups):
        if not count:
            fresh = True
            continue
        cover = ("", 0) in groups[i:]
        properties = furniture.section(book, count, fresh=fresh, cover=cover)
        if count > 1:
            text = furniture.broken(text, book.breaks).replace("<w:keepNext/>", "")
        last = i == len(groups) - 1
        out.append(text + properties if last else furniture.end(text, properties))
        fresh = False
    return "".join(out)
