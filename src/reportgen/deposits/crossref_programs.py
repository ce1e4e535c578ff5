"""Funding, licence, relations and Crossmark of an article, as Crossref's programs."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from reportgen.deposits import crossref_forms as forms
from reportgen.deposits import needs
from reportgen.deposits.xml_text import child, line
from reportgen.metadata import Record
from reportgen.parse.front_matter import Front

FUNDING = "http://www.crossref.org/fundref.xsd"
ACCESS = "http://www.crossref.org/AccessIndicators.xsd"
RELATIONS = "http://www.crossref.org/relations.xsd"
UPDATES = {
    "correction": "correction",
    "retraction": "retraction",
    "expression-of-concern": "expression_of_concern",
    "addendum": "addendum",
}
"""The types of articles that change what an earlier one says, and what Crossmark calls it."""
_INTRA = """
    isTranslationOf hasTranslation isPreprintOf hasPreprint isManuscriptOf hasManuscript
    isExpressionOf hasExpression isManifestationOf hasManifestation isReplacedBy replaces isSameAs
    isIdenticalTo isVariantFormOf isOriginalFormOf isVersionOf hasVersion isFormatOf hasFormat
"""
_INTER = """
    isDerivedFrom hasDerivation isReviewOf hasReview isCommentOn hasComment isReplyTo hasReply
    basedOnData isDataBasisFor hasRelatedMaterial isRelatedMaterial isCompiledBy compiles
    isDocumentedBy documents isSupplementTo isSupplementedBy isContinuedBy continues isPartOf
    hasPart references isReferencedBy isBasedOn isBasisFor requires isRequiredBy finances
    isFinancedBy
"""
_RELATION = {name.lower(): ("intra_work_relation", name) for name in _INTRA.split()} | {
    name.lower(): ("inter_work_relation", name) for name in _INTER.split()
}


def programs(parent: etree._Element, record: Record) -> None:
    """Put Crossmark, or else funding and licence by themselves, into an article."""
    front = record.front
    policy = forms.doi(front.journal.crossmark_policy)
    if not policy:
        _funding(parent, front)
        _access(parent, record)
        return
    mark = child(parent, "crossmark")
    child(mark, "crossmark_policy", policy)
    domain = urlsplit(front.url or "").hostname or ""
    if forms.DOMAIN.fullmatch(domain):
        child(child(child(mark, "crossmark_domains"), "crossmark_domain"), "domain", domain)
        child(mark, "crossmark_domain_exclusive", "false")
    if update := updated(front):
        into = child(mark, "updates")
        child(into, "update", update[1], type=update[0], date=update_day(front))
    more = child(mark, "custom_metadata")
    for number, (name, label, said) in enumerate(_assertions(front)):
        child(
            more, "assertion", said, name=name, label=label, order=str(number),
            group_name="publication_history", group_label="History",
        )  # fmt: skip
    _funding(more, front)
    _access(more, record)
    if not len(more):
        mark.remove(more)


def updated(front: Front) -> tuple[str, str] | tuple[()]:
    """What a notice does to the article that it is about, and that one's DOI; () if none."""
    target = forms.doi(front.relates.doi if front.relates else None)
    kind = UPDATES.get(front.type or "")
    return (kind, target) if kind and target else ()


def update_day(front: Front) -> str:
    """The day of a notice, in ISO 8601; "" where it is not known to the day."""
    days = (front.published_online, front.date)
    return next((day.iso for day in days if day and day.day), "")


def relations(parent: etree._Element, front: Front) -> None:
    """Put the works that an article is related to into it."""
    found = list(dict.fromkeys(_related(front)))
    if not found:
        return
    program = child(parent, f"{{{RELATIONS}}}program", name="relations")
    for kind, scheme, target, title in found:
        element, relation = _RELATION[kind]
        item = child(program, "related_item")
        if title:
            child(item, "description", title)
        made = child(item, element, target)
        made.set("relationship-type", relation)
        made.set("identifier-type", scheme)


def is_relation(kind: str) -> bool:
    """Whether Crossref has a relation of a name."""
    return kind.lower() in _RELATION


def _related(front: Front) -> Iterator[tuple[str, str, str, str]]:
    work = front.restates
    listed: list[tuple[str, str | None, str | None, str | None]] = []
    if work:
        listed.append(("isbasedon", work.doi, work.url, work.title))
    listed += [(r.type or "", r.doi, r.url, r.title) for r in front.relations]
    listed += [(d.relation or "issupplementedby", d.doi, d.url, d.title) for d in front.data]
    for kind, doi, url, title in listed:
        target = forms.doi(doi) or url or ""
        if target and is_relation(kind):
            yield kind.lower(), "doi" if forms.doi(doi) else "uri", target, line(title or "")


def _funding(parent: etree._Element, front: Front) -> None:
    awards = [award for funding in front.funders for award in funding.awards if award.source]
    if not awards:
        return
    program = child(parent, f"{{{FUNDING}}}program", name="fundref")
    numbers: dict[tuple[str, str], list[str]] = {}
    for award in awards:
        numbers.setdefault((award.source or "", award.funder_id or ""), []).append(award.id or "")
    for (source, identifier), listed in numbers.items():
        group = child(program, "assertion", name="fundgroup")
        name = child(group, "assertion", source, name="funder_name")
        if identifier:
            child(name, "assertion", address_of_funder(identifier), name="funder_identifier")
        for number in filter(None, listed):
            child(group, "assertion", number, name="award_number")


def address_of_funder(identifier: str) -> str:
    """A funder's ROR identifier, or its DOI in the Crossref Funder Registry, as an address."""
    bare = re.sub(r"^(https?://)?(dx\.)?(doi\.org/|ror\.org/)", "", identifier.strip())
    if bare.startswith("10."):
        return f"https://doi.org/{bare}"
    return f"https://ror.org/{bare}" if re.fullmatch(r"0[a-z0-9]{6}\d{2}", bare) else identifier


def _access(parent: etree._Element, record: Record) -> None:
    terms = record.front.license
    url = line(terms.url or "") if terms else ""
    usable = bool(forms.LICENCE.fullmatch(url))
    if not (usable or record.free):
        return
    program = child(parent, f"{{{ACCESS}}}program", name="AccessIndicators")
    if record.free:
        child(program, "free_to_read")
    if usable and terms:
        start = terms.start_date.iso if terms.start_date else needs.published(record.front)
        whole = start if start.count("-") == 2 else ""
        applies = terms.applies_to or "vor"
        child(program, "license_ref", url, start_date=whole, applies_to=applies)


def _assertions(front: Front) -> Iterator[tuple[str, str, str]]:
    """Name, label and text of what else Crossmark shows."""
    for name, label, day in (
        ("received", "Received", front.received),
        ("revised", "Revised", front.revised),
        ("accepted", "Accepted", front.accepted),
        ("retracted", "Retracted", front.retraction.date if front.retraction else None),
    ):
        if day:
            yield name, label, day.iso
    for number, notice in enumerate(front.correction, 1):
        if notice.date:
            yield f"corrected-{number}", "Corrected", notice.date.iso
