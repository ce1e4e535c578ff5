"""Boxes, pull quotes, epigraphs, takeaways, statements, lines under exhibits, appendices."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from guest import SVG
from reportgen import build

TABLE = "| a | b |\n|---|---|\n| 1 | 2 |\n\n: Cells {#tbl-a}\n\n"
FIGURE = "![A square](f.svg){#fig-a}\n\n"
Page = Callable[..., str]


@pytest.fixture
def page(tmp_path: Path) -> Page:
    """What a body comes to, as HTML or as the XML of a Word document."""

    def made(body: str, to: str = "html", front: str = "") -> str:
        (tmp_path / "f.svg").write_text(SVG)
        (tmp_path / "p.md").write_text(f"---\ntitle: T\n{front}---\n\n{body}", encoding="utf-8")
        built = build(tmp_path / "p.md", to=[to], edition=["article"], out=tmp_path / "out")
        assert not built.bag.failed, [d.message for d in built.bag]
        if to == "html":
            text = (tmp_path / "out" / "p.html").read_text(encoding="utf-8")
            return text[text.index('<div class="body">') :].replace("\u00a0", " ")
        with ZipFile(tmp_path / "out" / "p.docx") as package:
            return package.read("word/document.xml").decode().replace("\u00a0", " ")

    return made


def plain(markup: str) -> str:
    """The words of markup, without fields' instructions."""
    markup = re.sub(r"<w:instrText[^>]*>.*?</w:instrText>", "", markup)
    return " ".join(re.sub(r"<[^>]+>", "", markup).split())


def paragraphs(xml: str) -> list[tuple[str, str]]:
    """The style and the words of each paragraph of a Word document."""
    found = re.findall(r"<w:p>.*?</w:p>|<w:p .*?</w:p>", xml, re.S)
    styles = [re.search(r'<w:pStyle w:val="(\w+)"', p) for p in found]
    return [(s[1] if s else "", plain(p)) for s, p in zip(styles, found, strict=True)]


@pytest.mark.parametrize(
    "typed",
    ['::: {.box title="On memos"}\nIt binds.\n:::\n', "::: box\n## On memos\n\nIt binds.\n:::\n"],
)
def test_a_box_has_its_title_as_an_aside_of_that_name(page: Page, typed: str) -> None:
    said = page(typed)
    assert '<aside class="box" aria-label="On memos"><p class="block-title">On memos</p>' in said
    assert "<h2" not in said


def test_a_box_under_a_label_has_a_number_and_references(page: Page) -> None:
    body = "See @box-a and box @box-b.\n\n" + "".join(
        f'::: {{.box #box-{name} title="T {name}"}}\nText.\n:::\n\n' for name in "ab"
    )
    said = page(body)
    assert "See Box 1</a>" in re.sub(r'<a class="xref" href="#box-.">', "", said)
    assert '<span class="label">Box 2.</span> T b' in said.replace("\u2002", " ")
    assert "and box 2" in plain(said)


@pytest.mark.parametrize(("lang", "word"), [("en", "Box"), ("ko", "상자"), ("fr", "Encadré")])
def test_a_box_is_called_in_the_documents_language(page: Page, lang: str, word: str) -> None:
    body = '::: {.box #box-a title="M"}\nText.\n:::\n\nSee @box-a.\n'
    assert f"{word} 1." in plain(page(body, front=f"lang: {lang}\n"))


def test_a_box_in_word_is_a_table_of_one_cell_with_styles_of_its_own(page: Page) -> None:
    xml = page('::: {.box title="On memos"}\nIt binds.\n\nSource: Us.\n:::\n', "docx")
    cell = xml[xml.index("<w:tc>") : xml.index("</w:tc>")]
    assert "<w:shd " in cell
    styled = [("BoxTitle", "On memos"), ("BoxText", "It binds."), ("BoxSource", "Source: Us.")]
    assert paragraphs(cell) == styled


