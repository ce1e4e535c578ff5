"""Every word of a source is in its outputs, and what is not is found with its place."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import tagged
from case import PIXEL
from command import run
from conftest import ROOT
from reportgen import build
from reportgen.diagnostics.source import Source
from reportgen.reports.words import verify_words
from reportgen.reports.words.compare import read
from reportgen.reports.words.contents import UnreadableError, ordinal
from reportgen.reports.words.letters import letters
from reportgen.reports.words.source_words import passages

GOLDEN = Path(__file__).parent / "golden"
FORMATS = ("html", "docx", "pdf")
FRONT = (
    "---\ntitle: Words\ndate: 2026-01-02\nbibliography: refs.bib\nallow: [entry-unused]\n---\n\n"
)
BIB = "@book{kim, author = {Kim, A.}, title = {Chips}, publisher = {Press}, year = 2020}\n"
PAPER = f"""{FRONT}# Opening section

The quick brown fox jumps over the lazy dog.[@kim, 12] A second sentence follows.^[A plain note
with seventeen unusual words.]

1. Alpha item
2. Beta item

| Country | Share |
|---------|------:|
| Korea   |  31.2 |
| Japan   |  22.6 |

: Shares of chips. {{#tbl-a}}

See @tbl-a. The closing paragraph ends here.
"""


def losses(path: Path, out: Path | None = None) -> dict[str, tuple[str, ...]]:
    """What is not right with each output that has something."""
    return {found.name: found.losses for found in verify_words(path, out) if found.losses}


def phrases(text: str) -> list[str]:
    """The passages of a chapter."""
    found = passages(Source("a.md", text))
    return [p.letters.phrase(0, len(p.letters.chars)) for p in found]


def project(folder: Path, text: str = PAPER) -> Path:
    """A document that has been built."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "paper.md").write_text(text, encoding="utf-8")
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    made = build(folder / "paper.md", to=FORMATS)
    assert not made.bag.failed, [d.message for d in made.bag]
    return folder / "paper.md"


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("words"))


@pytest.fixture
def outputs(paper: Path, tmp_path: Path) -> Path:
    """The document's outputs, to be changed."""
    for name in FORMATS:
        data = (paper.parent / "build" / f"paper.{name}").read_bytes()
        (tmp_path / f"paper.{name}").write_bytes(data)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    """An output with other markup in it: the page's, or that of a part of the Word document."""
    if path.suffix == ".html":
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return
    out = BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(out, "w") as written:
        parts = {name: package.read(name) for name in package.namelist()}
        assert any(old.encode() in data for data in parts.values())
        for name, data in parts.items():
            written.writestr(name, data.replace(old.encode(), new.encode()))
    path.write_bytes(out.getvalue())


def silence(path: Path, shows: Callable[[str], bool]) -> None:
    """A PDF without the marked content whose text is of a kind."""
    found = tagged.read(path.read_bytes())
    marks = {mark for mark, text in found.text.items() if shows(text)}
    assert marks
    for number, page in enumerate(found.pdf.pages):
        kept, mark = [], None
        for instruction in pikepdf.parse_content_stream(page):
            operator = str(instruction.operator)
            if operator == "BDC" and "/MCID" in instruction.operands[1]:
                mark = (number, int(instruction.operands[1].MCID))
            if not (operator == "TJ" and mark in marks):
                kept.append(instruction)
            mark = None if operator == "EMC" else mark
        page.Contents = found.pdf.make_stream(pikepdf.unparse_content_stream(kept))
    found.pdf.save(path)


def test_every_word_of_the_manuscript_is_in_its_outputs(built: Path) -> None:
    found = verify_words(ROOT, built)
    assert {f.name: f.losses for f in found if f.losses} == {}
    assert len(found) == 6
    assert all(f.words > 6_000 for f in found if f.name.startswith("article"))


@pytest.mark.parametrize("name", sorted(p.name for p in GOLDEN.iterdir()))
def test_every_word_of_a_golden_project_is_in_its_outputs(name: str, tmp_path: Path) -> None:
    source = next((GOLDEN / name / "in").glob("*.md"))
    assert build(source, out=tmp_path).files
    assert losses(source, tmp_path) == {}


WORD = st.sampled_from(
    [
        "trade",
        "tariff",
        "policy",
        "co-operation",
        "e.g.",
        "O’Neil",
        "naïve",
        "ﬁscal",
        "1,953",
        "3.14",
        "semi\xadconductor",
        "Straße",
        "한국어",
        "技術",
        "I'm",
        "https://example.org/a_b",
        "AI/ML",
        "x²",
        "over-the-counter",
    ]
)
MARKS = ("{}", "*{}*", "**{}**", "`{}`", '"{}"', "[{}](https://example.org/x)", "~~{}~~", "({})")
WORDS = st.lists(
    st.builds(lambda form, word: form.format(word), st.sampled_from(MARKS), WORD),
    min_size=1,
    max_size=12,
).map(" ".join)
TAIL = st.sampled_from(
    [".", ".[@kim, 12-13]", ".[see @kim; and more on @kim, ch. 2]", ".^[Of note *indeed*, @kim.]",
     ", as @kim [5] says.", "---so $x^2$ it is.", ".^[Two.] More.^[Three.]"]
)  # fmt: skip
PROSE = st.builds(lambda words, tail: f"So {words}{tail}", WORDS, TAIL)
CELL = st.builds(lambda words: words.replace("|", ""), WORDS)


def table(cells: list[str]) -> str:
    rows = [f"| {one} | {two} |" for one, two in zip(cells[::2], cells[1::2], strict=True)]
    return "\n".join(["| Left | Right |", "|------|------|", *rows, "", ": A caption of it."])


BLOCK = st.one_of(
    PROSE,
    WORDS.map(lambda words: f"## Heading {words.replace('[', '').partition(']')[0]}"),
    st.lists(PROSE, min_size=1, max_size=3).map(lambda i: "\n".join(f"- {one}" for one in i)),
    st.lists(PROSE, min_size=1, max_size=3).map(
        lambda items: "\n".join(f"{n}. {one}" for n, one in enumerate(items, 1))
    ),
    PROSE.map(lambda words: f"> {words}\n>\n> Again {words}"),
    st.lists(CELL, min_size=4, max_size=4).map(table),
    WORDS.map(lambda words: f"```python\n{words}\n```"),
    PROSE.map(lambda words: f"::: {{.key-finding}}\n{words}\n:::"),
    PROSE.map(lambda words: f"::: aside\n{words}\n:::"),
    PROSE.map(lambda words: f"Term\n:   Meaning {words}"),
    PROSE.map(lambda words: f"<!-- {words} -->"),
)


@settings(
    max_examples=8, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)  # fmt: skip
@given(blocks=st.lists(BLOCK, min_size=3, max_size=9))
def test_every_word_of_a_random_document_is_in_its_outputs(
    blocks: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("random")
    assert losses(project(folder, FRONT + "Opening.\n\n" + "\n\n".join(blocks) + "\n")) == {}


@pytest.mark.parametrize("name", FORMATS)
def test_lines_under_a_figure_are_of_its_caption_in_every_format(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.png").write_bytes(PIXEL)
    (tmp_path / "b.png").write_bytes(PIXEL)
    lines = "Source: OECD, Index.\n\nNote: Values of 2024.\n\n"
    figures = "".join(f"![Square {n}]({n}.png){{#fig-{n}}}\n\n{lines}" for n in "ab")
    table = f"| a | b |\n|---|---|\n| 1 | 2 |\n\n: Cells {{#tbl-a}}\n\n{lines}"
    path = project(tmp_path, f"{FRONT}{figures}{table}See @fig-a, @fig-b and @tbl-a.\n")
    assert losses(path) == {}
    found = read((tmp_path / "build" / f"paper.{name}").read_bytes())
    said = [" ".join(caption.split()) for caption in found.captions]
    under = "Source: OECD, Index. Note: Values of 2024."
    assert said == [f"Figure 1. Square a {under}", f"Figure 2. Square b {under}", "Table 1. Cells"]


@pytest.mark.parametrize("name", ["html", "docx"])
@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("brown ", "", "paper.md:10:11: lost: `brown`"),
        ("closing paragraph ends ", "", "paper.md:23:17: lost: `closing paragraph ends`"),
        ("seventeen ", "", "paper.md:11:6: lost: `seventeen`"),
        ("jumps over", "jumpsover", "paper.md:10:21: lost: `jumps over`"),
        ("jumps over", "jumps right over", "paper.md:10:27: added before this: `right`"),
        ("Alpha item", "", "paper.md:13:4: lost: `alpha item`"),
        ("Opening section", "", "paper.md:8:3: lost: `opening section`"),
        ("22.6", "", "paper.md:19:14: lost: `22 6`"),
        ("Shares of chips", "Shares", "paper.md:21:3: lost: `shares of chips`"),
    ],
)
def test_a_word_that_is_not_in_an_output_is_found_with_its_place(
    paper: Path, outputs: Path, name: str, old: str, new: str, found: str
) -> None:
    change(outputs / f"paper.{name}", old, new)
    (only,) = losses(paper, outputs).items()
    assert only[0] == f"paper.{name}"
    assert found in only[1]
    assert sum(": lost:" in line or ": added" in line for line in only[1]) <= 2


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("quick", "paper.md:10:1: lost: `the quick brown fox jumps over the lazy dog`"),
        ("seventeen", "seventeen unusual words`"),
        ("22.6", "paper.md:19:14: lost: `22 6`"),
        ("Beta", "paper.md:14:4: lost: `beta item`"),
    ],
)
def test_a_word_that_is_not_in_a_pdf_is_found_with_its_place(
    paper: Path, outputs: Path, word: str, found: str
) -> None:
    silence(outputs / "paper.pdf", lambda text: word in text)
    (only,) = losses(paper, outputs).items()
    assert only[0] == "paper.pdf"
    assert any(found in line for line in only[1]), only


