"""PDF: tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-3a)."""

from contextlib import closing

from reportgen import fonts, metadata, themes, weasy
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.fonts import scripts
from reportgen.formats import FormatSpec
from reportgen.markup import changes, copyfit, draft_pages, retracted_pages, uncovered
from reportgen.markup.linebreaks import insert_break_opportunities
from reportgen.markup.page_values import page_values
from reportgen.markup.table_fit import fit_tables
from reportgen.themes import page_settings, template
from reportgen.themes.mirror import directed
from reportgen.themes.page_settings import turned_width
from reportgen.tree.nodes import walk

FORMAT = FormatSpec("pdf", medium="print", cost=10)
BASE = "print.css"
"""The sheet that the themes share."""
MEDIA = {"md": "text/markdown", "yaml": "application/yaml", "json": "application/json"}


def warm() -> None:
    """Start WeasyPrint, and have what fills in templates."""
    weasy.warm()
    template.warm()


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition's pages; None, with a diagnostic, where they cannot be made."""
    front = edition.report.front
    root, theme = edition.report.root, front.theme
    values = {**page_values(edition, "print"), "record": metadata.record_of(edition), "css": ""}
    name, limits = f"{edition.spec.template}.print.html.j2", edition.report.limits
    html = template.page(root, theme, name, values, bag, front.place("theme"), limits)
    if html is None:
        return None
    html = changes.with_changes(html, edition, "print")
    own = themes.text(root, theme, f"{edition.spec.template}.print.css")
    extra = (
        page_settings.css(front),
        draft_pages.css(edition.report, "print"),
        retracted_pages.css(edition.report),
        changes.css(edition, "print"),
        themes.text(root, theme, f"{edition.spec.sheets}.print.css"),
        themes.text(root, theme, "numbered.print.css") if edition.line_numbers else "",
    )
    css = "\n".join((themes.text(root, theme, BASE), own, *extra))
    css = directed(css, html, values["direction"])
    needed = scripts.used(html, values["lang"])
    css = scripts.stacks(css, needed, values["lang"])
    faces = fonts.css(face for script in needed for face in scripts.faces(script))
    with closing(weasy.read(insert_break_opportunities(html), css, faces)) as draft:
        tables = any(node["t"] == "Table" for node in walk(edition.blocks))
        document = None
        if tables or not edition.pages:
            document = fit_tables(draft.layout, edition, turned_width(front), bag)
        if edition.pages:
            document = copyfit.copyfit(edition, draft.layout, bag)
        if document is None:
            return None
        files = [
            weasy.File(
                _spelled(name), content, MEDIA.get(name.rpartition(".")[2], "text/plain"), "Source"
            )
            for name, content in edition.report.attached.items()
        ]
        if edition.line_numbers:
            weasy.number_lines(document, restart=edition.line_numbers == "page")
        data = weasy.pdf(document, _record(edition), files, front.pdf_standard)
        uncovered.report(weasy.uncovered(document), edition, bag)
        return None if bag.failed and not edition.report.draft else data


def _spelled(name: str) -> str:
    """A file's name with each byte that is not UTF-8 (PEP 383) as in an address: `%FF`."""
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)


def _record(edition: Edition) -> weasy.Record:
    """What the file says about itself."""
    record, front = metadata.record_of(edition), edition.report.front
    journal, terms = front.journal, front.license
    publication = {
        "publicationName": journal.title,
        "issn": journal.issn,
        "volume": journal.volume,
        "number": journal.issue,
        "startingPage": journal.first_page,
        "endingPage": journal.last_page,
    }
    return weasy.Record(
        title=record.title,
        authors=tuple(author.name for author in front.authors),
        description=record.summary,
        keywords=front.keywords,
        lang=record.lang,
        rights=metadata.rights(front),
        license=(terms.url or "") if terms else "",
        publisher=journal.publisher or "",
        doi=(front.doi or "") if record.whole else "",
        date=edition.report.moment,
        publication=tuple((k, v) for k, v in publication.items() if v and record.whole),
        first=page_settings.first_page(front) if record.whole else 1,
        roman=page_settings.is_roman(front) and record.whole,
    )