@pytest.mark.parametrize("name", ["pull-quote", "pullquote"])
def test_a_pull_quote_has_its_role_and_its_style(page: Page, name: str) -> None:
    body = f"::: {name}\n> Rules in one field.\n:::\n"
    assert '<aside class="pull-quote" role="doc-pullquote"><p>Rules' in page(body)
    assert ("PullQuote", "Rules in one field.") in paragraphs(page(body, "docx"))


@pytest.mark.parametrize(
    "typed",
    [
        "::: epigraph\nWords.\n\n--- Jane Doe, *A Book*\n:::\n",
        "::: epigraph\n> Words.\n>\n> — Jane Doe, *A Book*\n:::\n",
        "::: epigraph\nWords.\\\n—Jane Doe, *A Book*\n:::\n",
        "::: epigraph\nWords.\n— Jane Doe, *A Book*\n:::\n",
    ],
)
def test_an_epigraph_says_whose_it_is_after_one_dash(page: Page, typed: str) -> None:
    said = page(typed)
    assert '<blockquote class="epigraph" role="doc-epigraph"><p>Words.</p>' in said
    assert '<p class="attribution">—Jane Doe, <em>A Book</em></p></blockquote>' in said
    word = paragraphs(page(typed, "docx"))
    assert ("Epigraph", "Words.") in word
    assert ("EpigraphSource", "—Jane Doe, A Book") in word


def test_an_epigraph_without_a_source_is_its_words(page: Page) -> None:
    said = page("::: epigraph\nWords — and more.\n:::\n")
    assert "<p>Words — and more.</p></blockquote>" in said


@pytest.mark.parametrize(
    ("attributes", "lang", "title"),
    [("", "en", "Key takeaways"), ("", "ko", "핵심 요점"), (' title="In short"', "en", "In short")],
)
def test_takeaways_have_a_title(page: Page, attributes: str, lang: str, title: str) -> None:
    body = f"::: {{.key-takeaways{attributes}}}\n- One.\n- Two.\n:::\n"
    said = page(body, front=f"lang: {lang}\n")
    assert f'<div class="key-takeaways" role="group" aria-label="{title}">' in said
    assert f'<p class="block-title">{title}</p>' in said
    word = paragraphs(page(body, "docx", f"lang: {lang}\n"))
    assert word[1:4] == [
        ("KeyTakeawaysTitle", title), ("KeyTakeaways", "One."), ("KeyTakeaways", "Two.")
    ]  # fmt: skip


@pytest.mark.parametrize("exhibit", [TABLE, FIGURE])
@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Source: The bank.", "<em>Source:</em> The bank."),
        ("*Source:* The bank.", "<em>Source:</em> The bank."),
        ("**Sources**: The bank.", "<em>Sources:</em> The bank."),
        ("Note: The bank.", "<em>Note:</em> The bank."),
        ("출처: 은행.", "<em>출처:</em> 은행."),
        ("Source:\nThe bank.", "<em>Source:</em> The bank."),
        ("::: source\nThe bank.\n:::", "<em>Source:</em> The bank."),
        ("::: note\nThe bank.\n:::", "<em>Note:</em> The bank."),
    ],
)
def test_a_line_under_an_exhibit_stands_in_its_figure(
    page: Page, exhibit: str, typed: str, shown: str
) -> None:
    front = "lang: ko\n" if "출처" in typed else ""
    said = page(f"{exhibit}{typed}\n", front=front)
    figure = said[said.index("<figure") : said.index("</figure>")]
    assert '<div class="exhibit-line ' in figure
    assert shown in figure.replace("\n", " ")


def test_a_figure_of_panels_has_its_caption_and_its_source(page: Page) -> None:
    body = (
        "::: {#fig-p layout-ncol=2}\n![One](f.svg)\n\n![Two](f.svg)\n\nThe caption.\n\n"
        "Source: The bank.\n:::\n\nSee @fig-p.\n"
    )
    said = page(body)
    figure = said[said.index("<figure") : said.rindex("</figure>")]
    assert "Figure 1.</span> The caption.<div" in figure
    assert "<em>Source:</em> The bank." in figure


