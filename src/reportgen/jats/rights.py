"""Who holds the rights in an article, what readers may do with it, and who paid for the work."""

import re
from collections.abc import Iterable

from reportgen.jats.context import Context
from reportgen.jats.elements import ALI, Element, element, filled
from reportgen.metadata import Record

_COMMONS = re.compile(r"https?://(?:www\.)?(creativecommons\.org/[^\s?#]*)")
_YEAR = re.compile(r"\d{4}")


def permissions(context: Context, record: Record) -> Element | None:
    """The element of rights."""
    held = context.report.front.copyright
    year = _YEAR.search(held.year or "") if held else None
    return filled(
        element(
            "permissions",
            element("copyright-statement", held.text) if held and held.text else None,
            element("copyright-year", year[0]) if year else None,
            element("copyright-holder", held.holder) if held and held.holder else None,
            element(f"{{{ALI}}}free_to_read") if record.free else None,
            _license(context),
        )
    )


def _license(context: Context) -> Element | None:
    terms = context.report.front.license
    if terms is None:
        return None
    url = canonical(terms.url or "")
    said = terms.text or ""
    paragraph = None
    if said and url:
        linked = element("ext-link", said, ext_link_type="uri", href=url)
        paragraph = element("license-p", linked)
    elif said:
        paragraph = element("license-p", said)
    kind = "open-access" if "creativecommons.org" in url else ""
    address = element(f"{{{ALI}}}license_ref", url) if url else None
    return filled(element("license", address, paragraph, license_type=kind))


def canonical(url: str) -> str:
    """The address of a licence; of a Creative Commons one as it names itself."""
    found = _COMMONS.match(url)
    if not found:
        return url
    path = found[1].removesuffix("/legalcode").removesuffix("/deed.en").removesuffix("/deed")
    return f"https://{path.removesuffix('/')}/"


def funding(context: Context) -> Element | None:
    """Who paid for the work, grant by grant, and in a sentence."""
    front = context.report.front
    return filled(
        element(
            "funding-group",
            (
                award
                for one in front.funders
                for i, _ in enumerate(one.awards)
                if (award := _award(one.awards[i])) is not None
            ),
            element("funding-statement", front.funding) if front.funding else None,
        )
    )


def _award(award: object) -> Element | None:
    source = getattr(award, "source", None)
    if not source:
        return None
    number = getattr(award, "id", None)
    title = getattr(award, "name", None)
    wrapped = element("institution-wrap", element("institution", source))
    return element(
        "award-group",
        element("funding-source", wrapped),
        element("award-id", number) if number else None,
        element("award-name", title) if title else None,
    )


def unused() -> Iterable[None]:
    return ()
