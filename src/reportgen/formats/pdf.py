"""PDF: tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-3a)."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import Any

from reportgen import fonts, metadata, themes, weasy
from reportgen.diagnostics import Bag
from reportgen.editions import Edition, _page_range
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

FORMAT = FormatSpec("pdf", medium="print", cost=10, paged=True)
BASE = "print.css"
"""The sheet that the themes share."""
LAST = "\ufdd1"
"""What stands for the number of the last page, until the pages are laid out."""
MEDIA = {"md": "text/markdown", "yaml": "application/yaml", "json": "application/json"}


def warm() -> None:
    """Start WeasyPrint, and have what fills in templates."""
    weasy.warm()
    template.warm()


def render(edition: Edition, bag: Bag) -> bytes | None:
    """The edition's pages; None, with a diagnostic, where they cannot be made."""
    return render_pages(edition, bag)[0]


def render_pages(edition: Edition, bag: Bag) -> tuple[bytes | None, int]:
    """The edition's pages and how many there are; None and 0 where they cannot be made."""
    with _laid_out(edition, bag) as document:
        if document is None:
            return None, 0
        count = len(document.pages)
        if _page_range.counts_pages(edition):
            known = edition.last_page
            edition = replace(edition, last_page=_page_range.last_page(edition, count))
            if count == 1 and not known:  # its one page is no range
                return render_pages(edition, bag)
            _differing(edition, count, bag)
        files = [
            weasy.File(
                _spelled(name), content, MEDIA.get(name.rpartition(".")[2], "text/plain"), "Source"
            )
            for name, content in edition.report.attached.items()
        ]
        if edition.line_numbers:
            weasy.number_lines(document, restart=edition.line_numbers == "page")
        data = weasy.pdf(document, _record(edition), files, edition.report.front.pdf_standard)
        uncovered.report(weasy.uncovered(document), edition, bag)
        return None if bag.failed and not edition.report.draft else data, count


def count_pages(edition: Edition, bag: Bag) -> int:
    """How many pages the edition fills; 0, with a diagnostic, where they cannot be laid out."""
    with _laid_out(edition, bag) as document:
        count = len(document.pages) if document else 0
    if count and _page_range.counts_pages(edition):
        last = _page_range.last_page(edition, count)
        _differing(replace(edition, last_page=last), count, bag)
    return count


@contextmanager
def _laid_out(edition: Edition, bag: Bag) -> Iterator[Any]:
    """The edition laid out; None, with a diagnostic, where it cannot be."""
    front = edition.report.front
    root, theme = edition.report.root, front.theme
    open_range = _page_range.counts_pages(edition) and not edition.last_page
    shown = replace(edition, last_page=LAST) if open_range else edition
    values = {**page_values(shown, "print"), "record": metadata.record_of(edition), "css": ""}
    name, limits = f"{edition.spec.template}.print.html.j2", edition.report.limits
    html = template.page(root, theme, name, values, bag, front.place("theme"), limits)
    if html is None:
        yield None
        return
    if open_range:
        html = _with_last_page(html)
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
        yield document


def _with_last_page(html: str) -> str:
    """The page with the end of a range of pages where it is to be counted."""
    if 'id="end"' not in html:
        html = html.replace("</main>", '<span id="end"></span></main>')
    return html.replace(f"–{LAST}", '<span class="range"></span>')


def _differing(edition: Edition, count: int, bag: Bag) -> None:
    """Report a last page that is typed and is not the one that was laid out."""
    front = edition.report.front
    typed = front.journal.last_page
    if typed and typed != edition.last_page:
        pages = "1 page" if count == 1 else f"{count} pages"
        bag.error(
            "page-range",
            f"the last page is typed as `{typed}`, but the article has {pages} "
            f"and ends on page {edition.last_page}",
            front.place("journal", "last-page"),
            f"remove `last-page`, which is counted, or write `{edition.last_page}`",
        )


def _spelled(name: str) -> str:
    """A file's name with each byte that is not UTF-8 (PEP 383) as in an address: `%FF`."""
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)


def _record(edition: Edition) -> weasy.Record:
    """What the file says about itself."""
    record, front = metadata.record_of(edition), edition.report.front
    journal, terms = front.journal, front.license
    publication = {
        "publicationName": journal.title,
        "issn": journal.pissn or ("" if journal.eissn == journal.issn else journal.issn),
        "eIssn": journal.eissn,
        "volume": journal.volume,
        "number": journal.issue,
        "startingPage": record.pages[0],
        "endingPage": record.pages[1],
        "url": record.address,
        "versionIdentifier": front.version,
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
