"""What a page says of itself to machines: one record, in the vocabularies that they read.

Highwire Press tags are for Google Scholar, Dublin Core for libraries, Open Graph for previews,
schema.org for search engines. All are made from the same record, so that they agree, and what
is not known is left out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportgen.editions import Edition
from reportgen.editions._first_page import address
from reportgen.editions._page_range import page_range
from reportgen.metadata.citation import citation as citation
from reportgen.metadata.dublin_core import dublin_core, open_graph
from reportgen.metadata.dublin_core import rights as rights
from reportgen.metadata.highwire import highwire
from reportgen.metadata.json_ld import schema_org
from reportgen.metadata.particulars import file_addresses
from reportgen.metadata.references import Person as Person
from reportgen.metadata.references import Reference as Reference
from reportgen.metadata.references import references as references
from reportgen.parse.front_matter import Front
from reportgen.tree.nodes import plain_text


@dataclass(frozen=True)
class Record:
    """A document's particulars; texts are plain, and empty where nothing is known.

    `address` is where readers find the document, `about` where they find the article that a
    shorter edition is made from; a `draft` is not for search engines. `pages` are the first and
    the last page, `references` the cited works, in the order of their first citation. `published`
    is an ISO 8601 date, the document's own or else the first that is known; `language` is an ISO
    639-1 code, or ISO 639-2 where it has none. `files` are the absolute addresses of the
    document's formats, by their names; `free` says that anybody may read it. `abstract` is the
    article's.
    """

    front: Front
    title: str
    summary: str
    lang: str
    date: str
    address: str
    about: str
    whole: bool
    draft: bool = False
    pages: tuple[str, str] = ("", "")
    published: str = ""
    references: tuple[Reference, ...] = ()
    language: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    free: bool = False
    abstract: str = ""

    @property
    def named(self) -> tuple[tuple[str, str], ...]:
        """Name and content of each `<meta name>`."""
        parts = [*(highwire(self) if self.whole else ()), *dublin_core(self)]
        parts.append(("twitter:card", "summary"))
        parts.append(("robots", "noindex" if self.draft else ""))
        return tuple((name, content) for name, content in parts if content)

    @property
    def graph(self) -> tuple[tuple[str, str], ...]:
        """Property and content of each `<meta property>` (Open Graph)."""
        return tuple((name, content) for name, content in open_graph(self) if content)

    def linked(self) -> str:
        """The record as JSON-LD, fit to stand in a script element."""
        data = json.dumps(schema_org(self), ensure_ascii=False, separators=(",", ":"))
        for mark in "<>&\u2028\u2029":
            data = data.replace(mark, f"\\u{ord(mark):04x}")
        return data


def record_of(edition: Edition) -> Record:
    """The record of an edition: the whole text, or a shorter one of its own title and date."""
    report, front = edition.report, edition.report.front
    home = address(front.doi, edition.elsewhere or front.url)
    summary = next((s for f in edition.summary if (s := plain_text(report.prose.get(f, [])))), "")
    title = edition.title
    if edition.whole:
        title += f": {front.subtitle}" if front.subtitle else ""
        summary = front.description or summary
    if front.retraction:
        title = f"{report.words['retracted']} {title}"
    days = (edition.date, front.published_online, front.published_print)
    if report.draft:
        title = f"{report.words['draft']}: {title}"
    return Record(
        front=front,
        title=title,
        summary=summary,
        lang=front.lang or "en-US",
        date=edition.date.iso if edition.date else "",
        address=home if edition.whole else "",
        about="" if edition.whole else home,
        whole=edition.whole,
        draft=report.draft or edition.spec.anonymous,
        pages=page_range(edition) if edition.whole else ("", ""),
        published=next((day.iso for day in days if day), ""),
        references=references(_cited(edition), front.lang or "en-US"),
        language=(front.lang or "en-US").split("-")[0].lower(),
        files=file_addresses(edition),
        free=front.open_access,
        abstract=plain_text(report.prose.get("abstract", [])),
    )


def _cited(edition: Edition) -> Sequence[Mapping[str, Any]]:
    """The works that an edition cites, of one that may say whose they are: its authors', too."""
    return edition.report.sources if edition.whole and not edition.spec.anonymous else ()
