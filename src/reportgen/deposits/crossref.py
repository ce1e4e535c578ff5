"""Deposits at Crossref: the metadata of articles, or of a whole issue, as one batch.

The forms are those of Crossref's schema for deposits, versions 5.4.0 and 5.3.1
(https://www.crossref.org/documentation/schema-library/).
"""

import hashlib
from collections.abc import Sequence
from typing import Any

from lxml import etree

from reportgen.deposits import crossref_forms as forms
from reportgen.deposits import crossref_programs, needs
from reportgen.deposits.crossref_article import article
from reportgen.deposits.crossref_dates import publication_date
from reportgen.deposits.crossref_texts import JATS
from reportgen.deposits.crossref_versions import Version
from reportgen.deposits.language_codes import two_letters
from reportgen.deposits.xml_text import child, document, line, optional
from reportgen.diagnostics import Bag, Diagnostic
from reportgen.editions import Edition
from reportgen.metadata import record_of
from reportgen.metadata.issue import Issue
from reportgen.parse.front_matter import Front, Journal

_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PLACES = {
    "full_title": "title", "abbrev_title": "abbreviation", "volume": "volume", "issue": "issue",
    "first_page": "first-page", "last_page": "last-page", "item_number": "article-number",
    "depositor_name": "depositor", "email_address": "depositor", "registrant": "registrant",
}  # fmt: skip
"""The fields of `journal` that elements are made of."""


def missing(edition: Edition) -> tuple[Diagnostic, ...]:
    """What the front matter lacks for a deposit."""
    return needs.missing(
        edition, needs.doi, _registered, needs.url, needs.date, needs.journal, needs.issn_or_doi,
        needs.depositor, needs.registrant, _notice,
    )  # fmt: skip


def deposit(edition: Edition, version: Version, bag: Bag) -> bytes | None:
    """The batch of one article; None, with a diagnostic, where it cannot be made.

    Works of which nothing is known are left out of its citations, with a note.
    """
    record, front = record_of(edition), edition.report.front
    lacking = missing(edition)
    if lacking:
        bag.extend(lacking)
        return None
    needs.illegal(front, bag)
    root, head, into = _batch(version)
    journal = front.journal
    _head(head, edition.report.moment.strftime("%Y%m%d%H%M%S"), journal)
    _journal(into, front, version, bag)
    if journal.volume or journal.issue:
        issue = child(into, "journal_issue")
        publication_date(issue, needs.published(front)[:4])
        _numbers(issue, journal)
    left = article(into, edition, record, version)
    for work in left:
        bag.add(_undeposited(edition, work.key))
    faults = tuple(forms.unfit(root))
    for name, value, most in faults:
        field = _PLACES.get(name, "")
        bag.error(
            "deposit-length",
            f"`{value[:40]}{'…' * (len(value) > 40)}` has {len(value)} characters, and Crossref "
            f"takes {most} at most in `{name}`",
            front.place("journal", field) if field else front.place("title"),
            "shorten it",
        )
    return None if faults else _finished(root, head)


def batch(articles: Sequence[bytes], issue: Issue) -> bytes:
    """The batch of an issue, of the deposits of its articles, which are of one version."""
    read = [etree.fromstring(one) for one in articles]
    root = read[0]
    space = f"{{{etree.QName(root).namespace}}}"
    head, into = root[0], root[1][0]
    first, *_ = into.iterfind(f"{space}journal_metadata")
    for old in list(into)[1:]:
        into.remove(old)
    made = child(into, "journal_issue")
    if issue.title:
        child(child(made, "titles"), "title", issue.title)
    dates = [d for one in read for d in one.iter(f"{space}publication_date")]
    if issue.date:
        publication_date(made, issue.date.iso)
    elif dates:
        publication_date(made, dates[0].findtext(f"{space}year") or "")
    _numbers(made, issue.journal)
    if (doi := forms.doi(issue.doi)) and issue.url:
        data = child(made, "doi_data")
        child(data, "doi", doi)
        child(data, "resource", issue.url)
    for one in (etree.fromstring(data) for data in articles):
        into.extend(list(one.iter(f"{space}journal_article")))
    stamps = [one.findtext(f"{space}head/{space}timestamp") or "0" for one in read]
    _named(head, "timestamp").text = max(stamps, key=int)
    first.tail = None
    return _finished(root, head)