def test_a_cell_a_caption_and_a_number_are_compared_between_formats(
    paper: Path, outputs: Path
) -> None:
    silence(outputs / "paper.pdf", lambda text: "22.6" in text or text.strip() == "2.")
    lines = losses(paper, outputs)["paper.pdf"]
    assert "cell `22.6` is in paper.docx and paper.html and not here" in lines
    assert any(line.startswith("number of a list item `2 Beta item`") for line in lines)


def test_notes_are_compared_with_what_leads_to_them(paper: Path, outputs: Path) -> None:
    page = (outputs / "paper.html").read_text("utf-8")
    start, end = page.index('<li id="note-2">'), page.index("</ol>\n</section>")
    change(outputs / "paper.html", page[start:end], "")
    lines = losses(paper, outputs)["paper.html"]
    assert "paper.md:10:84: lost: `a plain note with seventeen unusual words`" in lines
    assert "note 2 is called, and is not there" in lines


def test_a_note_without_words_and_one_that_nothing_calls_are_found() -> None:
    page = """<body><p>Text.<a class="noteref">1</a></p><ol>
        <li><a class="noteback">1</a><div class="note"><p>.</p></div></li>
        <li><a class="noteback">2</a><div class="note"><p>Words.</p></div></li></ol>"""
    found = [*read(page.encode()).faults()]
    assert found == ["note 1 is empty", "note 2 is there, and nothing in the text leads to it"]


