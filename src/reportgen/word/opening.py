"""What stands before the text: masthead, title, authors, abstract, table of contents."""

from reportgen.ast import Node
from reportgen.ast import text as plain
from reportgen.parse.front.model import Author
from reportgen.word import pictures
from reportgen.word.blocks import Place, said, styled, tell
from reportgen.word.book import Book
from reportgen.word.runs import Run, address, begin, end, run, say
from reportgen.word.styles import tabs
from reportgen.word.xml import bookmark

LINKED = Run(style="Hyperlink", linked=True)


def values(book: Book) -> dict[str, str]:
    """What running heads may say."""
    front = book.edition.report.front
    names = [a.name for a in front.authors]
    day = (
        front.brief.date if book.edition.pages and front.brief and front.brief.date else front.date
    )
    return {
        "title": front.title,
        "short-title": front.short_title or front.title,
        "authors": ", ".join(names) if len(names) < 4 else f"{names[0]} et al.",
        "journal": front.journal.title or "",
        "issue": issue(book),
        "date": day.say(book.lang) if day else "",
        "doi": f"https://doi.org/{front.doi}" if front.doi else "",
    }


def issue(book: Book) -> str:
    """Volume, issue, day and pages: `Volume 1, Issue 2 · June 1, 2026 · 33–58`."""
    front = book.edition.report.front
    journal, words = front.journal, book.edition.report.words
    number = ", ".join(
        words[name].format(value)
        for name, value in (("volume", journal.volume), ("issue", journal.issue))
        if value
    )
    day = front.date.say(book.lang) if front.date else ""
    pages = journal.pages if journal.last_page else ""
    return " · ".join(part for part in (number, day, pages) if part)


def masthead(place: Place) -> str:
    """The journal's name at the left, the issue at the right."""
    known = values(place.book)
    if not known["journal"]:
        return ""
    return _ends("Masthead", known["journal"], known["issue"], place)


def banner(place: Place) -> str:
    """The series at the left, the day at the right."""
    report = place.book.edition.report
    own = report.front.brief
    series = (own.series if own else None) or report.words["brief"]
    if own and own.number:
        series += f" {own.number}"
    known = values(place.book)
    right = " · ".join(part for part in (known["journal"], known["date"]) if part)
    return _ends("Banner", series, right, place)


def _ends(style: str, left: str, right: str, place: Place) -> str:
    inset = place.book.recipe.full(style).right or 0
    stops = tabs([(place.book.recipe.measure - inset, "right")])
    name = said(left, place, Run(style="Masthead Name"))
    return place.paragraph(style, name + run("<w:tab/>") + said(right, place), stops=stops)


def logo(place: Place) -> str:
    """The publisher's sign, where the project holds one."""
    name = place.book.edition.report.front.style.logo
    if not name:
        return ""
    alt = place.book.edition.report.front.journal.publisher or values(place.book)["journal"]
    found = pictures.inline(name, alt, "120pt", place.book, place.part)
    return place.paragraph("Logo", run(found)) if found else ""


def title(place: Place) -> str:
    return tell(place.book.edition.report.front.title, place, "Title")


def subtitle(place: Place) -> str:
    return tell(place.book.edition.report.front.subtitle, place, "Subtitle")


def headline(place: Place) -> str:
    """The title of the edition that draws on the article, or the article's."""
    front = place.book.edition.report.front
    own = front.brief
    heading = tell((own.title if own else None) or front.title, place, "Title")
    return heading + tell(own.subtitle if own else None, place, "Subtitle")


def standfirst(place: Place) -> str:
    tree = place.book.edition.report.prose.get("standfirst")
    return styled(place, "Standfirst", tree) if tree else ""


def date(place: Place) -> str:
    """The day, where no masthead says it."""
    known = values(place.book)
    return "" if known["journal"] else tell(known["date"], place, "Date")


def authors(place: Place) -> str:
    """The authors, each over the places where they work; over all where these are the same."""
    people = place.book.edition.report.front.authors
    places = {tuple(a.text for a in author.affiliations) for author in people}
    if len(places) == 1:
        line = say(", ").join(_name(author, place) for author in people)
        under = [said(where, place) for where in next(iter(places))]
        return _person(line, under, place)
    return "".join(
        _person(_name(a, place), [said(where.text, place) for where in a.affiliations], place)
        for a in people
    )


def _name(author: Author, place: Place) -> str:
    native = author.name_native
    return said(author.name, place) + (say(" ") + said(native, place) if native else "")


def _person(line: str, under: list[str], place: Place) -> str:
    rest = "".join(place.paragraph("Affiliation", where) for where in under)
    return place.paragraph("Author", line) + rest if line else ""


