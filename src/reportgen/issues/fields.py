"""What `issue.yaml` may hold, as authors write it."""

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, PlainValidator

from reportgen.parse.front_matter.day_field import Day
from reportgen.parse.front_matter.field_faults import shown, wrong
from reportgen.parse.front_matter.field_shapes import several
from reportgen.parse.front_matter.field_types import Doi, Label, Lang, Text, Texts, Theme, Url
from reportgen.parse.front_matter.nested_fields import Model, about

PLACES = ("prefix", "year", "volume", "issue", "n", "slug")
"""What may stand between braces in a pattern of DOIs."""
LAST = 999_999
"""The largest number of a page."""


def _page(value: object) -> int:
    text = value.strip() if isinstance(value, str) else ""
    if re.fullmatch(r"[1-9][0-9]{0,5}", text):
        return int(text)
    raise wrong(f"{shown(value)} is no number of a page", f"write a number from 1 to {LAST}")


def _pattern(value: object) -> str:
    text = value.strip() if isinstance(value, str) else ""
    asked = re.findall(r"\{(.*?)\}", text)
    if unknown := next((name for name in asked if name not in PLACES), None):
        known = ", ".join(f"`{{{name}}}`" for name in PLACES)
        raise wrong(f"`{{{unknown}}}` stands for nothing here", f"write one of {known}")
    if not {"n", "slug"}.intersection(asked):
        raise wrong(
            f"{shown(value)} gives every article the same DOI",
            "write `{n}`, the article's place in the issue, or `{slug}`",
        )
    return text


def _entry(value: object) -> object:
    return {"path": value} if isinstance(value, str) else value


class Entry(Model):
    """An article of a section."""

    path: Text = about("its project folder or Markdown file, below the issue's folder", default="")
    slug: Text | None = about("its folder's name among the outputs and in addresses")


Entries = Annotated[
    tuple[Annotated[Entry, BeforeValidator(_entry)], ...],
    BeforeValidator(several, json_schema_input_type=Text | Entry | list[Text | Entry]),
]


class Section(Model):
    """A heading of the contents, and the articles below it."""

    title: Text | None = about("the heading", "name")
    articles: Entries = about("its articles, in their order", "article", default=())


class IssueFields(Model):
    """The fields of an issue; `journal` is read by itself."""

    journal: Annotated[str | None, PlainValidator(lambda _: None)] = about(
        "the journal: its fields, or the file that holds them"
    )
    title: Text | None = about("what the issue is about")
    volume: Label | None = about("the volume")
    issue: Label | None = about("the issue's number", "number")
    date: Day | None = about("the day or month of publication")
    first_page: Annotated[int, PlainValidator(_page)] = about(
        "the number of its first page", default=1
    )
    start: Literal["recto", "next"] = about(
        "where articles begin: on a right-hand page, or on the next one", default="recto"
    )
    doi: Doi | None = about("the issue's own DOI")
    doi_pattern: Annotated[str | None, PlainValidator(_pattern)] = about(
        "the DOI of articles that have none: `{prefix}/j.{year}.{volume}.{issue}.{n}`"
    )
    url: Url | None = about("where the issue can be found")
    lang: Lang = about("the language of its contents and its cover", "language", default="en-US")
    theme: Theme | None = about("the theme of all its articles")
    cover: Text | None = about("its cover, an SVG or PNG file")
    cover_alt: Text | None = about("what the cover shows, in words")
    front: Texts = about("Markdown files before the articles", "front-matter", default=())
    sections: Annotated[
        tuple[Section, ...],
        BeforeValidator(several, json_schema_input_type=Section | list[Section]),
    ] = about("its articles below their headings", default=())
    articles: Entries = about("its articles, where they stand below no heading", default=())
    back: Texts = about("Markdown files behind the articles", "back-matter", default=())
