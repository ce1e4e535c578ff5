"""The mappings that single fields take, such as `journal` and `brief`."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from reportgen.parse.front_matter.day_field import Day
from reportgen.parse.front_matter.field_shapes import several
from reportgen.parse.front_matter.field_types import (
    Colour,
    Doi,
    Issn,
    Label,
    Paper,
    Text,
    Texts,
    Url,
)


class Model(BaseModel):
    """Frozen; fields are written with hyphens.

    pydantic builds a validator for each model; here only when it is asked for one, which is once,
    for the whole form. So a default that is a model is made by `model_construct`.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="ignore",
        populate_by_name=True,
        defer_build=True,
        alias_generator=lambda name: name.replace("_", "-"),
    )


def about(description: str, *aliases: str, default: Any = None) -> Any:
    """A field that may be left out: what it is, and what else it is called."""
    extra: dict[str, Any] | None = {"aliases": list(aliases)} if aliases else None
    return Field(default, description=description, json_schema_extra=extra)


class License(Model):
    """The licence under which readers may use the text."""

    text: Text | None = about(
        "its words or its short name, such as `CC BY 4.0`", "name", "id", "content"
    )
    type: Text | None = about("its kind, such as `open-access`")
    url: Url | None = about("where it can be read", "link")
    start_date: Day | None = about("the day from which it holds, by default that of publication")
    applies_to: Literal["vor", "am", "tdm"] | None = about(
        "what it covers: the version of record (`vor`), the accepted manuscript (`am`), or text "
        "and data mining (`tdm`)"
    )


class Copyright(Model):
    """Who holds the rights."""

    statement: Text | None = about("the whole line, where it is not made of holder and year")
    holder: Text | None = about("who holds the rights")
    year: Label | None = about("the year, or several")

    @property
    def text(self) -> str:
        """The line to print."""
        if self.statement:
            return self.statement
        return " ".join(part for part in ("©", self.year, self.holder) if part)


class Notice(Model):
    """That the article was corrected, retracted, doubted or added to."""

    date: Day | None = about("its day")
    text: Text | None = about("what was wrong and why, in two or three sentences of Markdown")
    doi: Doi | None = about("the DOI of the notice itself")


class Award(Model):
    """One grant."""

    name: Text | None = about("what it is called", "title")
    id: Label | None = about("its number", "award-id", "number")
    source: Text | None = about("who gave it", "funder", "sponsor")
    funder_id: Label | None = about(
        "the funder's ROR identifier, or its DOI in the Crossref Funder Registry",
        "ror", "fundref", "crossref-funder-id",
    )  # fmt: skip
    recipient: Texts = about(
        "who received it", "recipients", "investigator", "investigators", default=()
    )


class Funding(Model):
    """Who paid for the work."""

    statement: Text | None = about("a sentence", "text")
    awards: Annotated[tuple[Award, ...], BeforeValidator(several)] = about(
        "the grants", "award", default=()
    )


class Citation(Model):
    """The article as a CSL item, as Quarto writes it; what it says of the journal is taken."""

    container_title: Text | None = about("the journal's name")
    container_title_short: Text | None = about("its short name")
    issn: Issn | None = about("its ISSN", "ISSN")
    publisher: Text | None = about("who publishes it")
    volume: Label | None = about("the volume")
    issue: Label | None = about("the issue")
    page: Label | None = about("the pages, such as `33-58`")
    page_first: Label | None = about("the first page")
    page_last: Label | None = about("the last page")
    doi: Doi | None = about("the article's DOI", "DOI")
    url: Url | None = about("the article's web address", "URL")


class Fonts(Model):
    """Typefaces by the names that a theme knows."""

    text: Text | None = about("running text", "body", "serif")
    heading: Text | None = about("headings and captions", "sans")
    code: Text | None = about("code", "mono")


class Style(Model):
    """What a theme lets an author set."""

    accent: Colour | None = about("the one colour beside black, between quotes", "accent-color")
    paper: Paper | None = about("the size of the page", "papersize")
    fonts: Fonts = about("typefaces", default=Fonts.model_construct())
    logo: Text | None = about("an image file, relative to the project")


class Work(Model):
    """The work that this one restates in other words."""

    title: Text = Field(description="its title")
    author: Texts = about("who wrote it", "authors", default=())
    container: Text | None = about("where it stands", "container-title", "journal")
    publisher: Text | None = about("who published it")
    year: Label | None = about("its year", "date")
    doi: Doi | None = about("its DOI")
    url: Url | None = about("where it can be read")
    note: Text | None = about("what else the title page should say")


class Brief(Model):
    """The one-page brief; what it says comes from the marked blocks of the manuscript."""

    title: Text | None = about("its title, in Markdown, where it is not the article's")
    subtitle: Text | None = about("a line under the title, in Markdown")
    standfirst: Text | None = about("the bottom line, in one or two sentences", "bottom-line")
    series: Text | None = about("the series, such as `Policy brief`")
    number: Label | None = about("its number in the series")
    contact: Text | None = about("whom to write to")
    url: Url | None = about("where the full article can be read")
    date: Day | None = about("its date, where it is not the article's")
    exhibit: Text | None = about(
        "the label of the figure or table to show, such as `fig-talent`", "figure", "table"
    )
    findings_heading: Text | None = about(
        "the words over the key findings", "key-findings-heading", "findings-title"
    )
    recommendations_heading: Text | None = about(
        "the words over the recommendations", "recommendations-title"
    )


class Crossref(Model):
    """The words of captions and cross-references, as Quarto names them."""

    fig_title: Text | None = about("before a figure's number in its caption", "figure-title")
    tbl_title: Text | None = about("before a table's number in its caption", "table-title")
    fig_prefix: Text | None = about("before a figure's number in the text")
    tbl_prefix: Text | None = about("before a table's number in the text")
    eq_prefix: Text | None = about("before an equation's number in the text")
    sec_prefix: Text | None = about("before a section's number in the text")
