"""Every field of the front matter that the manual describes changes something for the reader."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args

import pytest

from case import PIXEL
from package import Package
from reportgen import checks, editions, formats, metadata
from reportgen.cache import Store
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.pandoc.reading import start_reading
from reportgen.parse import parse
from reportgen.parse.front_matter.input_model import Form
from reportgen.parse.front_matter.nested_fields import Model
from reportgen.project.load import load
from reportgen.resolve import Report, resolve, start_citations
from reportgen.resolve.style import citation_style

TEXT = """
# One {#sec-one}

See @fig-a, @tbl-a, @eq-a and @sec-one.[@one]

![What is shown](a.png){#fig-a}

![What else is shown](a.png){#fig-b}

| A | B |
|---|---|
| 1 | 2 |

: What is counted {#tbl-a}

| C |
|---|
| 3 |

: What else is counted {#tbl-b}

$$ a = b $$ {#eq-a}

::: {.key-finding}
Found.
:::

::: {.recommendation}
Do this.
:::
"""
SOURCE = """@book{%s,
  title = {A Book}, author = {Lee, Ann}, year = {2020}, publisher = {Press}, address = {Seoul}}
"""
CSL = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info><title>s
</title><id>s</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout prefix="(" suffix
=")"><names variable="author"><name/></names></layout></citation><bibliography><layout><text
variable="title"/></layout></bibliography></style>"""

AROUND = {
    "Form": "{}",
    "Person": "author: {{name: Ann Lee, {}}}",
    "Name": "author: {{name: {{given: Ann, family: Lee, {}}}}}",
    "Institution": "author: {{name: Ann Lee, affiliation: [{{name: Institute, {}}}]}}",
    "JournalFields": "journal: {{title: The Journal, {}}}",
    "Depositor": "journal: {{title: The Journal, depositor: {{{}}}}}",
    "PeerReview": "peer-review: {{{}}}",
    "Relation": "relations: [{{title: Other Work, {}}}]",
    "Dataset": "data: [{{title: Data, {}}}]",
    "Target": "type: correction\nrelates: {{{}}}",
    "Translation": "translations: {{ko: {{{}}}}}",
    "Brief": "brief: {{url: 'https://example.org/full', {}}}",
    "Style": "style: {{{}}}",
    "Fonts": "style: {{fonts: {{{}}}}}",
    "Work": "restates: {{title: Old Work, {}}}",
    "License": "license: {{text: Open, {}}}",
    "Copyright": "copyright: {{holder: Ann Lee, {}}}",
    "Funding": "funding: {{{}}}",
    "Award": "funding: {{awards: [{{source: A Fund, {}}}]}}",
    "Citation": "citation: {{container-title: The Journal, {}}}",
    "Crossref": "crossref: {{{}}}",
    "Notice": "correction: {{text: A sum was wrong., {}}}",
    "Bounds": "limits: {{{}}}",
    "Review": "review: {{{}}}",
    "WordOutput": "docx: {{{}}}",
}
"""Where a field of each model stands; a case may name its own surroundings."""

MADE = "https://example.org/it"
CASES: dict[str, dict[str, str | tuple[str, str]]] = {
    "Form": {
        "title": ("title: One", "title: Two"),
        "subtitle": "subtitle: Under",
        "short_title": "short-title: Short",
        "date": "date: 2024-05-01",
        "lang": "lang: ko",
        "received": "received: 2024-01-02",
        "revised": "revised: 2024-02-03",
        "accepted": "accepted: 2024-03-04",
        "article_type": ("journal: J", "article-type: Review"),
        "correction": "correction: {date: 2024-06-07, text: A sum was wrong.}",
        "retraction": "retraction: {date: 2024-06-07, text: The data were lost.}",
        "expression_of_concern": "expression-of-concern: {date: 2024-06-07, text: Doubts.}",
        "addendum": "addendum: {date: 2024-06-07, text: One more table.}",
        "words": ("abstract: What is said.", "words: {abstract: Summary}"),
        "abstract": "abstract: What is said.",
        "abstract_title": ("abstract: What is said.", "abstract-title: Summary"),
        "keywords": "keywords: [one, two]",
        "description": "description: In one sentence.",
        "acknowledgements": "acknowledgements: Thanks.",
        "restates": "restates: Old Work",
        "bibliography": "bibliography: other.bib",
        "csl": "csl: own.csl",
        "nocite": ("csl: own.csl", "nocite: '@two'"),
        "link_citations": ("csl: own.csl", "link-citations: false"),
        "reference_section_title": ("csl: own.csl", "reference-section-title: Works"),
        "notes": "notes: footnotes",
        "number_sections": "number-sections: true",
        "toc": "toc: true",
        "theme": "theme: report",
        "style": "style: {accent: '#1f4e79'}",
        "crossref": "crossref: {fig-title: Exhibit}",
        "pdf_standard": "pdf-standard: ua-2",
        "attach_sources": "attach-sources: true",
        "draft": "draft: true",
        "brief": "brief: {standfirst: In short.}",
        "review": "review: {}",
        "limits": ("abstract: Two words.", "limits: {abstract: 1}"),
        "docx": "docx: {citations: zotero}",
        "allow": "allow: entry-unused",
        "author": "author: Ann Lee",
        "affiliations": (
            "author: {name: Ann Lee, affiliation: a}",
            "affiliations: {id: a, name: A}",
        ),
        "doi": "doi: 10.1234/abcd",
        "license": "license: CC BY 4.0",
        "copyright": "copyright: All rights.",
        "funding": "funding: Nobody paid.",
        "statements": "statements: {data-availability: On request.}",
        "journal": "journal: The Journal",
        "venue": "venue: The Journal",
        "citation": "citation: {container-title: The Journal}",
        "volume": ("journal: J", "volume: 7"),
        "issue": ("journal: J", "issue: 8"),
        "first_page": ("journal: J", "first-page: 33"),
        "last_page": ("journal: J\nfirst-page: 33", "last-page: 41"),
        "paper": "paper: a4",
        "type": "type: addendum",
        "section": "section: Reviews",
        "published_online": "published-online: 2024-05-06",
        "published_print": "published-print: 2024-05-06",
        "version": "version: 1.1",
        "access": "access: free",
        "open_access": "open_access: true",
        "files_url": f"files-url: '{MADE}/files/'",
        "url": f"url: '{MADE}'",
        "data": "data: 10.1234/data",
        "relates": ("type: correction", "type: correction\nrelates: {doi: 10.1234/old}"),
        "relations": "relations: {type: isTranslationOf, doi: 10.1234/old}",
        "archive_doi": "archive_doi: 10.5281/zenodo.1",
        "peer_review": "peer-review: double-anonymized",
        "translations": "translations: {ko: {title: 제목}}",
        "editors": "editors: Bea Kim",
        "requires": "requires: data-availability",
    },
    "Person": {
        "name": ("author: {given: Ann}", "author: {given: Ann, name: Bea Lee}"),
        "given": ("author: {family: Lee}", "author: {family: Lee, given: Ann}"),
        "family": ("author: {given: Ann}", "author: {given: Ann, family: Lee}"),
        **{
            name: (
                "author: {given: Ann, family: Lee}",
                f"author: {{given: Ann, family: Lee, {name.replace('_', '-')}: von}}",
            )
            for name in ("dropping_particle", "non_dropping_particle", "suffix")
        },
        "name_native": "name-native: 이안",
        "affiliation": "affiliation: Institute",
        "orcid": "orcid: 0000-0002-1825-0097",
        "email": "email: ann@example.org",
        "url": f"url: '{MADE}'",
        "bio": "bio: Ann writes.",
        "corresponding": (
            "author: [{name: A, email: a@example.org}, {name: B, email: b@example.org}]",
            "author: [{name: A, email: a@example.org, corresponding: true}, "
            "{name: B, email: b@example.org}]",
        ),
        "equal_contributor": "equal-contributor: true",
        "attributes": "attributes: {equal-contributor: true}",
        "roles": "roles: [conceptualization]",
        "contribution": "contribution: Ann counted.",
        "degrees": "degrees: PhD",
        "isni": "isni: 0000 0001 2345 6789",
        "orcid_authenticated": (
            "author: {name: Ann Lee, orcid: 0000-0002-1825-0097}",
            "author: {name: Ann Lee, orcid: 0000-0002-1825-0097, orcid-authenticated: true}",
        ),
        "deceased": "deceased: true",
    },
    "Depositor": {"name": "name: Ann Lee", "email": "email: deposits@example.org"},
    "PeerReview": {
        "type": "type: double-anonymized",
        "transparency": "transparency: reports",
        "reports": f"reports: ['{MADE}']",
    },
    "Relation": {
        "type": "type: isTranslationOf",
        "doi": "doi: 10.1234/old",
        "url": f"url: '{MADE}'",
        "title": (
            "relations: {url: 'https://a.org'}",
            "relations: {url: 'https://a.org', title: A}",
        ),
    },
    "Dataset": {
        "doi": "doi: 10.1234/data",
        "url": f"url: '{MADE}'",
        "title": ("data: {doi: 10.1234/data}", "data: {doi: 10.1234/data, title: Data}"),
        "relation": (
            "data: {doi: 10.1234/data}",
            "data: {doi: 10.1234/data, relation: basedOnData}",
        ),
    },
    "Target": {
        "doi": "doi: 10.1234/old",
        "title": "title: Old",
        "type": (
            "type: correction\nrelates: {doi: 10.1234/old}",
            "type: correction\nrelates: {doi: 10.1234/old, type: object-of-concern}",
        ),
    },
    "Translation": {
        "title": "title: 제목",
        "subtitle": (
            "translations: {ko: {title: 제목}}",
            "translations: {ko: {title: 제목, subtitle: 부제}}",
        ),
        "abstract": "abstract: 초록",
        "keywords": "keywords: [하나]",
    },
    "Notice": {
        "date": "date: 2024-06-07",
        "text": ("correction: {date: 2024-06-07}", "correction: {date: 2024-06-07, text: A sum.}"),
        "doi": "doi: 10.1234/abcd",
    },
    "Name": {
        "literal": "literal: A. Lee",
        "given": ("author: {name: {family: Lee}}", "author: {name: {family: Lee, given: Ann}}"),
        "family": ("author: {name: {given: Ann}}", "author: {name: {given: Ann, family: Lee}}"),
        "dropping_particle": "dropping-particle: von",
        "non_dropping_particle": "non-dropping-particle: van",
        "suffix": "suffix: Jr.",
    },
    "Institution": {
        "ref": (
            "affiliations: {id: a, name: A}\nauthor: {name: Ann Lee}",
            "affiliations: {id: a, name: A}\nauthor: {name: Ann Lee, affiliation: [{ref: a}]}",
        ),
        "id": (
            "affiliations: [{name: A, id: a}, {name: B, id: b}]\nauthor: {name: C, affiliation: a}",
            "affiliations: [{name: A, id: b}, {name: B, id: a}]\nauthor: {name: C, affiliation: a}",
        ),
        "name": (
            "author: {name: Ann Lee, affiliation: [{name: A}]}",
            "author: {name: Ann Lee, affiliation: [{name: B}]}",
        ),
        "institution": "institution: A University",
        "department": "department: A Department",
        "address": "address: 1 Main Street",
        "city": "city: Seoul",
        "region": "region: Gyeonggi",
        "postal_code": "postal-code: 04524",
        "country": "country: KR",
        "ror": "ror: 00hx57361",
        "url": f"url: '{MADE}'",
    },
    "JournalFields": {
        "title": ("journal: {}", "journal: {title: The Journal}"),
        "abbreviation": "abbreviation: TJ",
        "issn": "issn: 1234-5679",
        "publisher": "publisher: Press",
        "url": f"url: '{MADE}'",
        "volume": "volume: 7",
        "issue": "issue: 8",
        "first_page": "first-page: 33",
        "last_page": ("first-page: 33", "last-page: 41"),
        "eissn": "eissn: 1234-5679",
        "pissn": "pissn: 1234-5679",
        "issn_l": "issn-l: 1234-5679",
        "id": "id: tj",
        "nlm_ta": "nlm-ta: J Pol",
        "doi": "doi: 10.1234/tj",
        "prefix": "prefix: '10.1234'",
        "publisher_place": "publisher-place: Seoul",
        "publisher_country": "publisher-country: KR",
        "language": "language: ko",
        "article_number": "article-number: e12",
        "registrant": "registrant: Office",
        "crossmark_policy": "crossmark-policy: 10.1234/policy",
        "archives": "archives: [CLOCKSS]",
        "depositor": "depositor: Ann Lee <ann@example.org>",
        "peer_review": "peer-review: double-anonymized",
        "editors": "editors: Bea Kim",
        "editorial_board": "editorial-board: [Bea Kim]",
    },
    "Citation": {
        "container_title": ("citation: {volume: 7}", "citation: {volume: 7, container-title: J}"),
        "container_title_short": "container-title-short: TJ",
        "issn": "issn: 1234-5679",
        "publisher": "publisher: Press",
        "volume": "volume: 7",
        "issue": "issue: 8",
        "page": "page: 33-41",
        "page_first": "page-first: 33",
        "page_last": ("page-first: 33", "page-last: 41"),
        "doi": "doi: 10.1234/abcd",
        "url": f"url: '{MADE}'",
    },
    "Brief": {
        "title": "title: In Brief",
        "subtitle": "subtitle: Under",
        "standfirst": "standfirst: In short.",
        "series": "series: Note",
        "number": "number: 7",
        "contact": "contact: ann@example.org",
        "url": ("brief: {}", f"brief: {{url: '{MADE}'}}"),
        "date": "date: 2024-06-01",
        "exhibit": "exhibit: tbl-a",
        "findings_heading": "findings-heading: What we found",
        "recommendations_heading": "recommendations-heading: What to do",
    },
    "Style": {
        "accent": "accent: '#1f4e79'",
        "paper": "paper: a4",
        "fonts": "fonts: {text: sans}",
        "logo": "logo: a.png",
    },
    "Fonts": {"text": "text: sans", "heading": "heading: serif", "code": "code: serif"},
    "Work": {
        "title": ("restates: {title: Old}", "restates: {title: Older}"),
        "author": "author: A. One",
        "container": "container: A Series",
        "publisher": "publisher: Press",
        "year": "year: 2001",
        "doi": "doi: 10.1234/old",
        "url": f"url: '{MADE}'",
        "note": "note: All is new.",
    },
    "License": {
        "text": (f"license: {{url: '{MADE}'}}", f"license: {{url: '{MADE}', text: Open}}"),
        "type": "type: open-access",
        "url": f"url: '{MADE}'",
        "start_date": (
            "license: {text: CC BY 4.0}",
            "license: {text: CC BY 4.0, start-date: 2025-01-01}",
        ),
        "applies_to": ("license: {text: CC BY 4.0}", "license: {text: CC BY 4.0, applies-to: am}"),
    },
    "Copyright": {
        "statement": "statement: All rights.",
        "holder": ("copyright: {year: 2024}", "copyright: {year: 2024, holder: Ann Lee}"),
        "year": "year: 2024",
    },
    "Funding": {"statement": "statement: Nobody paid.", "awards": "awards: {source: A Fund}"},
    "Award": {
        "name": "name: A Grant",
        "id": "id: AB-1",
        "source": ("funding: {awards: {id: A}}", "funding: {awards: {id: A, source: A Fund}}"),
        "funder_id": "funder-id: https://ror.org/021nxhr62",
        "recipient": "recipient: Ann Lee",
    },
    "Bounds": {
        "words": "words: 3",
        "abstract": ("abstract: Two words.", "abstract: Two words.\nlimits: {abstract: 1}"),
        "brief": ("brief: {standfirst: In.}", "brief: {standfirst: In.}\nlimits: {brief: 3}"),
        "title": "title: 1",
        "notes": ("limits: {words: 36}", "limits: {words: 36, notes: false}"),
        "unit": ("limits: {title: 4}", "limits: {title: 4, unit: characters}"),
        "references": ("nocite: '@two'", "nocite: '@two'\nlimits: {references: 1}"),
        "figures": "figures: 1",
        "tables": "tables: 1",
        "keywords": ("keywords: [a, b]", "keywords: [a, b]\nlimits: {keywords: 1}"),
    },
    "Review": {
        "self_citations": (
            "review: {}\nauthor: Ann Lee",
            "review: {self-citations: hide}\nauthor: Ann Lee",
        ),
        "line_numbers": "line-numbers: none",
    },
    "WordOutput": {"citations": "citations: zotero"},
    "Crossref": {
        "fig_title": "fig-title: Exhibit",
        "tbl_title": "tbl-title: Panel",
        "fig_prefix": "fig-prefix: Fig.",
        "tbl_prefix": "tbl-prefix: Tab.",
        "eq_prefix": "eq-prefix: Eq.",
        "sec_prefix": (
            "number-sections: true",
            "number-sections: true\ncrossref: {sec-prefix: Part}",
        ),
    },
}
"""What sets each field, alone or behind what it needs beside it."""


def models(model: type[Model]) -> Iterator[type[Model]]:
    """A model and those of its fields."""
    yield model
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            yield from models(inner)


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


FIELDS = {
    f"{model.__name__}.{name}": (model.__name__, name)
    for model in models(Form)
    for name in model.model_fields
}


def fronts(model: str, name: str) -> tuple[str, str]:
    """The front matter without a field and with it; a pair that begins alike is the whole of it."""
    case = CASES[model][name]
    first, second = ("", case) if isinstance(case, str) else case
    if first.partition(":")[0] == second.partition(":")[0]:
        return first, second
    both = "\n" if model == "Form" else ", "
    around = AROUND[model]
    return around.format(first), around.format(both.join(part for part in (first, second) if part))


@dataclass(frozen=True)
class Document:
    """What a reader gets, one kind of output after another, and what is reported."""

    bag: Bag
    report: Report | None

    @cached_property
    def editions(self) -> list[Edition]:
        if self.report is None:
            return []
        names = ["article", "brief", *(["review"] if self.report.front.review else [])]
        made = [editions.make(name, self.report, self.bag) for name in names]
        return [edition for edition in made if edition is not None]

    @cached_property
    def records(self) -> object:
        found = map(metadata.record_of, self.editions)
        return [(record.linked(), record.named, record.graph) for record in found]

    @cached_property
    def screen(self) -> object:
        return [formats.render("html", edition, Bag()) for edition in self.editions]

    @cached_property
    def word(self) -> object:
        files = [formats.render("docx", edition, Bag()) for edition in self.editions]
        return [_unidentified(Package.of(data).parts) for data in files if data]

    @property
    def files(self) -> object:
        edition = replace(self.editions[0], files=(("pdf", "a.pdf"),))
        return metadata.record_of(edition).files

    @cached_property
    def deposits(self) -> object:
        made = [name for name in formats.names() if formats.spec(name).publish]
        return {name: formats.render(name, self.editions[0], Bag()) for name in made}

    @cached_property
    def pdf(self) -> object:
        return [formats.render("pdf", edition, Bag()) for edition in self.editions[:1]]

    @property
    def codes(self) -> set[str]:
        assert self.editions  # which are measured when they are made
        return {diagnostic.code for diagnostic in self.bag}


def _unidentified(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts without the hash of all that they were made of."""
    name = "docProps/custom.xml"
    return parts | {name: re.sub(rb"[0-9a-f]{40}", b"", parts[name])}


OUTPUTS: tuple[Callable[[Document], object], ...] = (
    lambda document: document.records,
    lambda document: document.screen,
    lambda document: document.word,
    lambda document: document.pdf,
)
"""What may differ, the cheapest first."""
REPORTED = {
    "Form.allow": "entry-unused",
    "License.type": "front-ignored",
    "Form.limits": "limit-abstract",
    "Form.requires": "statement-missing",
    "Bounds.notes": "limit-words",
    "Bounds.unit": "limit-title",
    **{
        f"Bounds.{name}": f"limit-{name}"
        for name in CASES["Bounds"]
        if name not in ("notes", "unit")
    },
}
"""Fields that change what is reported and no output, each with the code that comes or goes."""
_DEPOSITED = {
    **{model: CASES[model] for model in ("Depositor", "PeerReview", "Relation", "Dataset")},
    "Translation": CASES["Translation"],
    "Target": ("type",),
    "JournalFields": (
        "id", "nlm_ta", "doi", "publisher_place", "publisher_country", "language",
        "article_number", "registrant", "crossmark_policy", "archives", "depositor", "peer_review",
        "editors",
    ),
    "Form": (
        "section", "published_online", "published_print", "access",
        "open_access", "files_url", "data", "relations", "archive_doi", "peer_review",
        "translations", "editors",
    ),
    "Person": ("contribution", "degrees", "isni", "orcid_authenticated", "deceased"),
    "License": ("start_date", "applies_to"),
    "Award": ("funder_id", "recipient"),
}  # fmt: skip
DEPOSITED = {f"{model}.{name}" for model, names in _DEPOSITED.items() for name in names}
"""Fields that deposits alone are made from."""
ISSUED = {"JournalFields.prefix", "JournalFields.editorial_board"}
"""Fields that the DOIs of an issue's articles and the journal's site alone are made from."""
DEPOSITING = """
journal:
  title: The Journal
  eissn: 2049-3630
  publisher: Press
  depositor: {name: Office, email: office@example.org}
  crossmark-policy: 10.1234/policies
  volume: 7
"""
"""What a deposit needs beside an article."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """What pandoc made of the texts and citations that many documents share."""
    return Store(tmp_path_factory.mktemp("steps"))


@cache
def document(front: str, store: Store, journal: str = "") -> Document:
    if not re.search(r"^title:", front, re.MULTILINE):
        front = f"title: A Title\n{front}"
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.png").write_bytes(PIXEL)
        (folder / "own.csl").write_text(CSL, "utf-8")
        (folder / "refs.bib").write_text(SOURCE % "one" + SOURCE % "two", "utf-8")
        (folder / "other.bib").write_text((SOURCE % "one").replace("A Book", "Other"), "utf-8")
        own = "" if "bibliography:" in front else "bibliography: refs.bib\n"
        (folder / "a.md").write_text(f"---\n{own}{front}\n---\n{TEXT}", "utf-8")
        if journal:
            (folder / "journal.yaml").write_text(journal, "utf-8")
        bag = Bag()
        sources = load(folder / "a.md", bag)
        assert sources
        with start_reading(sources, store) as reading:
            manuscript = parse(reading, bag, (), editions.selections())
        assert manuscript
        checks.check(manuscript, bag)
        style = citation_style(manuscript, bag)
        assert not bag.failed, [diagnostic.message for diagnostic in bag]
        assert style
        with start_citations(manuscript, style, store) as question:
            return Document(bag, resolve(question, bag, 0))


def test_every_field_has_a_case() -> None:
    cases = {f"{model}.{name}" for model, fields in CASES.items() for name in fields}
    assert cases == set(FIELDS)


@pytest.mark.parametrize("field", sorted(DEPOSITED))
def test_a_field_of_deposits_changes_one_of_them(field: str, store: Store) -> None:
    own = "doi: 10.1234/a\nurl: https://example.org/a\ndate: 2024-05\n"
    pair = [own + front for front in fronts(*FIELDS[field])]
    without, with_ = (document(front, store, DEPOSITING) for front in pair)
    assert without.deposits != with_.deposits or without.files != with_.files


@pytest.mark.parametrize("field", sorted(ISSUED))
def test_a_field_of_issues_comes_to_what_they_are_made_of(field: str, store: Store) -> None:
    without, with_ = (document(front, store).report for front in fronts(*FIELDS[field]))
    assert without
    assert with_
    assert without.front.journal != with_.front.journal


@pytest.mark.parametrize("field", sorted(set(FIELDS) - set(REPORTED) - DEPOSITED - ISSUED))
def test_a_field_of_the_front_matter_changes_an_output(field: str, store: Store) -> None:
    without, with_ = (document(front, store) for front in fronts(*FIELDS[field]))
    assert any(output(without) != output(with_) for output in OUTPUTS)
    assert "front-ignored" not in with_.codes


@pytest.mark.parametrize("field", REPORTED)
def test_a_field_that_no_output_shows_changes_what_is_reported(field: str, store: Store) -> None:
    without, with_ = (document(front, store) for front in fronts(*FIELDS[field]))
    assert with_.codes ^ without.codes == {REPORTED[field]}
    assert all(output(without) == output(with_) for output in OUTPUTS)
