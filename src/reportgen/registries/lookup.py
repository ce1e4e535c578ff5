"""An identifier -> the work that its registry, or its page, describes.

Sources: DOI content negotiation (citation.doi.org), which Crossref, DataCite and mEDRA answer;
arXiv's DOIs; Open Library's Books API; NCBI's Literature Citation Exporter.
"""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

from reportgen import bibliography
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.network import Answer, Client, NetworkError, Reason
from reportgen.registries import csl_answer, open_library, page
from reportgen.registries.identifiers import Identifier, Kind
from reportgen.registries.work import Work

CSL = "application/vnd.citationstyles.csl+json"
BIBTEX = "application/x-bibtex"
ACCEPT = f"{CSL}, application/json;q=0.8, {BIBTEX};q=0.5, text/html;q=0.2"
PAGES = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
DOI = "https://doi.org/{}"
PUBMED = "https://pmc.ncbi.nlm.nih.gov/api/ctxp/v1/{}/?format=csl&id={}"
_JSON = (CSL, "application/json", "application/citeproc+json", "text/json")
_MOST = 4_000_000
"""The most bytes of an answer: an item with thousands of authors has a million."""


class LookupFailedError(Exception):
    """An identifier could not be looked up: the code of a diagnostic, its message, its remedy."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy = code, message, remedy


def look_up(wanted: Identifier, client: Client, today: str) -> Work:
    """The work of an identifier. Raises LookupFailedError.

    `today` (`YYYY-MM-DD`) is when a page is looked at.
    """
    match wanted.kind:
        case Kind.DOI:
            return _registered(wanted, wanted.value, client)
        case Kind.ARXIV:
            found = _registered(wanted, f"10.48550/arXiv.{wanted.value}", client)
            return replace(found, kind="webpage", arxiv=wanted.value, publisher="", number="")
        case Kind.ISBN:
            answer = _asked(wanted, open_library.ADDRESS.format(wanted.value), client)
            return _known(open_library.work(_json(wanted, answer), wanted.value), wanted)
        case Kind.PMID | Kind.PMCID:
            return _medical(wanted, client)
        case Kind.URL:
            return _shown(wanted, client, today)


def _registered(wanted: Identifier, doi: str, client: Client) -> Work:
    """The work of a DOI, from its registry, else from the page that it leads to."""
    answer = _asked(wanted, DOI.format(quote(doi, safe="/:;()._-")), client, ACCEPT)
    if answer.kind in _JSON:
        found = csl_answer.work(_json(wanted, answer))
    elif answer.kind in (BIBTEX, "text/x-bibliography") and not page.is_page(answer.kind):
        found = _typeset(answer)
    elif page.is_page(answer.kind):
        found = page.work(answer.body, _charset(answer), answer.url)
    else:
        raise _unread(wanted, f"its registry sent `{answer.kind[:60]}` and no description")
    return replace(_known(found, wanted), doi=doi, url="")


def _medical(wanted: Identifier, client: Client) -> Work:
    table = "pubmed" if wanted.kind is Kind.PMID else "pmc"
    number = wanted.value.removeprefix("PMC")
    data = _json(wanted, _asked(wanted, PUBMED.format(table, number), client))
    found = csl_answer.work(data[0] if isinstance(data, list) and data else data)
    work = _known(found, wanted)
    if work.kind == "article-journal":
        work = replace(work, publisher="", place="")
    return replace(work, pmid=wanted.value if wanted.kind is Kind.PMID else work.pmid, url="")


def _shown(wanted: Identifier, client: Client, today: str) -> Work:
    """The work that a page is; of one that names its DOI or arXiv number what that leads to."""
    answer = _asked(wanted, wanted.value, client, PAGES, cut=True)
    if not page.is_page(answer.kind):
        raise _unread(wanted, f"there is no page, but `{answer.kind[:60]}`")
    found = page.work(answer.body, _charset(answer), wanted.value)
    if found is None:
        raise _unread(
            wanted, "the page does not say what it is called, or is shown to browsers alone"
        )
    for kind, value in ((Kind.ARXIV, found.arxiv), (Kind.DOI, found.doi)):
        if value:
            try:
                return look_up(Identifier(kind, value), client, today)
            except LookupFailedError:
                break
    return replace(found, accessed=today)


def _asked(
    wanted: Identifier,
    url: str,
    client: Client,
    accept: str = "application/json",
    cut: bool = False,
) -> Answer:
    """A registry's answer that says something. Raises LookupFailedError."""
    name = _named(wanted)
    try:
        answer = client.ask(url, accept=accept, most=_MOST, cut=cut)
    except NetworkError as error:
        if error.reason in (Reason.NAME, Reason.LATER, Reason.REFUSED, Reason.TIME):
            remedy = "look whether this machine has a network, and try again later"
            raise LookupFailedError(
                "network-unreached", f"{name} was not looked up, since {error.reason}", remedy
            ) from None
        raise _unread(wanted, error.reason) from None
    if 200 <= answer.status < 300:
        return answer
    if answer.status in (404, 410):
        raise _unknown(wanted)
    if answer.status in (429, 503) or answer.status >= 500:
        message = f"{name} was not looked up, since its server is busy (status {answer.status})"
        raise LookupFailedError("network-unreached", message, "try again later")
    raise _unread(wanted, f"its server refuses to show it (status {answer.status})")


def _json(wanted: Identifier, answer: Answer) -> Any:
    try:
        return json.loads(answer.body)
    except (ValueError, RecursionError):
        raise _unread(wanted, "its registry sent what is no JSON") from None


def _typeset(answer: Answer) -> Work | None:
    """The work that a registry describes in BibTeX."""
    source = Source("answer.bib", answer.body.decode("utf-8", "replace"))
    entry = next(iter(bibliography.read((source,), Bag())), None)
    return csl_answer.work(bibliography.item(entry)) if entry else None


def _known(found: Work | None, wanted: Identifier) -> Work:
    if found is None:
        raise _unknown(wanted)
    return found


def _charset(answer: Answer) -> str:
    return answer.headers.get("content-type", "").lower().partition("charset=")[2].partition(";")[0]


def _named(wanted: Identifier) -> str:
    value = wanted.value if len(wanted.value) <= 120 else f"{wanted.value[:119]}…"
    return f"the {wanted.kind} `{value}`"


def _unknown(wanted: Identifier) -> LookupFailedError:
    where = {
        Kind.ISBN: "Open Library does not know", Kind.URL: "there is no page at",
        Kind.PMID: "PubMed does not know", Kind.PMCID: "PubMed Central does not know",
    }.get(wanted.kind, "no registry knows")  # fmt: skip
    remedy = "look whether it is typed right, or write the entry by hand"
    return LookupFailedError("source-unfound", f"{where} {_named(wanted)}", remedy)


def _unread(wanted: Identifier, why: str) -> LookupFailedError:
    message = f"{_named(wanted)} could not be read: {why}"
    remedy = "give its DOI or its ISBN, or write the entry by hand"
    return LookupFailedError("source-unread", message, remedy)
