"""Why a change is not brought back, and what to do instead."""

from collections.abc import Mapping

from reportgen.merge.mapped_text import MappedText
from reportgen.merge.printed_words import Passage

Words = tuple[str, str]
"""A reason and a remedy."""
MADE = "the words are made of the front matter"
PLACES: Mapping[str, Words] = {
    "masthead": (MADE, "change `journal` and `date` in the front matter"),
    "banner": (MADE, "change `journal`, `date` and the series in the front matter"),
    "title": (MADE, "change `title` in the front matter"),
    "subtitle": (MADE, "change `subtitle` in the front matter"),
    "author": (MADE, "change `author` in the front matter"),
    "author note": (MADE, "change `author`, `title` or `journal` in the front matter"),
    "affiliation": (MADE, "change `affiliations` in the front matter"),
    "date": (MADE, "change `date` in the front matter"),
    "abstract": (MADE, "change `abstract` in the front matter"),
    "abstract title": (
        "the heading over the abstract is set by the program",
        "set `abstract-title` in the front matter",
    ),
    "standfirst": (MADE, "change `brief: standfirst:` in the front matter"),
    "keywords": (MADE, "change `keywords` in the front matter"),
    "statement": (
        MADE,
        "change `restates`, `license`, `copyright`, `funding` or the statement in the front matter",
    ),
    "more": (MADE, "change `brief: contact:` and `brief: url:` in the front matter"),
    "toc heading": (
        "the heading over the contents is set by the program",
        "set `toc-title` in the front matter",
    ),
    "notes heading": (
        "the heading is set by the program",
        "set it under `words`, or `reference-section-title` for the references",
    ),
    "bibliography": (
        "the list of references is made of the bibliography",
        "change the entry in the bibliography",
    ),
}
CONTENTS: Words = (
    "the contents are made of the headings",
    "change the heading in the text",
)
UNKNOWN: Words = (
    "the words have no place in the manuscript that is known",
    "find them in the manuscript and change them by hand",
)
LABEL: Words = (
    "the label and the number of a caption are set by the program",
    "set the word under `words` in the front matter, as `figure: Exhibit`",
)
SET_WORDS: Words = (
    "these words are set for something that stands otherwise in the manuscript",
    "change them in the manuscript by hand",
)
REFERENCE: Words = (
    "the words of a cross-reference are made of what it leads to",
    "change the label that the reference names, or the title or number of its target",
)
FORMULA: Words = (
    "a formula was changed, and formulas are not read back from Word",
    "change the formula in the manuscript by hand",
)
PICTURE: Words = (
    "a picture was taken out or changed",
    "change the picture in the manuscript by hand",
)
TABLE: Words = (
    "the columns of a table were changed",
    "change the table in the manuscript by hand",
)
UNDRAWN: Words = (
    "the table is written otherwise than with pipes or as a grid",
    "change it in the manuscript by hand",
)
TABLE_GONE: Words = (
    "a table was taken out",
    "take the table and its caption out of the manuscript, if they are to go",
)
CAPTION: Words = (
    "a caption was taken out or moved without what it stands under",
    "change the figure or the table in the manuscript by hand",
)
VALUE: Words = (
    "a value of the front matter was taken out",
    "take the field out of the front matter, if it is to go",
)
KEYWORDS: Words = (
    "a keyword was put in or taken out, and the front matter lists them one by one",
    "change `keywords` in the front matter",
)
LITERAL: Words = (
    "this field of the front matter holds plain words, without formats",
    "leave the format out",
)
MOVED: Words = (
    "a figure, a table or something that is set by the program was moved",
    "move it in the manuscript by hand",
)
LABELLED: Words = (
    "what was taken out has a label that is referred to elsewhere",
    "take the reference out first, or keep the label",
)
NEW: Mapping[str, Words] = {
    "picture": (
        "a new picture is not brought back",
        "save it among the figures, and name it in the manuscript",
    ),
    "formula": (
        "a new formula is not read back from Word",
        "write the formula in the manuscript by hand",
    ),
    "note": (
        "a note cannot stand where this one was put",
        "write the note in the manuscript by hand",
    ),
    "table": (
        "a new table is not brought back",
        "draw the table in the manuscript by hand",
    ),
}


def made_words(passage: Passage, text: MappedText) -> Words:
    """Why words of a passage that stand nowhere in the source are not changed."""
    if not passage.blocks:
        return UNKNOWN
    return LABEL if passage.blocks[0].kind == "caption" else SET_WORDS


def made_place(style: str) -> Words:
    """Why a paragraph of a style that stands nowhere in the source is not changed."""
    return PLACES.get(style.lower(), UNKNOWN)


def no_new(kind: str) -> Words:
    """Why something that is no word is not brought back."""
    return NEW.get(kind, UNKNOWN)


def no_paragraph(host: str) -> Words:
    """Why a paragraph is not ended within such a text."""
    named = {"heading": "a heading", "caption": "a caption", "note": "an inline note",
             "cell": "a cell of a table", "grid": "a cell of a table"}  # fmt: skip
    where = named.get(host, "a value of the front matter on one line")
    return f"{where} is one paragraph in the manuscript", "write it in the manuscript by hand"
