"""PDF: tagged for screen readers (PDF/UA-1) and fit for archives (PDF/A-3a)."""

from contextlib import closing

from reportgen import fit, fonts, metadata, page, settings, themes, weasy
from reportgen.diag import Bag
from reportgen.editions import Edition
from reportgen.fine import fine
from reportgen.sheet import sheet

BASE = "print.css"
"""The sheet that the themes share."""
MEDIA = {"md": "text/markdown", "yaml": "application/yaml", "json": "application/json"}
COST = 10
"""How long it takes, beside the other formats."""


def warm() -> None:
    """Start WeasyPrint, and have what fills in templates."""
    weasy.warm()
    page.warm()


def render(edition: Edition, bag: Bag, processes: int = 1) -> bytes | None:
    """The edition's pages; None, with a diagnostic, where they cannot be made."""
    front = edition.report.front
    root, theme = edition.report.root, front.theme
    values = {
        **sheet(edition, "print"),
        "record": metadata.of(edition),
        "restates": metadata.restates(edition),
        "css": "",
    }
    html = page.page(root, theme, f"{edition.name}.print.html.j2", values, bag)
    if html is None:
        return None
    own = themes.text(root, theme, f"{edition.name}.print.css")
    css = "\n".join((themes.text(root, theme, BASE), own, settings.css(front)))
    with closing(weasy.read(fine(html), css, fonts.css(), processes)) as draft:
        document = fit.fit(edition, draft.layout, bag) if edition.pages else draft.layout()
        if document is None:
            return None
        files = [
            weasy.File(
                _spelled(name), content, MEDIA.get(name.rpartition(".")[2], "text/plain"), "Source"
            )
            for name, content in edition.report.attached.items()
        ]
        data = weasy.pdf(document, _record(edition), files, front.pdf_standard)
        _strange(weasy.strangers(document), edition, bag)
        return data


def _spelled(name: str) -> str:
    """A file's name with each byte that is not UTF-8 (PEP 383) as in an address: `%FF`."""
    return "".join(f"%{ord(c) - 0xDC00:02X}" if "\udc80" <= c <= "\udcff" else c for c in name)


def _strange(found: weasy.Strangers, edition: Edition, bag: Bag) -> None:
    """Warn of characters that none of our faces has: readers would see boxes."""
    for character in sorted(found.characters):
        places = (source.find(character) for source in edition.report.chapters)
        bag.warning(
            "glyph-missing",
            f"no face has the character `{character}` (U+{ord(character):04X})",
            next((place for place in places if place), None),
            "write it in another way, or as a picture",
        )
    if found.fonts:
        names = ", ".join(sorted(found.fonts))
        bag.warning("font-strange", f"text is set in faces that are not ours: {names}")


def _record(edition: Edition) -> weasy.Record:
    """What the file says about itself."""
    record, front = metadata.of(edition), edition.report.front
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
        first=settings.first_page(front) if record.whole else 1,
    )