def test_what_an_edition_hides_is_not_looked_for(tmp_path: Path) -> None:
    text = "::: {.brief-only}\nOnly brief.\n:::\n\n::: {.key-finding}\nA finding here.\n:::\n"
    assert losses(project(tmp_path, f"{FRONT}Opening.\n\n{text}")) == {}


def test_words_that_a_diagnostic_says_are_left_out_are_no_loss(tmp_path: Path) -> None:
    drawing = "\\begin{tikzpicture}\ndraw words\n\\end{tikzpicture}"
    path = project(tmp_path, f"{FRONT}Opening.\n\n{drawing}\n\nClosing.\n")
    assert losses(path) == {}
    found = verify_words(path)
    assert {f.reported for f in found} == {("paper.md:11:1: lost: `draw words` (latex-unknown)",)}


@pytest.mark.parametrize(
    ("end", "last"),
    [
        ("# References", "words"),
        ("# References {-}\n\n::: {#refs}\n:::", "words"),
        ("# References\n\nNone.", "none"),
        ("# Referees", "referees"),
    ],
)
def test_a_heading_over_nothing_but_the_list_of_references_goes_with_it(
    end: str, last: str
) -> None:
    assert phrases(f"Words.\n\n{end}\n")[-1] == last


def test_a_short_cell_does_not_take_the_first_word_of_a_caption(tmp_path: Path) -> None:
    table = "| A | One |\n|---|---|\n| x | y |\n\n: A caption with $x^2$ in it. {#tbl-a}\n\n"
    text = f"---\ntitle: T\nlang: en\n---\n\nSee @tbl-a.\n\n{table}One line.\n"
    (tmp_path / "paper.md").write_text(text, encoding="utf-8")
    build(tmp_path / "paper.md", to=("html",))
    assert not losses(tmp_path / "paper.md")


