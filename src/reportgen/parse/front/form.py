"""The front matter as authors write it, field by field.

`Shared` holds what is the same after reading; `Form` adds what is then resolved (`model.py`).
Names are those that pandoc and Quarto give; what else a field is called stands in its aliases.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from reportgen.parse.front.values import (
    Colour,
    Day,
    Doi,
    Email,
    Issn,
    Keys,
    Label,
    Lang,
    Orcid,
    Paper,
    Ror,
    Switch,
    Text,
    Texts,
    Theme,
    Url,
    Words,
    several,
)

_GIVEN = ("given-names", "given-name", "first-name", "firstname", "first", "forename")
_FAMILY = ("family-names", "family-name", "surname", "last-name", "lastname", "last")


def _about(description: str, *aliases: str, default: Any = None) -> Any:
    """A field that may be left out: what it is, and what else it is called."""
    extra: dict[str, Any] | None = {"aliases": list(aliases)} if aliases else None
    return Field(default, description=description, json_schema_extra=extra)


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _titled(value: object) -> object:
    return {"title": value} if isinstance(value, str) else value


def _stated(value: object) -> object:
    return {"statement": value} if isinstance(value, str) else value


def _worded(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _literal(value: object) -> object:
    return {"literal": value} if isinstance(value, str) else value


def _mapping(value: object) -> object:
    """Quarto's `citation: true` says nothing of the journal."""
    return value if isinstance(value, dict) else {}


def _roles(value: object) -> object:
    """Role names; Quarto also writes the degree, as in `writing: lead`."""
    return [
        name
        for role in (value if isinstance(value, list) else [value])
        for name in (role if isinstance(role, dict) else [role])
    ]


def _flags(value: object) -> object:
    """The names of Quarto's attributes, listed or switched on."""
    if isinstance(value, dict):
        return [name for name, on in value.items() if on in ("true", "yes", "on")]
    return several(value)


def _corresponding(value: object) -> object:
    return "true" if isinstance(value, str) and "@" in value else value


class Model(BaseModel):
    """Frozen; fields are written with hyphens."""

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


class License(Model):
    """The licence under which readers may use the text."""

    text: Text | None = _about(
        "its words or its short name, such as `CC BY 4.0`", "name", "id", "content"
    )
    type: Text | None = _about("its kind, such as `open-access`")
    url: Url | None = _about("where it can be read", "link")


class Copyright(Model):
    """Who holds the rights."""

    statement: Text | None = _about("the whole line, where it is not made of holder and year")
    holder: Text | None = _about("who holds the rights")
    year: Label | None = _about("the year, or several")

    @property
    def text(self) -> str:
        """The line to print."""
        if self.statement:
            return self.statement
        return " ".join(part for part in ("©", self.year, self.holder) if part)


class Award(Model):
    """One grant."""

    name: Text | None = _about("what it is called", "title")
    id: Label | None = _about("its number", "award-id", "number")
    source: Text | None = _about("who gave it", "funder", "sponsor")


class Funding(Model):
    """Who paid for the work."""

    statement: Text | None = _about("a sentence", "text")
    awards: Annotated[tuple[Award, ...], BeforeValidator(several)] = _about(
        "the grants", "award", default=()
    )


class Journal(Model):
    """Where the article is published."""

    title: Text | None = _about("the journal's name", "name")
    abbreviation: Text | None = _about("its short name", "short-title")
    issn: Issn | None = _about("its ISSN")
    publisher: Text | None = _about("who publishes it", "publisher-name")
    url: Url | None = _about("its web address")
    volume: Label | None = _about("the volume")
    issue: Label | None = _about("the issue", "number")
    first_page: Label | None = _about("the page on which the article begins", "page-first")
    last_page: Label | None = _about("the page on which it ends", "page-last")

    @property
    def pages(self) -> str:
        """The range of pages, with a dash: `33–58`."""
        return "–".join(page for page in (self.first_page, self.last_page) if page)


class Citation(Model):
    """The article as a CSL item, as Quarto writes it; what it says of the journal is taken."""

    container_title: Text | None = _about("the journal's name")
    container_title_short: Text | None = _about("its short name")
    issn: Issn | None = _about("its ISSN", "ISSN")
    publisher: Text | None = _about("who publishes it")
    volume: Label | None = _about("the volume")
    issue: Label | None = _about("the issue")
    page: Label | None = _about("the pages, such as `33-58`")
    page_first: Label | None = _about("the first page")
    page_last: Label | None = _about("the last page")
    doi: Doi | None = _about("the article's DOI", "DOI")
    url: Url | None = _about("the article's web address", "URL")


class Fonts(Model):
    """Typefaces by the names that a theme knows."""

    text: Text | None = _about("running text", "body", "serif")
    heading: Text | None = _about("headings and captions", "sans")
    code: Text | None = _about("code", "mono")