def test_a_paragraph_on_a_source_elsewhere_is_one(page: Page) -> None:
    said = page(f"Source: one.\n\n{FIGURE}Text.\n\nNote: two.\n")
    assert "exhibit-line" not in said
    assert "<p>Note: two.</p>" in said


def test_a_line_is_no_part_of_what_describes_a_picture(page: Page) -> None:
    assert 'alt="A square"' in page(f"{FIGURE}Source: The bank.\n")


def test_a_table_of_lines_alone_has_no_number(page: Page) -> None:
    said = page("| a | b |\n|---|---|\n| 1 | 2 |\n\nSource: The bank.\n")
    assert "Table 1" not in said
    assert "<figcaption" not in said


NOTED = (
    "First.[^a]\n\n| x | y[^b] |\n|---|------|\n| 1 | 2[^c] |\n\n: Cells[^d] {#tbl-a}\n\n"
    "Source: OECD.[^e]\n\nLast.[^f]\n\n"
    + "".join(f"[^{n}]: Words on {word}.\n" for n, word in zip(
        "abcdef", ["a first", "a head", "a cell", "a caption", "a source", "a last"], strict=True
    ))
)  # fmt: skip
READ = ["a first", "a caption", "a head", "a cell", "a source", "a last"]
"""What the notes are on, in the order in which a table is read."""


def test_notes_of_a_table_are_numbered_as_it_is_read(page: Page) -> None:
    said = page(NOTED)
    body, _, notes = said.partition("Words on a first")
    assert re.findall(r'id="noteref-(\d)"', body) == list("123456")
    assert re.findall(r"Words on ([a-z ]+)\.", "Words on a first" + notes) == READ


def test_notes_of_a_table_in_word_stand_as_it_is_read(page: Page, tmp_path: Path) -> None:
    page(NOTED, "docx")
    with ZipFile(tmp_path / "out" / "p.docx") as package:
        kinds = [n for n in package.namelist() if n.endswith(("footnotes.xml", "endnotes.xml"))]
        notes = plain("".join(package.read(name).decode() for name in kinds))
    assert re.findall(r"Words on ([a-z ]+)\.", notes) == READ


def test_notes_of_panels_are_numbered_before_that_of_the_caption(page: Page) -> None:
    panels = "".join(f"![Panel {n}[^{n}]](f.svg){{#fig-{n}}}\n\n" for n in "xy")
    notes = "[^x]: Words on x.\n\n[^y]: Words on y.\n\n[^z]: Words on z.\n"
    said = page(f"::: {{#fig-w}}\n{panels}Both.[^z]\n:::\n\nSee @fig-w.\n\n{notes}")
    assert re.findall(r"Words on ([a-z])\.", said) == ["x", "y", "z"]


def test_lines_in_word_have_their_style_and_keep_the_caption_near(page: Page) -> None:
    word = paragraphs(page(f"{FIGURE}Source: The bank.\n\nNote: It varies.\n", "docx"))
    at = [style for style, _ in word].index("SourcedCaption")
    lines = [("ExhibitLine", "Source: The bank."), ("ExhibitLine", "Note: It varies.")]
    assert word[at + 1 : at + 3] == lines


