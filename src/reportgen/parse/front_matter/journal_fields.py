"""Where an article is published: the journal, its identifiers, and who answers for it."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from reportgen.parse.front_matter.author_fields import People
from reportgen.parse.front_matter.field_types import (
    Doi,
    Email,
    Issn,
    Label,
    Lang,
    Text,
    Texts,
    Url,
)
from reportgen.parse.front_matter.nested_fields import Model, about
from reportgen.parse.front_matter.publication_fields import PeerReview
from reportgen.parse.front_matter.publication_types import Prefix


def _addressed(value: object) -> object:
    """A depositor as mail programs write it: `Jane Doe <jane@example.org>`."""
    if not isinstance(value, str):
        return value
    name, at, address = value.partition("<")
    if at:
        return {"name": name.strip(), "email": address.strip(" >")}
    return {"email" if re.search(r"\S@\S", value) else "name": value}


def _reviewed(value: object) -> object:
    return {"type": value} if isinstance(value, str) else value


class Depositor(Model):
    """Who sends the journal's deposits, and to whom the answers go."""

    name: Text | None = about("the name of a person or an office")
    email: Email | None = about("where answers to deposits are sent", "e-mail", "email-address")


class JournalFacts(Model):
    """What is known of a journal and of the article's place in it."""

    title: Text | None = about("the journal's name", "name")
    abbreviation: Text | None = about("its short name", "short-title")
    issn: Issn | None = about("its ISSN")
    eissn: Issn | None = about("the ISSN of what is published online", "issn-electronic", "epissn")
    pissn: Issn | None = about("the ISSN of what is printed", "issn-print")
    issn_l: Issn | None = about("the linking ISSN, which stands for all of them")
    id: Text | None = about("the publisher's own name for the journal", "publisher-id")
    nlm_ta: Text | None = about("its title in the catalogue of the National Library of Medicine")
    doi: Doi | None = about("the journal's own DOI")
    prefix: Prefix | None = about("how its DOIs begin: `10.5555`", "doi-prefix")
    publisher: Text | None = about("who publishes it", "publisher-name")
    publisher_place: Text | None = about("where the publisher is", "publisher-loc")
    publisher_country: Text | None = about("in which country, as `KR` or as `South Korea`")
    url: Url | None = about("its web address")
    language: Lang | None = about("the language of most of its articles", "lang")
    volume: Label | None = about("the volume")
    issue: Label | None = about("the issue", "number")
    first_page: Label | None = about("the page on which the article begins", "page-first")
    last_page: Label | None = about("the page on which it ends", "page-last")
    article_number: Label | None = about(
        "the article's number, in a journal that counts articles and not pages", "elocation-id"
    )
    registrant: Text | None = about("who registers its DOIs, by default the publisher")
    crossmark_policy: Doi | None = about("the DOI of the page on corrections and retractions")
    archives: Texts = about("where it is preserved, such as `CLOCKSS`", "archive", default=())
    depositor: Annotated[
        Depositor | None, BeforeValidator(_addressed, json_schema_input_type=Text | Depositor)
    ] = about("who sends its deposits")
    peer_review: Annotated[
        PeerReview | None, BeforeValidator(_reviewed, json_schema_input_type=Text | PeerReview)
    ] = about("how its articles are reviewed")

    @property
    def pages(self) -> str:
        """The range of pages, with a dash: `33–58`."""
        return "–".join(page for page in (self.first_page, self.last_page) if page)

    @property
    def issns(self) -> tuple[tuple[str, str], ...]:
        """What each ISSN is for and the ISSN: `electronic`, `print`, or empty; each once."""
        found: dict[str, str] = {}
        for kind, number in (("electronic", self.eissn), ("print", self.pissn), ("", self.issn)):
            if number:
                found.setdefault(number, kind)
        if not found and self.issn_l:
            found = {self.issn_l: ""}
        return tuple((kind, number) for number, kind in found.items())


class JournalFields(JournalFacts):
    """A journal as it is written."""

    editors: People = about("who edits it", "editor", default=())
    editorial_board: People = about("who advises the editors", "board", default=())
