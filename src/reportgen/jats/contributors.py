"""The authors of an article, where they work, and how they are written to."""

from collections.abc import Iterable

from reportgen.jats.back import INTERESTS
from reportgen.jats.blocks import blocks
from reportgen.jats.context import Context
from reportgen.jats.elements import Child, Element, append, element, filled
from reportgen.jats.people import name
from reportgen.languages import country
from reportgen.metadata.authors import orcid
from reportgen.parse.front_matter import Affiliation, Author

_PARAGRAPHS = frozenset({"p"})


def contributors(context: Context) -> list[Element]:
    """The group of authors, and each place where they work."""
    front = context.report.front
    places = list(dict.fromkeys(p for author in front.authors for p in author.affiliations))
    authors = [_contributor(i, author, places, context) for i, author in enumerate(front.authors)]
    if not authors:
        return []
    labelled = len(places) > 1
    group = element("contrib-group", authors, content_type="authors")
    return [
        group,
        *(_affiliation(i, place, labelled, context) for i, place in enumerate(places, 1)),
    ]


def _contributor(
    index: int, author: Author, places: list[Affiliation], context: Context
) -> Element:
    numbers = [places.index(place) + 1 for place in author.affiliations]
    together = sum(one.equal_contributor for one in context.report.front.authors) > 1
    writes = _is_corresponding(author, context)
    return element(
        "contrib",
        element("contrib-id", orcid(author.orcid), contrib_id_type="orcid")
        if author.orcid
        else None,
        _name(author, context),
        _biography(index, context),
        (_role(role) for role in author.roles),
        (_place(n, len(places) > 1) for n in numbers),
        element("xref", "*", ref_type="corresp", rid=f"cor-{index + 1}") if writes else None,
        contrib_type="author",
        corresp="yes" if writes else "",
        equal_contrib="yes" if author.equal_contributor and together else "",
    )


def _place(number: int, labelled: bool) -> Element:
    said = element("sup", str(number)) if labelled else None
    return element("xref", said, ref_type="aff", rid=f"aff-{number}")


def _name(author: Author, context: Context) -> Element:
    """The name of an author; that of an institution, which has no given one, is a `collab`."""
    if not (author.given and author.family):
        return element("collab", author.name)
    eastern = _is_eastern(author.name)
    own = name(author.family, author.given, style="eastern" if eastern else "western")
    if not author.name_native or author.name_native == author.name:
        return own
    lang = _script(author.name_native)
    native = element("string-name", author.name_native, lang=lang)
    own.set("{http://www.w3.org/XML/1998/namespace}lang", context.lang)
    return element("name-alternatives", own, native)


def _is_eastern(text: str) -> bool:
    return all("\u2e80" <= letter <= "\uffef" for letter in text.replace(" ", ""))


def _script(text: str) -> str:
    """The language that a name is written in, as far as its script says."""
    if any("\uac00" <= letter <= "\ud7af" for letter in text):
        return "ko"
    if any("\u3040" <= letter <= "\u30ff" for letter in text):
        return "ja"
    return "zh" if any("\u4e00" <= letter <= "\u9fff" for letter in text) else ""


def _role(role: str) -> Element:
    """What an author did."""
    return element("role", role)


def _biography(index: int, context: Context) -> Element | None:
    said = blocks(context.report.prose.get(f"bio-{index}", []), context)
    return element("bio", said) if said else None


def _affiliation(number: int, place: Affiliation, labelled: bool, context: Context) -> Element:
    institution = element("institution", place.name)
    wrapped = institution
    if place.ror:
        known = element("institution-id", place.ror, institution_id_type="ror")
        wrapped = element("institution-wrap", institution, known)
    parts: list[Child] = []
    if place.department:
        parts.append(element("institution", place.department, content_type="dept"))
    parts.append(wrapped)
    for tag, value in (
        ("addr-line", place.address),
        ("city", place.city),
        ("state", place.region),
        ("postal-code", place.postal_code),
    ):
        if value:
            parts.append(element(tag, value))
    if place.country:
        parts.append(_country(place.country, context))
    made = element("aff", id=f"aff-{number}")
    if labelled:
        made.append(element("label", str(number)))
    for i, part in enumerate(parts):
        append(made, ", " if i else None, part)
    return made


def _country(code: str, context: Context) -> Element:
    plain = code.strip()
    known = plain.upper() if len(plain) == 2 else ""
    return element("country", country(plain, context.lang), country=known)


def _is_corresponding(author: Author, context: Context) -> bool:
    """Whether letters go to an author: to those who are named so, or else to all with addresses."""
    named = any(one.corresponding for one in context.report.front.authors)
    return bool(author.email) and (author.corresponding or not named)


def author_notes(context: Context) -> Element | None:
    """To whom to write, and what the authors state of their interests."""
    front, words = context.report.front, context.words
    return filled(
        element(
            "author-notes",
            (
                element(
                    "corresp",
                    f"{words['correspondence']}: ",
                    element("email", author.email),
                    id=f"cor-{i}",
                )
                for i, author in enumerate(front.authors, 1)
                if author.email and _is_corresponding(author, context)
            ),
            _equal(context),
            _interests(context),
        )
    )


def _equal(context: Context) -> Element | None:
    names = [one.name for one in context.report.front.authors if one.equal_contributor]
    if len(names) < 2:
        return None
    said = f"{context.words['equal-contribution']}: {', '.join(names)}"
    return element("fn", element("p", said), fn_type="equal")


def _interests(context: Context) -> Iterable[Element]:
    for i, one in enumerate(context.report.front.statements):
        said = blocks(context.report.prose.get(f"statement-{i}", []), context, _PARAGRAPHS)
        if one.name in INTERESTS and said:
            yield element("fn", said, fn_type="coi-statement")