class Style(Model):
    """What a theme lets an author set."""

    accent: Colour | None = _about("the one colour beside black, between quotes", "accent-color")
    paper: Paper | None = _about("the size of the page", "papersize")
    fonts: Fonts = _about("typefaces", default=Fonts())
    logo: Text | None = _about("an image file, relative to the project")


class Work(Model):
    """The work that this one restates in other words."""

    title: Text = Field(description="its title")
    author: Texts = _about("who wrote it", "authors", default=())
    container: Text | None = _about("where it stands", "container-title", "journal")
    publisher: Text | None = _about("who published it")
    year: Label | None = _about("its year", "date")
    doi: Doi | None = _about("its DOI")
    url: Url | None = _about("where it can be read")
    note: Text | None = _about("what else the title page should say")


class Brief(Model):
    """The one-page brief; what it says comes from the marked blocks of the manuscript."""

    title: Text | None = _about("its title, where it is not the article's")
    subtitle: Text | None = _about("a line under the title")
    standfirst: Text | None = _about("the bottom line, in one or two sentences", "bottom-line")
    series: Text | None = _about("the series, such as `Policy brief`")
    number: Label | None = _about("its number in the series")
    contact: Text | None = _about("whom to write to")
    url: Url | None = _about("where the full article can be read")
    date: Day | None = _about("its date, where it is not the article's")
    exhibit: Text | None = _about(
        "the label of the figure or table to show, such as `fig-talent`", "figure", "table"
    )
    findings_heading: Text | None = _about(
        "the words over the key findings", "key-findings-heading", "findings-title"
    )
    recommendations_heading: Text | None = _about(
        "the words over the recommendations", "recommendations-title"
    )


class Crossref(Model):
    """The words of captions and cross-references, as Quarto names them."""

    fig_title: Text | None = _about("before a figure's number in its caption", "figure-title")
    tbl_title: Text | None = _about("before a table's number in its caption", "table-title")
    fig_prefix: Text | None = _about("before a figure's number in the text")
    tbl_prefix: Text | None = _about("before a table's number in the text")
    eq_prefix: Text | None = _about("before an equation's number in the text")
    sec_prefix: Text | None = _about("before a section's number in the text")


class Name(Model):
    """A person's name in parts."""

    literal: Text | None = _about("the whole name, as it is printed", "name")
    given: Text | None = _about("given names", *_GIVEN)
    family: Text | None = _about("family name", *_FAMILY)
    dropping_particle: Text | None = _about("as in `Alexander [von] Humboldt`")
    non_dropping_particle: Text | None = _about("as in `Vincent [van] Gogh`", "particle")
    suffix: Text | None = _about("as in `Martin Luther King [Jr.]`")


class Institution(Model):
    """An affiliation, or a reference to one."""

    ref: Label | None = _about("the id of an affiliation that is given elsewhere")
    id: Label | None = _about("what authors refer to it by", "index")
    name: Text | None = _about("its name")
    institution: Text | None = _about("its name, as MyST calls it", "organization", "university")
    department: Text | None = _about("the part of it", "group", "division", "dept")
    address: Text | None = _about("street and number", "street")
    city: Text | None = _about("city")
    region: Text | None = _about("state or province", "state", "province")
    postal_code: Label | None = _about("postal code", "postcode", "zip")
    country: Text | None = _about("country")
    ror: Ror | None = _about("its ROR identifier")
    url: Url | None = _about("its web address", "website")


Institutions = Annotated[
    tuple[
        Annotated[Institution, BeforeValidator(_named, json_schema_input_type=Text | Institution)],
        ...,
    ],
    BeforeValidator(several, json_schema_input_type=Text | Institution | list[Text | Institution]),
]


class Person(Model):
    """An author."""

    name: Annotated[Name | None, BeforeValidator(_literal, json_schema_input_type=Text | Name)] = (
        _about("the name as it is printed, or its parts", "literal")
    )
    given: Text | None = _about("given names", *_GIVEN)
    family: Text | None = _about("family name", *_FAMILY)
    dropping_particle: Text | None = _about("as in `Alexander [von] Humboldt`")
    non_dropping_particle: Text | None = _about("as in `Vincent [van] Gogh`", "particle")
    suffix: Text | None = _about("as in `Martin Luther King [Jr.]`")
    name_native: Text | None = _about("the name in its own script", "native-name", "native")
    affiliation: Institutions = _about(
        "where the author works: names, ids or indices of `affiliations`, or affiliations in full",
        "affiliations", "institute", "institution",
        default=(),
    )  # fmt: skip
    orcid: Orcid | None = _about("ORCID, as digits or as an address", "ORCID")
    email: Email | None = _about("email address", "e-mail")
    url: Url | None = _about("web page", "website", "homepage")
    bio: Text | None = _about("a sentence or two about the author", "biography")
    corresponding: Annotated[Switch | None, BeforeValidator(_corresponding)] = _about(
        "whether to write to this author", "correspondence"
    )
    equal_contributor: Switch | None = _about(
        "whether the first authors contributed equally", "equal-contrib", "equal-contribution"
    )
    attributes: Annotated[
        tuple[Text, ...],
        BeforeValidator(_flags, json_schema_input_type=dict[str, bool] | list[str]),
    ] = _about("`corresponding` and `equal-contributor`, as Quarto writes them", default=())
    roles: Annotated[
        tuple[Text, ...], BeforeValidator(_roles, json_schema_input_type=Text | list[Text])
    ] = _about("what the author did, in the words of CRediT", "role", default=())