def author_notes(place: Place) -> str:
    """What there is to say of each author: a life in two sentences, addresses."""
    report = place.book.edition.report
    return "".join(
        _author_note(author, report.prose.get(f"bio-{i}", []), place)
        for i, author in enumerate(report.front.authors)
    )


def _author_note(author: Author, life: list[Node], place: Place) -> str:
    parts = [place.runs(block["c"]) for block in life if block["t"] in ("Para", "Plain")]
    if author.email:
        words = place.book.edition.report.words
        who = words["correspondence"] if author.corresponding else author.name
        link = address(f"mailto:{author.email}", say(author.email, LINKED), place.part)
        parts.append(say(f"{who}: ") + link)
    if author.orcid:
        digits = author.orcid.rpartition("/")[2]
        link = address(f"https://orcid.org/{digits}", say(digits, LINKED), place.part)
        parts.append(say("ORCID ") + link)
    return place.paragraph("Author Note", say(" ").join(parts)) if parts else ""


def restates(place: Place) -> str:
    """What the article restates, with its address."""
    report = place.book.edition.report
    work = report.front.restates
    if work is None:
        return ""
    opening = report.words["restates"].format(author=", ".join(work.author), title=work.title)
    where = ", ".join(part for part in (work.container, work.publisher, work.year) if part)
    body = said(" ".join(p for p in (opening, where and f"{where}.", work.note) if p), place)
    url = f"https://doi.org/{work.doi}" if work.doi else str(work.url or "")
    if url:
        body += say(" ") + address(url, say(url, LINKED), place.part)
    return place.paragraph("Statement", body)


def rights(place: Place) -> str:
    """The article's own address, the journal's number, and what may be done with the text."""
    front = place.book.edition.report.front
    parts = []
    if front.doi:
        url = f"https://doi.org/{front.doi}"
        parts.append(address(url, say(url, LINKED), place.part))
    if front.journal.issn:
        parts.append(say(f"ISSN {front.journal.issn}"))
    if front.copyright:
        parts.append(said(front.copyright.text, place))
    if front.license and (front.license.text or front.license.url):
        name = front.license.text or str(front.license.url)
        url = str(front.license.url or "")
        parts.append(address(url, say(name, LINKED), place.part) if url else said(name, place))
    return place.paragraph("Statement", say(" · ").join(parts)) if parts else ""


def abstract(place: Place) -> str:
    report = place.book.edition.report
    tree = report.prose.get("abstract")
    if not tree:
        return ""
    name = getattr(report.front, "abstract_title", None) or report.words["abstract"]
    return tell(name, place, "Abstract Title") + styled(place, "Abstract", tree)


def keywords(place: Place) -> str:
    report = place.book.edition.report
    if not report.front.keywords:
        return ""
    label = say(f"{report.words['keywords']}  ", Run(style="Caption Label"))
    return place.paragraph("Keywords", label + said(", ".join(report.front.keywords), place))


def contents_heading(place: Place) -> str:
    words = place.book.edition.report.words
    return tell(words["contents"], place, "TOC Heading") if _heads(place) else ""


def contents(place: Place) -> str:
    """A table of contents: a field that Word can renew, its lines linked to the headings."""
    heads = _heads(place)
    parts = [i for i, (level, _, _) in enumerate(heads) if level == 1 and i]
    half = min(parts, key=lambda i: abs(i - len(heads) / 2), default=0)
    if int(place.book.recipe.settings.get("contents-columns", 1)) != 2:
        half = 0
    out = []
    for i, (level, identifier, words) in enumerate(heads):
        name = bookmark(identifier)
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{said(words, place)}</w:hyperlink>'
        line = (begin('TOC \\o "1-2" \\n \\h \\z \\u') if not i else "") + link
        line = run('<w:br w:type="column"/>') * (half == i > 0) + line
        out.append(place.paragraph(f"TOC {level}", line))
    return "".join(out)


def contents_end(place: Place) -> str:
    """The end of the field, in a paragraph of its own: LibreOffice sets no columns else."""
    return place.paragraph("Empty", end()) if _heads(place) else ""


def _heads(place: Place) -> list[tuple[int, str, str]]:
    """The headings of the first two levels: level, identifier, words."""
    edition = place.book.edition
    heads = [head for head in place.book.index.heads if head[1][0]]
    top = min((level for level, _, _ in heads), default=1)
    listed = edition.report.front.toc
    numbered, counts = edition.report.front.number_sections, [0, 0]
    out = []
    for level, (identifier, classes, _), nodes in heads:
        words = " ".join(plain(nodes).split())
        if numbered and level <= top + 1 and "unnumbered" not in classes:
            counts = [counts[0] + 1, 0] if level == top else [counts[0], counts[1] + 1]
            words = f"{counts[0]}.{counts[1] or ''} {words}"
        if listed and level <= top + 1:
            out.append((level - top + 1, identifier, words))
    return out
