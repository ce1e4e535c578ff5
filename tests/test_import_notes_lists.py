"""Items of typed reference lists become entries, in the orders of the usual styles."""

import pytest

from reportgen import bibliography
from reportgen.bibliography import Library
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.importer.notes import Parsed, entries_of

CHICAGO = (
    "Adler, Ruth. 1998. *The Long Ceasefire: Borders of War*. Oxford: Clarendon.",
    "Park, Min-ho, and Carla Ruiz. 2018. “Alliances and Chips.” *Journal of Strategic Studies* 41 "
    "(2): 211–39.",
    "Brandt, Olga. 2004. “The Limits of Aid.” In *Hard Choices*, edited by Paul Kerr, 88–112. "
    "Cambridge University Press.",
    "Ministry of Trade and Industry. 2023. “Export Outlook.” https://www.example.go.kr/1.",
)
APA = (
    "Adler, R. (1998). *The long ceasefire: Borders of war*. Clarendon.",
    "Park, M., & Ruiz, C. (2018). Alliances and chips. *Journal of Strategic Studies*, *41*(2), "
    "211–239. https://doi.org/10.1000/example.1",
    "Brandt, O. (2004). The limits of aid. In P. Kerr (Ed.), *Hard choices* (pp. 88–112). "
    "Cambridge University Press.",
)
VANCOUVER = ("1. Park M, Ruiz C. Alliances and chips. J Strateg Stud. 2018;41(2):211–39.",)


@pytest.fixture(scope="module", params=[CHICAGO, APA, VANCOUVER], ids=["chicago", "apa", "nlm"])
def parsed(request: pytest.FixtureRequest) -> Parsed:
    return entries_of([], listed=request.param)


def library(parsed: Parsed) -> Library:
    return bibliography.read((Source("x.bib", parsed.bibtex),), Bag())


def test_every_item_has_an_entry(parsed: Parsed) -> None:
    assert [one.confidence for one in parsed.entries] == ["sure"] * len(parsed.entries)
    assert len(parsed.entries) in (len(CHICAGO), len(APA), len(VANCOUVER))
    assert {one.notes for one in parsed.entries} == {(0,)}


def test_an_article_has_its_volume_number_and_pages(parsed: Parsed) -> None:
    entry = next(one for one in library(parsed).entries.values() if one.type == "article")
    assert (entry.text("volume"), entry.text("number")) == ("41", "2")
    assert entry.text("pages") in ("211--39", "211--239")
    assert entry.text("date") == "2018"


def test_the_style_of_the_list_is_found(parsed: Parsed) -> None:
    ours = {4: "chicago-author-date-17th-edition", 3: "apa", 1: "nlm-citation-sequence"}
    assert parsed.style == ours[len(parsed.entries)]


def test_a_chapter_has_its_book_and_editor() -> None:
    for items in (CHICAGO, APA):
        entries = library(entries_of([], listed=items[2:3])).entries.values()
        entry = next(iter(entries))
        assert entry.type == "incollection"
        assert entry.text("booktitle").lower() == "hard choices"
        assert entry.text("editor").startswith("Kerr, P")


def test_notes_cite_what_the_list_has() -> None:
    note = "Ruth Adler, *The Long Ceasefire: Borders of War* (Oxford: Clarendon, 1998), 12."
    parsed = entries_of([note], listed=CHICAGO[:1])
    assert len(parsed.entries) == 1
    assert parsed.notes[0].markdown() == f"[@{parsed.entries[0].key}, 12]"
    assert parsed.entries[0].notes == (0, 1)


def test_an_item_that_is_no_source_has_no_entry() -> None:
    assert entries_of([], listed=["See the archive."]).entries == ()