People = Annotated[
    tuple[Annotated[Person, BeforeValidator(_named, json_schema_input_type=Text | Person)], ...],
    BeforeValidator(several, json_schema_input_type=Text | Person | list[Text | Person]),
]


class Shared(Model):
    """The fields that need no resolving."""

    title: Text = Field(description="the title")
    subtitle: Text | None = _about("the subtitle")
    short_title: Text | None = _about("the title in running heads", "shorttitle", "running-head")
    date: Day | None = _about("the day, month or year of publication")
    lang: Lang | None = _about("the language, as a BCP 47 tag such as `en-US`", "language")
    abstract: Text | None = _about("the abstract, in Markdown")
    abstract_title: Text | None = _about("the words over the abstract")
    keywords: Words = _about("keywords, as a list or between commas", "tags", default=())
    description: Text | None = _about("one sentence for search engines")
    acknowledgements: Text | None = _about(
        "thanks, in Markdown", "acknowledgments", "acknowledgement", "acknowledgment"
    )
    restates: Annotated[
        Work | None, BeforeValidator(_titled, json_schema_input_type=Text | Work)
    ] = _about("the work that this article restates")
    bibliography: Texts = _about("BibTeX files, relative to the project", default=())
    csl: Text | None = _about("a citation style: a file, or the name of one that is known")
    nocite: Keys = _about('entries to list without citing them: `"@one, @two"`', default=())
    link_citations: Switch | None = _about("whether citations link to their entries")
    reference_section_title: Text | None = _about("the words over the list of references")
    notes: Literal["endnotes", "footnotes"] = _about("where notes stand", default="endnotes")
    number_sections: Switch | None = _about("whether headings are numbered", "numbersections")
    toc: Switch | None = _about("whether to print a table of contents", "table-of-contents")
    theme: Theme = _about("the design: a folder of templates", default="journal")
    style: Style = _about("settings of the theme", default=Style())
    crossref: Crossref = _about("words of captions and cross-references", default=Crossref())
    attach_sources: Switch = _about("whether the PDF carries the manuscript's files", default=False)
    brief: Brief | None = _about("the one-page brief")
    allow: Texts = _about("codes of diagnostics that are not to be reported", default=())


class Form(Shared):
    """Every field, as it is written."""

    author: People = _about("the authors", "authors", default=())
    affiliations: Institutions = _about(
        "where the authors work, once each", "institute", "institutes", default=()
    )
    doi: Doi | None = _about("the article's DOI")
    license: Annotated[
        License | None, BeforeValidator(_worded, json_schema_input_type=Text | License)
    ] = _about("the licence, such as `CC BY 4.0`", "licence")
    copyright: Annotated[
        Copyright | None, BeforeValidator(_stated, json_schema_input_type=Text | Copyright)
    ] = _about("who holds the rights")
    funding: Annotated[
        tuple[Annotated[Funding, BeforeValidator(_stated)], ...],
        BeforeValidator(several, json_schema_input_type=Text | Funding | list[Funding]),
    ] = _about("who paid for the work", default=())
    statements: dict[str, Text] = _about(
        "short texts by what they are on, such as `data-availability`", default={}
    )
    journal: Annotated[
        Journal | None, BeforeValidator(_titled, json_schema_input_type=Text | Journal)
    ] = _about("where the article is published")
    venue: Annotated[
        Journal | None, BeforeValidator(_titled, json_schema_input_type=Text | Journal)
    ] = _about("the same as `journal`, as MyST calls it")
    citation: Annotated[
        Citation | None, BeforeValidator(_mapping, json_schema_input_type=bool | Citation)
    ] = _about("the article as a CSL item, as in Quarto; fills in `journal` and `doi`")
    volume: Label | None = _about("the journal's volume, as in MyST")
    issue: Label | None = _about("the journal's issue, as in MyST")
    first_page: Label | None = _about("the article's first page, as in MyST")
    last_page: Label | None = _about("the article's last page, as in MyST")
    paper: Paper | None = _about("the size of the page, `letter` by default", "papersize")