def _batch(version: Version) -> tuple[etree._Element, etree._Element, etree._Element]:
    """A batch, its head, and the journal in its body."""
    spaces: Any = {
        None: version.namespace, "xsi": _XSI, "jats": JATS, "fr": crossref_programs.FUNDING,
        "ai": crossref_programs.ACCESS, "rel": crossref_programs.RELATIONS,
    }  # fmt: skip
    root = etree.Element(f"{{{version.namespace}}}doi_batch", nsmap=spaces)
    root.set("version", version.number)
    root.set(f"{{{_XSI}}}schemaLocation", version.location)
    return root, child(root, "head"), child(child(root, "body"), "journal")


def _head(head: etree._Element, moment: str, journal: Journal) -> None:
    """Who sends the batch; its identifier is set once its content is known."""
    sender, registrant = journal.depositor, journal.registrant or journal.publisher or ""
    child(head, "doi_batch_id", "unset")
    child(head, "timestamp", moment)
    made = child(head, "depositor")
    child(made, "depositor_name", (sender.name if sender else "") or registrant)
    child(made, "email_address", (sender.email if sender else "") or "")
    child(head, "registrant", registrant)


def _journal(parent: etree._Element, front: Front, version: Version, bag: Bag) -> None:
    journal = front.journal
    made = child(parent, "journal_metadata")
    language = two_letters(journal.language or front.lang or "en")
    if language not in version.languages_unknown:
        made.attrib.update({"language": language} if language else {})
    child(made, "full_title", journal.title or "")
    optional(made, "abbrev_title", journal.abbreviation)
    for kind, number in journal.issns:
        child(made, "issn", number, media_type=kind or "electronic")
    known = [name for name in journal.archives if name in version.archives]
    if known:
        archives = child(made, "archive_locations")
        for name in known:
            child(archives, "archive", name=name)
    for name in journal.archives:
        if name not in version.archives:
            bag.warning(
                "archive-unknown",
                f"`{name}` is no archive that Crossref {version.number} knows; it is left out",
                front.place("journal", "archives"),
                "write one of " + ", ".join(f"`{one}`" for one in sorted(version.archives)),
            )
    if (doi := forms.doi(journal.doi)) and journal.url:
        data = child(made, "doi_data")
        child(data, "doi", doi)
        child(data, "resource", journal.url)


def _numbers(parent: etree._Element, journal: Journal) -> None:
    """Volume and issue."""
    if journal.volume:
        child(child(parent, "journal_volume"), "volume", journal.volume)
    optional(parent, "issue", journal.issue)


def _finished(root: etree._Element, head: etree._Element) -> bytes:
    """The bytes of a batch, which is called after a hash of what it says."""
    identifier = _named(head, "doi_batch_id")
    identifier.text = "unset"
    etree.cleanup_namespaces(root, keep_ns_prefixes=["xsi"])
    identifier.text = f"batch-{hashlib.sha256(document(root)).hexdigest()[:32]}"
    return document(root)


def _named(parent: etree._Element, name: str) -> etree._Element:
    found = parent.find(f"{{{etree.QName(parent).namespace}}}{name}")
    assert found is not None
    return found


def _undeposited(edition: Edition, key: str) -> Diagnostic:
    from reportgen.diagnostics import Severity

    places = (source.find(key) for source in edition.report.bibliographies)
    return Diagnostic(
        "reference-undeposited",
        Severity.NOTE,
        f"the work `{line(key)}` is not deposited, as nothing is known of it",
        next((place for place in places if place), None) or edition.report.front.place("title"),
        help="give it a title, an author or a DOI",
    )


def _registered(front: Front) -> Diagnostic | None:
    """That the DOI is of a form that Crossref registers."""
    if not front.doi or forms.doi(front.doi):
        return None
    return needs.fault(
        front, "doi-missing", f"`{front.doi}` is of a form that Crossref does not register",
        "write it as `10.5555/example`", "doi",
    )  # fmt: skip


def _notice(front: Front) -> Diagnostic | None:
    """That a correction, a retraction or the like says which article it is about, and its day."""
    if front.type not in crossref_programs.UPDATES:
        return None
    if not crossref_programs.updated(front):
        return needs.fault(
            front, "notice-target", f"a {front.type} has to say which article it is about",
            "add `relates: {doi: ...}`", "relates",
        )  # fmt: skip
    if not forms.doi(front.journal.crossmark_policy):
        return needs.fault(
            front, "crossmark-missing",
            "the journal has no Crossmark policy, without which no update is deposited",
            "add `crossmark-policy: 10.5555/policy` to `journal`", "journal",
        )  # fmt: skip
    if not crossref_programs.update_day(front):
        return needs.fault(
            front, "date-missing", "an update is deposited with its day",
            "write the date as `2026-11-24`", "date",
        )  # fmt: skip
    return None
