"""Who made an article, and where they work."""

from reportgen.jats.blocks import blocks
from reportgen.jats.context import Context
from reportgen.jats.elements import Child, Element, append, element
from reportgen.jats.journal import country_element
from reportgen.jats.people import author_name
from reportgen.metadata.authors import orcid
from reportgen.parse.front_matter import Affiliation, Author
from reportgen.parse.front_matter.credit_roles import credit_role

_CREDIT = "https://credit.niso.org/"
_CAPITALS = {"Formal analysis": "Formal Analysis"}
"""Terms of CRediT that JATS4R's rules write in another way."""


def contributors(context: Context) -> list[Element]:
    """The group of authors with each place where they work, and the group of editors."""
    front = context.report.front
    everybody = (*front.authors, *front.editors)
    places = list(dict.fromkeys(place for one in everybody for place in one.affiliations))
    authors = [_author(i, author, places, context) for i, author in enumerate(front.authors)]
    editors = [_editor(one, places, context) for one in front.editors]
    return [
        *([element("contrib-group", authors, content_type="authors")] if authors else []),
        *([element("contrib-group", editors, content_type="editors")] if editors else []),
        *(
            _affiliation(number, place, len(places) > 1, context)
            for number, place in enumerate(places, 1)
        ),
    ]


def corresponding(context: Context) -> list[tuple[int, Author]]:
    """The authors to whom one can write, with their numbers: those who are named so, or all."""
    authors = context.report.front.authors
    named = any(one.corresponding for one in authors)
    return [
        (i, one)
        for i, one in enumerate(authors, 1)
        if one.email and (one.corresponding or not named)
    ]


def _author(index: int, author: Author, places: list[Affiliation], context: Context) -> Element:
    authors = context.report.front.authors
    together = sum(one.equal_contributor for one in authors) > 1
    writes = any(one is author for _, one in corresponding(context))
    said = blocks(context.report.prose.get(f"bio-{index}", []), context)
    number = str(index + 1)
    return element(
        "contrib",
        _identifiers(author),
        author_name(author, context.lang),
        element("degrees", author.degrees) if author.degrees else None,
        element("bio", said) if said else None,
        (_role(role) for role in author.roles),
        _workplaces(author, places),
        element("xref", "*", ref_type="corresp", rid=f"cor-{number}") if writes else None,
        element("xref", ref_type="fn", rid=f"con-{number}") if author.contribution else None,
        contrib_type="author",
        corresp="yes" if writes else "",
        deceased="yes" if author.deceased else "",
        equal_contrib="yes" if author.equal_contributor and together else "",
    )


def _editor(editor: Author, places: list[Affiliation], context: Context) -> Element:
    return element(
        "contrib",
        _identifiers(editor),
        author_name(editor, context.lang),
        (_role(role) for role in editor.roles),
        _workplaces(editor, places),
        contrib_type="editor",
    )


def _identifiers(author: Author) -> list[Element]:
    made = []
    if author.orcid:
        proved = "true" if author.orcid_authenticated else "false"
        kind = "orcid"
        made.append(
            element("contrib-id", orcid(author.orcid), contrib_id_type=kind, authenticated=proved)
        )
    if author.isni:
        number = author.isni.replace(" ", "")
        made.append(element("contrib-id", number, contrib_id_type="isni"))
    return made


def _role(role: str) -> Element:
    """What somebody did, in the terms of CRediT where it has one."""
    known = credit_role(role)
    if known is None:
        return element("role", role)
    term, address = known
    return element(
        "role",
        term,
        vocab="credit",
        vocab_identifier=_CREDIT,
        vocab_term=_CAPITALS.get(term, term),
        vocab_term_identifier=address,
    )


def _workplaces(author: Author, places: list[Affiliation]) -> list[Element]:
    numbers = [places.index(place) + 1 for place in author.affiliations]
    return [
        element(
            "xref",
            element("sup", str(n)) if len(places) > 1 else None,
            ref_type="aff",
            rid=f"aff-{n}",
        )
        for n in numbers
    ]


def _affiliation(number: int, place: Affiliation, labelled: bool, context: Context) -> Element:
    """A place where authors work, its parts with commas between them."""
    institution = element("institution", place.name)
    if place.ror:
        known = element("institution-id", place.ror, institution_id_type="ror")
        institution = element("institution-wrap", institution, known)
    parts: list[Child] = [
        element("institution", place.department, content_type="dept") if place.department else None,
        institution,
        element("addr-line", place.address) if place.address else None,
        element("city", place.city) if place.city else None,
        element("state", place.region) if place.region else None,
        element("postal-code", place.postal_code) if place.postal_code else None,
        country_element(place.country, context.lang) if place.country else None,
    ]
    made = element("aff", id=f"aff-{number}")
    if labelled:
        made.append(element("label", str(number)))
    for i, part in enumerate(part for part in parts if part is not None):
        append(made, ", " if i else None, part)
    return made
