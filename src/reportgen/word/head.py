"""What stands before and after the text: title block, statements, list of references."""

from collections.abc import Callable, Mapping

from reportgen.ast import Node, string, walk
from reportgen.ast import text as plain
from reportgen.parse.front.model import Author
from reportgen.resolve import script
from reportgen.word.blocks import Place, blocks
from reportgen.word.book import Book
from reportgen.word.runs import Run, address, field, run, say
from reportgen.word.styles import tabs
from reportgen.word.xml import bookmark


def values(book: Book) -> dict[str, str]:
    """What running heads may say."""
    front = book.edition.report.front
    names = [a.name for a in front.authors]
    return {
        "title": front.title,
        "short-title": front.short_title or front.title,
        "authors": ", ".join(names) if len(names) < 4 else f"{names[0]} et al.",
        "journal": front.journal.title or "",
        "issue": issue(book),
        "date": front.date.say(book.lang) if front.date else "",
        "doi": f"doi.org/{front.doi}" if front.doi else "",
    }


def items(names: tuple[str, ...], place: Place) -> str:
    """The named pieces, one after another."""
    return "".join(PIECES[name](place) for name in names if name in PIECES)


def issue(book: Book) -> str:
    """Volume, issue, year and pages: `Vol. 1, No. 2 (2026), 33–58`."""
    front = book.edition.report.front
    journal, words = front.journal, book.edition.report.words
    parts = [
        words.get("volume", "Vol. {}").format(journal.volume) if journal.volume else "",
        words.get("issue", "No. {}").format(journal.issue) if journal.issue else "",
    ]
    said = ", ".join(p for p in parts if p)
    if said and front.date:
        said += f" ({front.date.year})"
    return ", ".join(p for p in (said, journal.pages if journal.last_page else "") if p)


def tell(value: str | None, place: Place, style: str) -> str:
    """A paragraph of plain words, Korean ones marked."""
    return place.paragraph(style, _said(value, place)) if value else ""


def _said(value: str, place: Place) -> str:
    return place.runs(script.mark(string(value), place.book.lang))


def _styled(place: Place, style: str, tree: list[Node]) -> str:
    inner = Place(place.book, place.part, style, style, style)
    return blocks(tree, inner)


def _masthead(place: Place) -> str:
    said = values(place.book)
    right = said["issue"] or said["date"]
    if not said["journal"]:
        return ""
    stop = tabs([(place.book.recipe.measure, "right")])
    body = _said(said["journal"], place) + run("<w:tab/>") + say(right)
    return place.paragraph("Masthead", body, stops=stop)


def _authors(place: Place) -> str:
    front = place.book.edition.report.front
    places = list(dict.fromkeys(a.text for author in front.authors for a in author.affiliations))
    marked = len(places) > 1
    out = []
    for author in front.authors:
        body = _said(author.name, place)
        if author.name_native:
            body += say(" ") + _said(f"({author.name_native})", place)
        if marked and author.affiliations:
            numbers = ",".join(str(places.index(a.text) + 1) for a in author.affiliations)
            body += say(numbers, Run(place="superscript"))
        out.append(body)
    written = place.paragraph("Author", say(", ").join(out)) if out else ""
    for i, name in enumerate(places, 1):
        mark = say(str(i), Run(place="superscript")) + say(" ") if marked else ""
        written += place.paragraph("Affiliation", mark + _said(name, place))
    return written


def _author_notes(place: Place) -> str:
    report = place.book.edition.report
    return "".join(
        _author_note(author, report.prose.get(f"bio-{i}", []), place)
        for i, author in enumerate(report.front.authors)
    )


def _author_note(author: Author, bio: list[Node], place: Place) -> str:
    parts = []
    for block in bio:
        if block["t"] in ("Para", "Plain"):
            parts.append(place.runs(block["c"]))
    linked = Run(style="Hyperlink", linked=True)
    if author.email:
        said = (
            place.book.edition.report.words["correspondence"]
            if author.corresponding
            else author.name
        )
        mail = address(f"mailto:{author.email}", say(author.email, linked), place.part)
        parts.append(say(f"{said}: ") + mail)
    if author.orcid:
        digits = author.orcid.rpartition("/")[2]
        parts.append(
            say("ORCID ") + address(f"https://orcid.org/{digits}", say(digits, linked), place.part)
        )
    return place.paragraph("Author Note", say(" ").join(parts)) if parts else ""


def _restates(place: Place) -> str:
    """What the article restates, with its address."""
    report = place.book.edition.report
    work = report.front.restates
    if work is None:
        return ""
    said = report.words["restates"].format(author=", ".join(work.author), title=work.title)
    where = ", ".join(p for p in (work.container, work.publisher, work.year) if p)
    body = _said(" ".join(p for p in (said, where and f"{where}.", work.note) if p), place)
    url = work.url or (f"https://doi.org/{work.doi}" if work.doi else "")
    if url:
        body += say(" ") + address(str(url), say(str(url), Run(style="Hyperlink")), place.part)
    return place.paragraph("Statement", body)