@pytest.mark.parametrize(
    "heading", ["# Coding {.appendix #sec-c}", "# Appendix A. Coding {#sec-c}",
                "# Appendix: Coding {#sec-c}", "# 부록 A. Coding {#sec-c}"]
)  # fmt: skip
def test_an_appendix_counts_its_own_exhibits_and_sections(page: Page, heading: str) -> None:
    body = (
        f"# One\n\nSee @sec-c, @sec-d, @tbl-a, @fig-a and @eq-a.\n\n{heading}\n\n"
        f"{TABLE}## Doubt {{#sec-d}}\n\n{FIGURE}$$x$$ {{#eq-a}}\n"
    )
    said = page(body)
    assert '>Appendix <span class="heading-number">A</span>. Coding<a class="anchor"' in said
    assert '<span class="heading-number">A.1</span>\u2002Doubt<a class="anchor"' in said
    assert "See Appendix A, Section A.1, Table A1, Figure A1 and Equation (A1)." in plain(said)
    assert "Table A1.</span> Cells" in said
    word = page(body, "docx")
    assert "See Appendix A, Section A.1, Table A1, Figure A1 and Equation (A1)." in plain(word)
    assert ("AppendixHeading", "Appendix A. Coding") in paragraphs(word)
    assert "SEQ Table_A " in word


def test_appendices_follow_each_other_and_end(page: Page) -> None:
    table = "| a |\n|---|\n| 1 |\n\n: Cells\n\n"
    body = f"{table}# Appendix\n\n{table}{table}# More {{.appendix}}\n\n{table}# End\n\n{table}"
    said = plain(page(body))
    found = re.findall(r"Appendix \w\b|Table \w+", said)
    assert found == [
        "Table 1", "Appendix A", "Table A1", "Table A2", "Appendix B", "Table B1", "Table 2"
    ]  # fmt: skip


def test_numbered_sections_leave_appendices_to_their_letters(page: Page) -> None:
    body = "# One\n\nText.\n\n# Data {.appendix}\n\nText.\n\n## Part\n\nText.\n"
    said = plain(page(body, front="number-sections: true\n"))
    assert "1 One" in said.replace("\u2002", " ")
    assert "Appendix A. Data" in said
    assert "A.1 Part" in said.replace("\u2002", " ")


@pytest.mark.parametrize(
    "body",
    [
        "::: statements\n## Funding\n\nBy us.\n\n## Ethics\n\nNone.\n:::\n",
        "::: statements\nFunding\n:   By us.\n\nEthics\n:   None.\n:::\n",
    ],
)
def test_statements_have_heads_that_run_in(page: Page, body: str) -> None:
    said = page(body)
    assert '<div class="statements" role="group" aria-label="Statements">' in said
    assert '<p><span class="run-in">Funding.</span> By us.</p>' in said
    word = paragraphs(page(body, "docx"))
    assert ("ClosingStatement", "Funding. By us.") in word
    assert ("ClosingStatement", "Ethics. None.") in word


def test_acknowledgements_have_their_word(page: Page) -> None:
    said = page("::: acknowledgments\nWe thank all.\n:::\n")
    assert '<span class="run-in">Acknowledgements.</span> We thank all.' in said


@pytest.mark.parametrize(
    "typed",
    [
        "![A square](f.svg){#fig-a .wide}\n",
        "![A square](f.svg){#fig-a .full-width}\n",
        "::: wide\n![A square](f.svg){#fig-a}\n:::\n",
        "::: {.column-page}\n![A square](f.svg){#fig-a}\n:::\n",
    ],
)
def test_a_figure_may_be_wide(page: Page, typed: str) -> None:
    assert re.search(r'<figure id="fig-a" class="[^"]*\bwide\b', page(typed))


NOTICE = "correction: {date: 2027-02-09, text: 'It *was* so.', doi: 10.5555/c1}\n"
RETRACTION = "retraction: {date: 2027-03-15, text: It failed.}\n"


@pytest.fixture
def whole(tmp_path: Path) -> Page:
    """A whole page for browsers, or all words of a Word document, for some front matter."""

    def made(front: str, to: str = "html") -> str:
        (tmp_path / "p.md").write_text(f"---\ntitle: T\n{front}---\n\nText.\n", encoding="utf-8")
        built = build(tmp_path / "p.md", to=[to], edition=["article"], out=tmp_path / "out")
        assert not built.bag.failed, [d.message for d in built.bag]
        if to == "html":
            return (tmp_path / "out" / "p.html").read_text(encoding="utf-8")
        with ZipFile(tmp_path / "out" / "p.docx") as package:
            return package.read("word/document.xml").decode()

    return made


