"""Citations set, notes numbered, cross-references said in words."""

from pathlib import Path

import pytest

from reportgen import editions
from reportgen.diagnostics import Bag
from reportgen.pipeline.build import examine
from reportgen.resolve import Report, resolve, start_citations
from reportgen.resolve import style as styles
from reportgen.tree.nodes import Node, text, walk

BIB = """
@book{keohane, author = {Robert Keohane}, title = {After Hegemony},
  publisher = {Princeton}, year = 1984}
@online{oecd, author = {OECD}, title = {Data}, date = {2024-05-01}, url = {https://oecd.ai/en/data}}
@online{msit, author = {Ministry of Science and ICT}, title = {과기정통부 브리핑},
  translatedtitle = {Briefing}, langid = {korean}, date = {2024-04-22}, url = {https://korea.kr/a}}
"""


@pytest.fixture
def report(tmp_path: Path):
    """The report of a single file's text."""

    def make(body: str, front: str = "") -> Report:
        (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
        head = f"---\ntitle: A title\nbibliography: refs.bib\n{front}---\n\n"
        (tmp_path / "paper.md").write_text(head + body, encoding="utf-8")
        bag = Bag()
        manuscript = examine(tmp_path / "paper.md", bag)
        assert manuscript is not None
        assert not bag.failed, list(bag)
        style = styles.citation_style(manuscript, bag)
        assert style is not None
        with start_citations(manuscript, style) as question:
            made = resolve(question, bag)
        assert made is not None, list(bag)
        return made

    return make


def notes(report: Report) -> list[str]:
    return [text(n["c"]).strip() for n in editions.notes(report.blocks)]


def line(report: Report) -> str:
    """The text with each note's marker as its number in brackets."""
    out = []
    for node in walk_text(report.blocks):
        out.append(f"[{node['n']}]" if node["t"] == "Note" else text([node]))
    return "".join(out).strip()


def walk_text(blocks: list[Node]) -> list[Node]:
    found: list[Node] = []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            found += block["c"]
        elif block["t"] == "Div":
            found += walk_text(block["c"][1])
    return found


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("He says so [@keohane].", "He says so.[1]"),
        ("He says so.[@keohane]", "He says so.[1]"),
        ("He says so [@keohane], and more.", "He says so,[1] and more."),
        ("He says^[In prose.]. More.", "He says.[1] More."),
        ("Two [@keohane; @oecd] of them.", "Two[1] of them."),
        ("“Quoted.” [@keohane] More.", "“Quoted.”[1] More."),
        ("A dash [@keohane]—here.", "A dash[1]—here."),
        ("Asked [@keohane]? Yes [@oecd]!", "Asked?[1] Yes![2]"),
    ],
)
def test_a_marker_stands_behind_the_punctuation(report, typed: str, printed: str) -> None:
    assert line(report(typed)) == printed


def test_several_sources_share_a_note(report) -> None:
    (note,) = notes(report("Both [see @keohane, 51-52; also @oecd]."))
    assert note.startswith("See Robert Keohane, After Hegemony (Princeton, 1984), 51–52; also OECD")
    assert note.endswith("<https://oecd.ai/en/data>.")


def test_a_bracketed_citation_in_a_prose_note_prints_without_parentheses(report) -> None:
    (note,) = notes(report("Text.^[Prose. [See @oecd; @keohane, 51].]"))
    assert "(See" not in note
    assert note.startswith("Prose. See OECD, “Data,” May 1, 2024, <https://oecd.ai/en/data>; ")
    assert note.endswith("(Princeton, 1984), 51.")


def test_a_bare_citation_in_a_prose_note_prints_in_full(report) -> None:
    (note,) = notes(report("Text.^[Prose; see @oecd.]"))
    assert note == "Prose; see OECD, “Data,” May 1, 2024, <https://oecd.ai/en/data>."


def test_a_repeated_source_is_printed_in_full_again(report) -> None:
    first, second = notes(report("One [@oecd]. Two [@oecd]."))
    assert first == second


def test_korean_is_marked_in_an_english_text(report) -> None:
    made = report("As announced [@msit].")
    spans = [n for n in walk(made.blocks) if n["t"] == "Span" and n["c"][0][2] == [["lang", "ko"]]]
    assert [text(s["c"][1]) for s in spans] == ["과기정통부 브리핑"]
    assert notes(made)[0].startswith("Ministry of Science and ICT, “과기정통부 브리핑 [Briefing],”")


def test_a_cross_reference_says_what_it_refers_to(report) -> None:
    made = report(
        "See @tbl-a and @sec-b too.\n\n# Data {#sec-b}\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Cap {#tbl-a}\n"
    )
    links = [text(n["c"][1]) for n in walk(made.blocks) if n["t"] == "Link"]
    assert links == ["Table\u00a01", "“Data”"]


def test_a_period_behind_a_quoted_reference_stands_inside_the_marks(report) -> None:
    made = report("See @sec-b, and @sec-b.\n\n# Data {#sec-b}\n\nText.")
    assert line(made).startswith("See “Data,” and “Data.”")
    british = report("See @sec-b.\n\n# Data {#sec-b}\n\nText.", "lang: en-GB\n")
    assert line(british).startswith("See “Data”.")


def test_headings_are_numbered_where_the_front_matter_asks_for_it(report) -> None:
    made = report("See @sec-c.\n\n# A\n\n## B\n\n# C {#sec-c}\n", "number-sections: true\n")
    heads = [text(n["c"][2]) for n in walk(made.blocks) if n["t"] == "Header"]
    assert heads == ["1\u2002A", "1.1\u2002B", "2\u2002C"]
    assert line(made).startswith("See Section\u00a02.")


def test_what_only_the_brief_shows_takes_the_number_of_the_articles_note(report) -> None:
    made = report("One [@keohane]. Two [@oecd].\n\n::: {.brief-only}\nBoth [@oecd].\n:::\n")
    assert [n["n"] for n in editions.notes(made.blocks)] == [1, 2, 2]
    article = editions.make("article", made, Bag())
    assert article is not None
    assert [n["n"] for n in article.notes] == [1, 2]


def test_a_style_of_references_prints_a_list(report, tmp_path: Path) -> None:
    (tmp_path / "author-date.csl").write_text(AUTHOR_DATE, encoding="utf-8")
    made = report("He says so [@keohane, 51].", "csl: author-date.csl\n")
    assert "(Keohane 1984, 51)" in text(made.blocks)
    assert "After Hegemony" in text(made.bibliography)
    assert not editions.notes(made.blocks)


AUTHOR_DATE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Test</title><id>test</id><updated>2024-01-01T00:00:00+00:00</updated></info>
  <citation><layout prefix="(" suffix=")" delimiter="; ">
    <group delimiter=" "><names variable="author"><name form="short"/></names>
    <date variable="issued"><date-part name="year"/></date></group>
    <text variable="locator" prefix=", "/></layout></citation>
  <bibliography><layout suffix=".">
    <names variable="author"/><text variable="title" prefix=". "/></layout></bibliography>
</style>
"""