@pytest.mark.parametrize(
    "text",
    ["As @kim says, chips bite hard. @kim [p. 2] is clear as @kim held.", "A @kim [p. 1] a."],
)
def test_short_words_between_citations_do_not_take_each_others_place(
    tmp_path: Path, text: str
) -> None:
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "p.md").write_text(f"{FRONT}{text}\n", encoding="utf-8")
    assert build(tmp_path / "p.md").files
    assert losses(tmp_path / "p.md") == {}


def test_a_diagnostic_of_something_else_excuses_no_loss(tmp_path: Path) -> None:
    path = project(tmp_path, f"{FRONT}Opening.\n\n| Left head | b |\n|---|---|\n| c | d |\n")
    change(path.parent / "build" / "paper.html", "Left head", "")
    assert "paper.md:10:3: lost: `left head`" in losses(path)["paper.html"]


def test_words_off_the_page_are_not_there() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    body = (
        f"<body><p>{words}</p><p style='white-space: nowrap'>{words.replace('w', 'l')}</p></body>"
    )
    found = "".join(read(tagged.render(body)).text)
    assert [n for n in range(60) if f"word{n}" not in found] == []
    assert "lord3 " in found
    assert "lord59" not in found


def test_hyphens_ligatures_capitals_and_scripts_are_the_same_letters() -> None:
    assert (
        letters("co­operation ﬁne CO₂ Straße e\u0301").chars
        == letters("COOPER\u200bATION fine CO2 STRASSE é").chars
    )


def test_the_scanner_strikes_out_markup_and_nothing_else() -> None:
    assert phrases("A *b*c [d](e 'f') @g says.\n") == ["a bc d", "says"]
    assert phrases("[see @a, pp. 3-5, who *errs*; @b]") == ["see", "who errs"]
    assert phrases("x^[a *note* [in](u).] y[^1]\n\n[^1]: Def.\n\n    More.\n\nText.") == [
        "x", "a note in", "y", "def", "more", "text",
    ]  # fmt: skip
    assert phrases("`a_b` $x_1$ <b>c</b> &eacute; \\$5 ![alt](p.png) d") == [
        "a b", "c e 5", "d",
    ]  # fmt: skip
    assert phrases("# H {#id .c}\n\n``` {.py}\n# c\n```\n\n![Cap.](p.png){#fig-a alt='x'}\n") == [
        "h", "c", "cap",
    ]  # fmt: skip
    assert phrases("```{=html}\nraw\n```\n\n<!-- c\n\nd -->\n\n::: {.a title='t'}\ne\n:::\n") == [
        "e"
    ]
    assert phrases("3. a\n4. b\n   c\n\n(i) d\n\n- [ ] e\n\n[r]: https://a.org 'T'\n") == [
        "a", "b c", "d", "e",
    ]  # fmt: skip