def test_a_correction_stands_over_the_title_and_in_the_citation(whole: Page) -> None:
    front = f"author: Jane Doe\ndoi: 10.5555/a\n{NOTICE}"
    said = whole(front)
    band = said[said.index('<div class="notice correction"') : said.index("<h1")]
    assert "Corrected on February 9, 2027." in band
    assert "It <em>was</em> so." in band
    assert 'href="https://doi.org/10.5555/c1"' in band
    assert "https://doi.org/10.5555/a. Corrected February 9, 2027." in said
    word = paragraphs(whole(front, "docx"))
    assert ("Correction", "Corrected on February 9, 2027. It was so.") in word


def test_a_retraction_is_in_the_title_for_people_and_machines(whole: Page) -> None:
    said = whole(f"author: Jane Doe\n{RETRACTION}")
    assert '<h1><span class="retracted">RETRACTED:</span> T</h1>' in said
    assert '<meta name="citation_title" content="RETRACTED: T">' in said
    assert "[RETRACTED] Jane Doe" in said
    assert ("Title", "RETRACTED: T") in paragraphs(whole(RETRACTION, "docx"))


@pytest.mark.parametrize(
    ("lang", "head"), [("en-GB", "Retracted on 15 March 2027."), ("ko", "2027년 3월 15일 철회.")]
)
def test_a_retraction_is_in_the_documents_language(whole: Page, lang: str, head: str) -> None:
    assert f'<p class="notice-head">{head}</p>' in whole(f"lang: {lang}\n{RETRACTION}")


AUTHORS = """\
author:
  - {name: A One, affiliation: x, orcid: 0000-0002-1825-0097, equal-contributor: true}
  - {name: B Two, affiliation: [x, y], equal-contributor: true}
  - {name: C Three, affiliation: y, email: c@example.org, corresponding: true, roles: [writing]}
affiliations: [{id: x, name: X, country: NL}, {id: y, name: Y, city: Seoul, country: KR}]
"""


def test_authors_stand_in_a_sentence_with_the_marks_of_places_named_once(whole: Page) -> None:
    said = whole(AUTHORS)
    head = said[said.index('<p class="authors"') : said.index('<p class="days"')]
    assert plain(head) == (
        "A One1,†, B Two1,2,†, and C Three2,* 1 X, Netherlands 2 Y, Seoul, South Korea"
    )
    assert 'href="https://orcid.org/0000-0002-1825-0097"' in head
    word = paragraphs(whole(AUTHORS, "docx"))
    assert ("Author", "A One1,†, B Two1,2,†, and C Three2,*") in word
    assert ("ClosingStatement", "Author contributions. C Three: writing.") in word


def test_countries_are_named_in_korean(whole: Page) -> None:
    assert "Y, Seoul, 대한민국" in whole(f"lang: ko\n{AUTHORS}")


def test_authors_of_one_place_have_no_marks(whole: Page) -> None:
    said = whole("author: [{name: A One, affiliation: X}, {name: B Two, affiliation: X}]\n")
    assert 'and <span class="author"><span class="name">B Two</span></span></p>' in said
    assert '<sup class="marks">' not in said


def test_the_days_of_an_article_are_said(whole: Page) -> None:
    front = "date: 2026-11-24\nreceived: 2026-03-03\nrevised: 2026-06-01\naccepted: 2026-08-12\n"
    days = ("Received March 3, 2026", "Revised June 1, 2026", "Accepted August 12, 2026")
    said = whole(front)
    assert all(f"<span>{day}</span>" in said for day in (*days, "Published November 24, 2026"))
    assert ("Date", " · ".join((*days, "Published November 24, 2026"))) in paragraphs(
        whole(front, "docx")
    )


def test_an_article_says_what_it_is(whole: Page) -> None:
    assert '<p class="kind">Research article</p>' in whole("article-type: Research article\n")
