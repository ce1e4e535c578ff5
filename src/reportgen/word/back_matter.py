"""What stands after the text: thanks, statements, sources, notes, and where to read on."""

from functools import lru_cache
from io import BytesIO

from reportgen.editions import _statements
from reportgen.word import drawings
from reportgen.word.blocks import blocks, styled
from reportgen.word.elements import Element
from reportgen.word.links import external_link
from reportgen.word.paragraphs import Scope
from reportgen.word.runs import LABEL, LINKED, run, text_run


def statements(scope: Scope) -> list[Element]:
    """Acknowledgements, funding and the other statements; then who the authors are."""
    report = scope.context.edition.report
    made = [*_statements.statements(report), *_statements.biographies(report)]
    rule = [scope.paragraph("Statement Rule")] if made else []
    return [*rule, *blocks(made, scope)]


def references(scope: Scope) -> list[Element]:
    """The list of sources, where the style prints one."""
    edition = scope.context.edition
    if not edition.bibliography:
        return []
    title = edition.report.front.reference_section_title or scope.context.words["references"]
    listed = styled(scope, "Bibliography", list(edition.bibliography))
    return [*scope.plain("Notes Heading", title), *listed]


def endnotes(scope: Scope) -> list[Element]:
    """The heading over the notes, which Word prints where the document ends."""
    if scope.context.note == "footnote" or not scope.context.edition.notes:
        return []
    return scope.plain("Notes Heading", scope.context.words["endnotes"])


def more(scope: Scope) -> list[Element]:
    """Where to read the whole, with a QR code; whom to write to."""
    page, words = scope.context.first_page, scope.context.words
    lines = []
    url = page.elsewhere
    code = [run(_qr_code(url, scope))] if url else []
    if url:
        label = text_run(f"{words['read']}: ", LABEL)
        lines.append([*code, *label, *scope.plain_runs(page.article)])
        lines.append([external_link(url, text_run(url, LINKED), scope.part)])
    if page.contact:
        contact = scope.plain_runs(page.contact)
        if page.contact_address:
            shown = text_run(page.contact, LINKED)
            contact = [external_link(page.contact_address, shown, scope.part)]
        lines.append([*text_run(f"{words['contact']}: ", LABEL), *contact])
    names = ", ".join(person.name for person in page.authors)
    if names:
        lines.append(scope.plain_runs(names))
    written = [scope.paragraph("More", line, tall=False) for line in lines]
    return [scope.paragraph("More Rule"), *written] if lines else []


def _qr_code(url: str, scope: Scope) -> Element:
    context = scope.context
    name = f"media/code{len(context.media) + 1}.png"
    context.media[name] = _drawn(url)
    side = float(context.design.settings.get("code-size", 56))
    alt = f"{context.words['read']}: {url}"
    return drawings.floating(name, side, alt, context, scope.part)


@lru_cache(maxsize=8)
def _drawn(url: str) -> bytes:
    """The QR code of an address, as PNG; a document that is fitted asks for it at every step."""
    import segno

    out = BytesIO()
    segno.make(url, micro=False, error="m").save(out, kind="png", scale=10, border=0)
    return out.getvalue()
