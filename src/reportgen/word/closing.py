"""What stands after the text: thanks, statements, sources, notes, and where to read on."""

from functools import lru_cache
from io import BytesIO

from reportgen.word import pictures
from reportgen.word.blocks import Place, said, styled, tell
from reportgen.word.runs import Run, address, run, say

LINKED = Run(style="Hyperlink", linked=True)


def statements(place: Place) -> str:
    """Acknowledgements, funding and the other statements."""
    report = place.book.edition.report
    front, words = report.front, report.words
    out = []
    if report.prose.get("acknowledgements"):
        out.append(tell(words["acknowledgements"], place, "Statement Title"))
        out.append(styled(place, "Closing Statement", report.prose["acknowledgements"]))
    if front.funding:
        out.append(tell(words["funding"], place, "Statement Title"))
        out.append(tell(front.funding, place, "Closing Statement"))
    for i, statement in enumerate(front.statements):
        out.append(tell(statement.title, place, "Statement Title"))
        out.append(styled(place, "Closing Statement", report.prose.get(f"statement-{i}", [])))
    return "".join(out)


def references(place: Place) -> str:
    """The list of sources, where the style prints one."""
    edition = place.book.edition
    if not edition.bibliography:
        return ""
    front = edition.report.front
    title = front.reference_section_title or edition.report.words["references"]
    listed = styled(place, "Bibliography", list(edition.bibliography))
    return tell(title, place, "Notes Heading") + listed


def endnotes(place: Place) -> str:
    """The heading over the notes, which Word prints where the document ends."""
    book = place.book
    if book.feet or not book.edition.notes:
        return ""
    return tell(book.edition.report.words["endnotes"], place, "Notes Heading")


def more(place: Place) -> str:
    """Where to read the whole, with a code for cameras; whom to write to."""
    book = place.book
    report = book.edition.report
    own, words = report.front.brief, report.words
    url = str((own.url if own else None) or book.edition.elsewhere or "")
    code = run(_code(url, place)) if url else ""
    lines = []
    if url:
        label = say(f"{words['read']}: ", Run(style="Caption Label"))
        lines.append(label + said(report.front.title, place))
        lines.append(address(url, say(url, LINKED), place.part))
    if own and own.contact:
        label = say(f"{words['contact']}: ", Run(style="Caption Label"))
        contact = said(own.contact, place)
        if "@" in own.contact and " " not in own.contact.strip():
            link = f"mailto:{own.contact.strip()}"
            contact = address(link, say(own.contact.strip(), LINKED), place.part)
        lines.append(label + contact)
    names = ", ".join(author.name for author in report.front.authors)
    if names:
        lines.append(said(names, place))
    written = [
        place.paragraph("More", (code if not i else "") + line, tall=False)
        for i, line in enumerate(lines)
    ]
    return place.paragraph("More Rule", "") + "".join(written) if lines else ""


def _code(url: str, place: Place) -> str:
    name = f"media/code{len(place.book.media) + 1}.png"
    place.book.media[name] = _drawn(url)
    side = float(place.book.recipe.settings.get("code-size", 56))
    alt = f"{place.book.edition.report.words['read']}: {url}"
    return pictures.floating(name, side, alt, place.book, place.part)


@lru_cache(maxsize=8)
def _drawn(url: str) -> bytes:
    """The code of an address, as PNG; a document that is fitted asks for it at every step."""
    import segno

    out = BytesIO()
    segno.make(url, micro=False, error="m").save(out, kind="png", scale=10, border=0)
    return out.getvalue()