def _abstract(place: Place) -> str:
    report = place.book.edition.report
    tree = report.prose.get("abstract")
    if not tree:
        return ""
    title = place.paragraph("Abstract Title", say(report.words["abstract"]))
    return title + _styled(place, "Abstract", tree)


def _keywords(place: Place) -> str:
    report = place.book.edition.report
    if not report.front.keywords:
        return ""
    label = say(f"{report.words['keywords']}: ", Run(style="Caption Label"))
    return place.paragraph("Keywords", label + _said(", ".join(report.front.keywords), place))


def _contents(place: Place) -> str:
    """A table of contents: a field that Word can renew, its lines linked to the headings."""
    book = place.book
    heads = [n for n in walk(book.edition.blocks) if n["t"] == "Header" and n["c"][1][0]]
    top = min((n["c"][0] for n in heads), default=1)
    heads = [n for n in heads if n["c"][0] <= top + 1]
    if not book.edition.report.front.toc or not heads:
        return ""
    out = [place.paragraph("TOC Heading", say(book.edition.report.words["contents"]))]
    begin = run('<w:fldChar w:fldCharType="begin"/>') + run(
        '<w:instrText xml:space="preserve"> TOC \\o "1-2" \\n \\h \\z \\u </w:instrText>'
    ) + run('<w:fldChar w:fldCharType="separate"/>')  # fmt: skip
    for i, node in enumerate(heads):
        level, (identifier, _, _), nodes = node["c"]
        words = _said(" ".join(plain(nodes).split()), place)
        link = f'<w:hyperlink w:anchor="{bookmark(identifier)}" w:history="1">{words}</w:hyperlink>'
        last = run('<w:fldChar w:fldCharType="end"/>') if i == len(heads) - 1 else ""
        out.append(
            place.paragraph(f"TOC {level - top + 1}", (begin if not i else "") + link + last)
        )
    return "".join(out)


def _statements(place: Place) -> str:
    """Acknowledgements, funding and the other statements at the end, then the rights."""
    report = place.book.edition.report
    front, words = report.front, report.words
    out = []
    if report.prose.get("acknowledgements"):
        title = words.get("acknowledgements", "Acknowledgements")
        out += [tell(title, place, "Statement Title"), _styled(place, "Statement", report.prose["acknowledgements"])]  # fmt: skip
    if front.funding:
        out += [tell(words.get("funding", "Funding"), place, "Statement Title"), tell(front.funding, place, "Statement")]  # fmt: skip
    for i, statement in enumerate(front.statements):
        tree = report.prose.get(f"statement-{i}", [])
        out += [tell(statement.title, place, "Statement Title"), _styled(place, "Statement", tree)]
    rights = " ".join(p for p in (front.copyright.text if front.copyright else "", front.license.text if front.license and front.license.text else "") if p)  # fmt: skip
    return "".join([*out, tell(rights, place, "Statement")])


def _references(place: Place) -> str:
    edition = place.book.edition
    if not edition.bibliography:
        return ""
    title = edition.report.front.reference_section_title or edition.report.words["references"]
    return tell(title, place, "Heading 1") + _styled(
        place, "Bibliography", list(edition.bibliography)
    )


def _endnotes(place: Place) -> str:
    """The heading over the notes, which Word prints where the document ends."""
    book = place.book
    if book.feet or not book.edition.notes:
        return ""
    return tell(book.edition.report.words["endnotes"], place, "Heading 1")


def _doi(place: Place) -> str:
    doi = place.book.edition.report.front.doi
    if not doi:
        return ""
    url = f"https://doi.org/{doi}"
    return place.paragraph("Statement", address(url, say(url, Run(style="Hyperlink")), place.part))


def _front(name: str, style: str) -> Callable[[Place], str]:
    """A piece that is one field of the front matter."""
    return lambda place: tell(getattr(place.book.edition.report.front, name), place, style)


def _date(place: Place) -> str:
    return tell(values(place.book)["date"], place, "Date")


PIECES: Mapping[str, Callable[[Place], str]] = {
    "masthead": _masthead,
    "title": _front("title", "Title"),
    "subtitle": _front("subtitle", "Subtitle"),
    "authors": _authors,
    "author-notes": _author_notes,
    "date": _date,
    "doi": _doi,
    "restates": _restates,
    "abstract": _abstract,
    "keywords": _keywords,
    "contents": _contents,
    "statements": _statements,
    "references": _references,
    "endnotes": _endnotes,
}

__all__ = ["field", "issue", "items", "tell", "values"]
