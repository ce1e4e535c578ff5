"""Who holds the rights in an article, what readers may do with it, and who paid for the work."""

import re

from reportgen.jats.context import Context
from reportgen.jats.elements import ALI, Element, element, filled
from reportgen.metadata import Record
from reportgen.parse.front_matter.nested_fields import Award, Copyright

_COMMONS = re.compile(r"https?://(?:www\.)?(creativecommons\.org/[^\s?#]*)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SIGNS = re.compile(r"©|\([cC]\)|\bcopyright\b|(?<!\d)\d{4}(?!\d)(?:[-–]\d+)?|^by\b", re.IGNORECASE)
_REGISTRY = re.compile(r"10\.13039/\S+")


def permissions(context: Context, record: Record) -> Element | None:
    """The element of rights."""
    held = context.report.front.copyright
    return filled(
        element(
            "permissions",
            _copyright(held) if held else None,
            element(f"{{{ALI}}}free_to_read") if record.free else None,
            _license(context),
        )
    )


def _copyright(held: Copyright) -> list[Element]:
    """The statement, the year and the holder; these stand in the statement where they are not
    given."""
    line = held.text if held.statement or held.holder else ""
    year = _YEAR.search(held.year or line)
    holder = held.holder or " ".join(_SIGNS.sub(" ", line).split()).strip(" .,;")
    known = (
        ("copyright-statement", line),
        ("copyright-year", year[0] if year else ""),
        ("copyright-holder", holder),
    )
    return [element(name, value) for name, value in known if value]


def _license(context: Context) -> Element | None:
    """The licence by its canonical address (ANSI/NISO RP-22, ALI) and in words."""
    terms = context.report.front.license
    if terms is None:
        return None
    url = canonical(terms.url or "")
    paragraph = None
    if terms.text:
        said = element("ext-link", terms.text, ext_link_type="uri", href=url) if url else terms.text
        paragraph = element("license-p", said)
    address = None
    if url:
        begins = terms.start_date.iso if terms.start_date else ""
        use = terms.applies_to or ""
        address = element(f"{{{ALI}}}license_ref", url, start_date=begins, specific_use=use)
    kind = "open-access" if "creativecommons.org" in url else ""
    return filled(element("license", address, paragraph, license_type=kind))


def canonical(url: str) -> str:
    """The address of a licence; of a Creative Commons one as it names itself."""
    found = _COMMONS.match(url)
    if not found:
        return url
    path = re.sub(r"/(?:legalcode|deed)(?:\.[\w-]+)?/?\Z", "", found[1])
    return f"https://{path.removesuffix('/')}/"


def funding(context: Context) -> Element | None:
    """Who paid for the work, grant by grant, and in a sentence."""
    front = context.report.front
    awards = (_award(i, one) for i, one in enumerate(a for f in front.funders for a in f.awards))
    return filled(
        element(
            "funding-group",
            awards,
            element("funding-statement", front.funding) if front.funding else None,
        )
    )


def _award(index: int, award: Award) -> Element | None:
    """A grant; JATS4R wants its giver."""
    if not award.source:
        return None
    wrap = element("institution-wrap", element("institution", award.source))
    known = award.funder_id or ""
    if registered := _REGISTRY.search(known):
        number = element("institution-id", registered[0], institution_id_type="doi")
        number.set("vocab", "open-funder-registry")
        number.set("vocab-identifier", "10.13039/open_funder_registry")
        wrap.append(number)
    elif known:
        kind = "ror" if "ror.org" in known else "funder-id"
        wrap.append(element("institution-id", known, institution_id_type=kind))
    return element(
        "award-group",
        element("funding-source", wrap),
        element("award-id", award.id) if award.id else None,
        element("award-name", award.name) if award.name else None,
        (
            element("principal-award-recipient", element("string-name", name))
            for name in award.recipient
        ),
        id=f"award-{index + 1}",
    )