def test_the_scanner_knows_other_tools_markup() -> None:
    assert phrases("by [@{https://a.org/b}, 3] and [@https://a.org/b_c] end") == [
        "by",
        "and",
        "end",
    ]
    assert phrases("**X**<sub>true</sub> and 10<sup>-1</sup> x") == ["xtrue and 10 1 x"]
    assert phrases("$$\n\\text{Of $i$ in $j$} \\\\\nx\n$$ {#eq-a}\n\nAfter.") == ["after"]
    assert phrases("\\begin{tabular}[t]{>{\\raggedright}p{3cm}@{}lcr}\na & b\n\\end{tabular}") == [
        "a b"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Panel @fig-a shows it; Figure {@fig-a}B does, and @fig-a C too.\n\n"
        "![A caption of it](f.png){#fig-a alt='An alternative'}\n",
        "그는 [@kim]를 읽고, 그녀는[@kim] 를 썼다.\n",
        "One.[@kim][@kim, 5] Two.[@kim, 7][see @kim, 9; @kim] Three.\n",
        "| A | B |\n|---|---|\n| one | 2 |\n\n: A table {#tbl-a}\n\nSee @tbl-a.\n\n"
        "Term\n:   Its meaning[^n]\n\n[^n]: A note with `code [@x]`.\n\n- a\n- b\n",
        "Concentrations **X**<sub>true</sub> of 10<sup>3</sup> cells, x$_i$y and more.\n",
    ],
)
def test_what_stands_close_to_markup_is_not_missed(text: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text(f"{FRONT}{text}", encoding="utf-8")
    (tmp_path / "refs.bib").write_text(BIB, encoding="utf-8")
    (tmp_path / "f.png").write_bytes(PIXEL)
    assert not build(path, to=FORMATS).bag.failed
    assert losses(path) == {}


def test_tables_are_read_cell_by_cell() -> None:
    assert phrases("| a b | c |\n|---|---|\n| `d` | e \\| f |\n\n: Cap. {#tbl-x}\n") == [
        "a b", "c", "d", "e f", "cap",
    ]  # fmt: skip
    assert phrases("a b  c\n---  ---\nd    e f\n") == ["a b", "c", "d", "e f"]
    assert phrases("+---+---+\n| a | b |\n|   | c |\n+---+---+\n") == ["a", "b", "c"]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\nnothing", b"PK\x03\x04nothing", b"", b"<" * 100_000, b"<div>" * 5_000,
        b"\x00\xff" * 1_000,
    ],
)  # fmt: skip
def test_a_damaged_output_is_a_finding(paper: Path, tmp_path: Path, data: bytes) -> None:
    name = "paper.pdf" if data[:1] == b"%" else "paper.docx" if data[:1] == b"P" else "paper.html"
    (tmp_path / name).write_bytes(data)
    assert list(losses(paper, tmp_path)) == [name]


def test_a_pdf_without_tags_cannot_be_read() -> None:
    out = BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out)
    with pytest.raises(UnreadableError, match="no tags"):
        read(out.getvalue())


def test_a_word_document_that_unpacks_to_too_much_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from reportgen.reports.words import word_contents

    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * 2_000_000 + b"</a>")
    monkeypatch.setattr(word_contents, "LARGEST", 1_000_000)
    with pytest.raises(UnreadableError, match="more than 1 MB"):
        read(out.getvalue())


def test_numbers_of_lists_are_those_that_are_printed() -> None:
    given = [(4, "lower-roman"), (27, "upperLetter"), (3, "decimal"), (1994, "UpperRoman")]
    assert [ordinal(*one) for one in given] == ["iv", "AA", "3", "MCMXCIV"]


def test_the_command_says_what_is_lost_and_where(
    paper: Path, outputs: Path, tmp_path: Path
) -> None:
    said = run("verify", paper, "--words", "--out", outputs, cwd=tmp_path)
    assert (said.status, said.err) == (0, "")
    assert b"paper.pdf: all" in said.out
    change(outputs / "paper.html", "brown ", "")
    said = run("verify", paper, "--words", "--out", outputs, cwd=tmp_path)
    assert said.status == 1
    assert b"paper.html: not all is there\n  paper.md:10:11: lost: `brown`\n" in said.out


def test_the_command_says_that_nothing_is_built(paper: Path, tmp_path: Path) -> None:
    said = run("verify", paper, "--words", "--out", tmp_path / "none", cwd=tmp_path)
    assert said.status == 1
    assert "nothing is built in none; run `reportgen build` first" in said.err
