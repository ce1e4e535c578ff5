"""The mappings that say how much a text may hold, and what single outputs are to be like."""

import re
from typing import Annotated, Literal

from pydantic import PlainValidator, WithJsonSchema

from reportgen.parse.front_matter.field_faults import shown, wrong
from reportgen.parse.front_matter.field_types import Switch
from reportgen.parse.front_matter.nested_fields import Model, about


def _count(value: object) -> int:
    """A whole number from 0, with or without marks between its thousands."""
    text = value.strip() if isinstance(value, str) else ""
    bare = re.sub(r"(?<=\d)[ ,_\u00a0\u202f](?=\d{3}(?!\d))", "", text)
    if re.fullmatch(r"0|[1-9]\d{0,8}", bare, re.ASCII):
        return int(bare)
    raise wrong(f"{shown(value)} is not a whole number", "write it as `8000`")


Count = Annotated[
    int, PlainValidator(_count), WithJsonSchema({"type": ["string", "number"], "minimum": 0})
]


class Bounds(Model):
    """How much a journal takes; a build tells what goes beyond it."""

    words: Count | None = about("the most words of the text")
    abstract: Count | None = about("the most words of the abstract")
    brief: Count | None = about("the most words of the brief")
    title: Count | None = about("the most words of title and subtitle")
    notes: Switch = about("whether notes count as words of the text", default=True)
    unit: Literal["words", "characters", "characters-without-spaces"] = about(
        "what is counted of the text, the abstract, the brief and the title", default="words"
    )
    references: Count | None = about("the most works that are cited")
    figures: Count | None = about("the most figures")
    tables: Count | None = about("the most tables")
    keywords: Count | None = about("the most keywords")


class Review(Model):
    """The copy for reviewers, who are not to know the authors."""

    self_citations: Literal["show", "note", "hide"] = about(
        "how the authors' own works are cited: as they are, as they are with a note to the author, "
        "or as `[author, 2024]`",
        default="note",
    )
    line_numbers: Literal["continuous", "page", "none"] = about(
        "whether lines are numbered through, from 1 on each page, or not", default="continuous"
    )


class WordOutput(Model):
    """What Word documents have beside the text."""

    citations: Literal["text", "zotero"] = about(
        "whether citations are text alone, or fields that Zotero reads", default="text"
    )
