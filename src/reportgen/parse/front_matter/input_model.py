"""The front matter as authors write it, field by field.

`Shared` holds what is the same after reading; `Form` adds what is then resolved (`model.py`).
Names are those that pandoc and Quarto give; what else a field is called stands in its aliases.
"""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from reportgen.parse.front_matter.author_fields import Institutions, People
from reportgen.parse.front_matter.day_field import Day
from reportgen.parse.front_matter.field_shapes import several
from reportgen.parse.front_matter.field_types import (
    Doi,
    Keys,
    Label,
    Lang,
    Paper,
    Switch,
    Text,
    Texts,
    Theme,
    Words,
)
from reportgen.parse.front_matter.journal_fields import JournalFields
from reportgen.parse.front_matter.nested_fields import (
    Brief,
    Citation,
    Copyright,
    Crossref,
    Funding,
    License,
    Model,
    Notice,
    Style,
    Work,
    about,
)
from reportgen.parse.front_matter.output_fields import Bounds, Review, WordOutput
from reportgen.parse.front_matter.publication_fields import Publication, Relations
from reportgen.parse.front_matter.publication_types import Landing


def _titled(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


def _stated(value: object) -> object:
    return {"statement": value} if isinstance(value, str) else value


def _worded(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _mapping(value: object) -> object:
    """Quarto's `citation: true` says nothing of the journal."""
    return value if isinstance(value, dict) else {}


def _settings(value: object) -> object:
    """Other tools have fields of these names, which are no mappings."""
    return value if isinstance(value, Model | dict) else {}


def _opened(value: object) -> object:
    """Other tools keep mappings and lists of files below this name."""
    return value if isinstance(value, str | bool) else None


OpenAccess = Annotated[Switch | None, BeforeValidator(_opened, json_schema_input_type=bool | None)]


class Shared(Publication):
    """The fields that need no resolving."""

    title: Text = Field(description="the title, in Markdown")
    subtitle: Text | None = about("the subtitle, in Markdown")
    short_title: Text | None = about(
        "the title in running heads, in Markdown", "shorttitle", "running-head"
    )
    date: Day | None = about("the day, month or year of publication")
    received: Day | None = about(
        "the day on which the manuscript came in", "date-received", "submitted"
    )
    revised: Day | None = about("the day on which its revision came in", "date-revised")
    accepted: Day | None = about("the day on which it was accepted", "date-accepted")
    article_type: Text | None = about("what it is, such as `Research article`", "genre")
    correction: Annotated[
        tuple[Annotated[Notice, BeforeValidator(_worded)], ...],
        BeforeValidator(several, json_schema_input_type=Text | Notice | list[Notice]),
    ] = about("what was corrected since it was published", "corrections", default=())
    retraction: Annotated[
        Notice | None, BeforeValidator(_worded, json_schema_input_type=Text | Notice)
    ] = about("why it was retracted")
    expression_of_concern: Annotated[
        Notice | None, BeforeValidator(_worded, json_schema_input_type=Text | Notice)
    ] = about("what readers should know while doubts are looked into")
    addendum: Annotated[
        tuple[Annotated[Notice, BeforeValidator(_worded)], ...],
        BeforeValidator(several, json_schema_input_type=Text | Notice | list[Notice]),
    ] = about("what was added since it was published", "addenda", default=())
    lang: Lang | None = about("the language, as a BCP 47 tag such as `en-US`", "language")
    abstract: Text | None = about("the abstract, in Markdown")
    abstract_title: Text | None = about("the words over the abstract")
    keywords: Words = about("keywords, as a list or between commas", "tags", default=())
    description: Text | None = about("one sentence for search engines")
    acknowledgements: Text | None = about(
        "thanks, in Markdown", "acknowledgments", "acknowledgement", "acknowledgment"
    )
    restates: Annotated[
        Work | None, BeforeValidator(_titled, json_schema_input_type=Text | Work)
    ] = about("the work that this article restates")
    bibliography: Texts = about("BibTeX files, relative to the project", default=())
    csl: Text | None = about("a citation style: a file, or the name of one that is known")
    nocite: Keys = about('entries to list without citing them: `"@one, @two"`', default=())
    link_citations: Switch | None = about(
        "whether citations link to their entries, as they do by default"
    )
    reference_section_title: Text | None = about("the words over the list of references")
    notes: Literal["endnotes", "footnotes"] = about("where notes stand", default="endnotes")
    number_sections: Switch | None = about("whether headings are numbered", "numbersections")
    toc: Switch | None = about("whether to print a table of contents", "table-of-contents")
    theme: Theme = about("the design: a folder of templates", default="journal")
    style: Style = about("settings of the theme", default=Style.model_construct())
    crossref: Crossref = about(
        "words of captions and cross-references", default=Crossref.model_construct()
    )
    words: dict[str, Text] = about(
        "words that the pages say by themselves, by their names: `figure: Exhibit`", default={}
    )
    pdf_standard: Literal["ua-1", "ua-2"] = about(
        "`ua-1` for PDF/UA-1 with PDF/A-3a, `ua-2` for PDF/UA-2 with PDF/A-4", default="ua-1"
    )
    attach_sources: Switch = about("whether the PDF carries the manuscript's files", default=False)
    draft: Switch = about(
        "whether it is built as a draft: in spite of faults, each marked in its place",
        default=False,
    )
    brief: Brief | None = about("the one-page brief")
    review: Annotated[Review | None, BeforeValidator(_settings, json_schema_input_type=Review)] = (
        about("the anonymous copy for reviewers")
    )
    limits: Annotated[Bounds, BeforeValidator(_settings, json_schema_input_type=Bounds)] = about(
        "how much the journal takes", default=Bounds.model_construct()
    )
    docx: Annotated[WordOutput, BeforeValidator(_settings, json_schema_input_type=WordOutput)] = (
        about("settings of Word documents", default=WordOutput.model_construct())
    )
    allow: Texts = about("codes of diagnostics that are not to be reported", default=())


class Form(Shared):
    """Every field, as it is written."""

    author: People = about("the authors", "authors", default=())
    affiliations: Institutions = about(
        "where the authors work, once each", "affiliation", "institute", "institutes", default=()
    )
    doi: Doi | None = about("the article's DOI")
    url: Landing | None = about("the article's landing page: where readers are sent for it")
    open_access: OpenAccess = about("the same as `access: free`, as MyST writes it")
    editors: People = about("who handled the article", "editor", default=())
    relations: Relations = about("other works, and what it is to them", "related", default=())
    archive_doi: Doi | None = about("the DOI of an archived copy of its software, as in JOSS")
    license: Annotated[
        License | None, BeforeValidator(_worded, json_schema_input_type=Text | License)
    ] = about("the licence, such as `CC BY 4.0`", "licence")
    copyright: Annotated[
        Copyright | None, BeforeValidator(_stated, json_schema_input_type=Text | Copyright)
    ] = about("who holds the rights")
    funding: Annotated[
        tuple[Annotated[Funding, BeforeValidator(_stated)], ...],
        BeforeValidator(several, json_schema_input_type=Text | Funding | list[Funding]),
    ] = about("who paid for the work", "funders", default=())
    statements: dict[str, Text] = about(
        "short texts by what they are on, such as `data-availability`", default={}
    )
    journal: Annotated[
        JournalFields | None, BeforeValidator(_titled, json_schema_input_type=Text | JournalFields)
    ] = about("where the article is published")
    venue: Annotated[
        JournalFields | None, BeforeValidator(_titled, json_schema_input_type=Text | JournalFields)
    ] = about("the same as `journal`, as MyST calls it")
    citation: Annotated[
        Citation | None, BeforeValidator(_mapping, json_schema_input_type=bool | Citation)
    ] = about("the article as a CSL item, as in Quarto; fills in `journal` and `doi`")
    volume: Label | None = about("the journal's volume, as in MyST")
    issue: Label | None = about("the journal's issue, as in MyST")
    first_page: Label | None = about("the article's first page, as in MyST")
    last_page: Label | None = about("the article's last page, as in MyST")
    paper: Paper | None = about("the size of the page, `letter` by default", "papersize")
