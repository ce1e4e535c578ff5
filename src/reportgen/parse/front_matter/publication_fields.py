"""How, when and beside what an article is published: the fields that deposits are made from."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from reportgen.parse.front_matter.day_field import Day
from reportgen.parse.front_matter.field_shapes import several
from reportgen.parse.front_matter.field_types import Doi, Label, Lang, Text, Texts, Url, Words
from reportgen.parse.front_matter.nested_fields import Model, about
from reportgen.parse.front_matter.publication_types import (
    Access,
    Landing,
    RelationType,
    Transparency,
    Type,
)

_DOI = re.compile(r"((https?://)?(dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}(\.\d+)*/\S+", re.IGNORECASE)


def identified(value: object) -> object:
    """A work by its DOI, its address or its title alone, as the field that it is."""
    if not isinstance(value, str):
        return value
    text = value.strip()
    if found := _DOI.fullmatch(text):
        return {"doi": text.removeprefix(found[1] or "")}
    return {"url": text} if re.match(r"https?://", text, re.IGNORECASE) else {"title": text}


def _each_identified(value: object) -> object:
    listed = several(value)
    return [identified(one) for one in listed] if isinstance(listed, list | tuple) else listed


class Dataset(Model):
    """Data, code or other material that the article rests on."""

    doi: Doi | None = about("its DOI")
    url: Url | None = about("where it lies, if it has no DOI")
    title: Text | None = about("its title", "name")
    relation: RelationType | None = about(
        "how the article rests on it, such as `basedOnData`; `isSupplementedBy` by default", "type"
    )


class Relation(Model):
    """Another work, and what this article is to it."""

    type: RelationType | None = about(
        "the relation as Crossref calls it, such as `isTranslationOf`", "relation"
    )
    doi: Doi | None = about("the other work's DOI")
    url: Url | None = about("its address, if it has no DOI", "link")
    title: Text | None = about("its title", "name")


class Target(Model):
    """The article that a correction, a retraction or another notice is about."""

    doi: Doi | None = about("its DOI")
    title: Text | None = about("its title, in Markdown")
    type: Text | None = about(
        "what it is to the notice, in the words of JATS, such as `corrected-article`; by default "
        "what the notice's type says"
    )


class PeerReview(Model):
    """How articles are reviewed."""

    type: Transparency | None = about(
        "who knows whom, such as `double-anonymized` or `single-anonymized`", "model"
    )
    transparency: Text | None = about("what of the review is published, such as `review reports`")
    reports: Texts = about(
        "the DOIs or addresses of published reports, each a relation `hasReview`", default=()
    )


class Translation(Model):
    """What the article says of itself in another language."""

    title: Text | None = about("the title, in Markdown")
    subtitle: Text | None = about("the subtitle, in Markdown")
    abstract: Text | None = about("the abstract, in Markdown")
    keywords: Words = about("keywords, as a list or between commas", "tags", default=())


def _reviewed(value: object) -> object:
    return {"type": value} if isinstance(value, str) else value


class Publication(Model):
    """The fields of an article on its publication that need no resolving."""

    type: Type | None = about("what it is to indexes, `research-article` by default")
    section: Text | None = about("the heading under which the issue's contents list it")
    published_online: Day | None = about("the day on which it was published online")
    published_print: Day | None = about("the day on which it was printed")
    version: Label | None = about("which version of the article this is, such as `1.1`")
    access: Access | None = about("who may read it: `free` for everybody, or `subscription`")
    files_url: Landing | None = about(
        "where the article's files lie; by default in the folder of `url`"
    )
    data: Annotated[
        tuple[Dataset, ...],
        BeforeValidator(_each_identified, json_schema_input_type=Text | Dataset | list[Dataset]),
    ] = about("the data, code and other material that it rests on", "datasets", default=())
    relates: Annotated[
        Target | None, BeforeValidator(identified, json_schema_input_type=Text | Target)
    ] = about("the article that this notice is about")
    peer_review: Annotated[
        PeerReview | None, BeforeValidator(_reviewed, json_schema_input_type=Text | PeerReview)
    ] = about("how it was reviewed; by default as the journal says")
    requires: Texts = about(
        "statements that the journal asks of every article, such as `data-availability`",
        default=(),
    )
    translations: dict[Lang, Translation] = about(
        "title, abstract and keywords in other languages, by their tags", default={}
    )


Relations = Annotated[
    tuple[Relation, ...],
    BeforeValidator(_each_identified, json_schema_input_type=Text | Relation | list[Relation]),
]
