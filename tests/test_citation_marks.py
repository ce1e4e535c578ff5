"""Punctuation, quotation marks and spaces beside citations: note styles and author-date alike."""

from pathlib import Path

import pytest

from package import report
from reportgen.tree.nodes import Node, edit, text, walk

BOOKS = """\
@book{doe, author = {Doe, Jane}, title = {A Book}, publisher = {P}, year = 2020}
@book{roe, author = {Roe, Max}, title = {B Book}, publisher = {P}, year = 2021}
@online{anon, title = {A Note on Sanctions}, date = {2024-03-01}, url = {https://example.org/s}}
@jurisdiction{curtis, title = {Curtis v. Strong}, journaltitle = {Day}, volume = 4, pages = 51, \
date = 1809}
@incollection{kearney, author = {Kearney, Ann}, title = {Introduction}, booktitle = {On}, \
publisher = {P}, date = 2006, pages = {xx--46}}
"""
AUTHOR_DATE = (Path(__file__).parent / "golden/author-date/in/author-date.csl").read_text()

NOTES = {
    # American order: points inside, other marks where they belong (CMOS 17, 6.9, 6.10, 14.26)
    '"closing words" [@doe].': "“closing words.”*",
    '"comma words" [@doe], more.': "“comma words,”* more.",
    '"why?" [@doe].': "“why?”*",
    '"what!" [@doe], more.': "“what!”,* more.",
    '"semi" [@doe]; more.': "“semi”;* more.",
    '"He stopped [@doe]."': "“He stopped.”*",
    '"Typed inside." [@doe].': "“Typed inside.”*",
    "\"a 'b'\" [@doe].": "“a ‘b.’”*",
    '"end *it*" [@doe].': "“end it.”*",
    '"own words"^[A note].': "“own words.”*",
    "The allies' [@doe].": "The allies’.*",
    '"two" [@doe] [@roe].': "“two.”**",
    # one way of writing for all styles
    "text.[@doe] Next.": "text.* Next.",
    "text [@doe].": "text.*",
    "text\\ [@doe].": "text.*",
    "text\u00a0[@doe], more.": "text,* more.",
    "the U.S.[@doe] policy.": "the U.S.* policy.",
    # a work without an author is named by its title (CMOS 17, 14.79)
    "As @anon says.": "As “A Note on Sanctions”* says.",
    "@anon [sec. 2] is clear.": "“A Note on Sanctions”* is clear.",
    "So held @curtis.": "So held Curtis v. Strong.*",
    "So wrote @doe.": "So wrote Jane Doe.*",
}
DATED = {
    "text.[@doe] Next.": "text (Doe 2020). Next.",
    "text [@doe].": "text (Doe 2020).",
    "text[@doe], more.": "text (Doe 2020), more.",
    "text\u00a0[@doe].": "text (Doe 2020).",
    "why?[@doe] Next.": "why (Doe 2020)? Next.",
    '"closing words."[@doe] Next.': "“closing words” (Doe 2020). Next.",
    "text.[@doe][@roe] Next.": "text (Doe 2020) (Roe 2021). Next.",
    "the U.S.[@doe] policy.": "the U.S. (Doe 2020) policy.",
    "so on...[@doe] Next.": "so on… (Doe 2020) Next.",
    "(see[@doe]).": "(see (Doe 2020)).",
    "dash—[@doe] on.": "dash—(Doe 2020) on.",
    "»so«[@doe] on.": "»so« (Doe 2020) on.",
    "« so »[@doe] on.": "« so » (Doe 2020) on.",
    "「so」[@doe] on.": "「so」 (Doe 2020) on.",
    "in €[@doe] on.": "in € (Doe 2020) on.",
    "either/[@doe] or.": "either/(Doe 2020) or.",
    "So wrote @doe.": "So wrote Doe (2020).",
}


def shown(tree: object) -> str:
    """The words of a tree with their quotation marks; a note is an asterisk."""
    if isinstance(tree, list):
        return "".join(map(shown, tree))
    node: Node = tree if isinstance(tree, dict) else {}
    match node.get("t"):
        case "Str":
            return str(node["c"])
        case "Space" | "SoftBreak":
            return " "
        case "Note":
            return "*"
        case "Quoted":
            marks = "“”" if node["c"][0]["t"] == "DoubleQuote" else "‘’"
            return marks[0] + shown(node["c"][1]) + marks[1]
        case "Emph" | "Para":
            return shown(node["c"])
        case "Cite" | "Link" | "Span":
            return shown(node["c"][1])
    return ""


def paragraphs(folder: Path, texts: list[str], front: str = "lang: en-US\n") -> list[str]:
    (folder / "b.bib").write_text(BOOKS, encoding="utf-8")
    (folder / "author-date.csl").write_text(AUTHOR_DATE, encoding="utf-8")
    head = f"---\ntitle: Marks\ndate: 2026-01-02\nbibliography: b.bib\n{front}---\n\n"
    (folder / "p.md").write_text(head + "\n\n".join(texts) + "\n", encoding="utf-8")
    return [shown(block) for block in report(folder / "p.md").blocks]


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    printed = paragraphs(tmp_path_factory.mktemp("notes"), list(NOTES))
    return dict(zip(NOTES, printed, strict=True))


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    front = "lang: en-US\ncsl: author-date.csl\n"
    printed = paragraphs(tmp_path_factory.mktemp("dated"), list(DATED), front)
    return dict(zip(DATED, printed, strict=True))


@pytest.mark.parametrize("typed", NOTES)
def test_a_mark_stands_behind_words_points_and_quotes(typed: str, notes: dict[str, str]) -> None:
    assert notes[typed] == NOTES[typed]


@pytest.mark.parametrize("typed", DATED)
def test_the_same_text_serves_author_date_styles(typed: str, dated: dict[str, str]) -> None:
    assert dated[typed] == DATED[typed]


def test_british_points_stay_outside_of_quotes(tmp_path: Path) -> None:
    typed = ['"words" [@doe].', '"He stopped [@doe]."', 'Typed "inside." [@doe]']
    printed = ["“words”.*", "“He stopped.”*", "Typed “inside.”*"]
    assert paragraphs(tmp_path, typed, "lang: en-GB\n") == printed


def test_points_go_inside_the_quotes_of_titles_named_in_notes(tmp_path: Path) -> None:
    text = ["First.^[@anon.]", "Then.^[Compare @anon, and @doe.]"]
    (tmp_path / "b.bib").write_text(BOOKS, encoding="utf-8")
    head = "---\ntitle: T\ndate: 2026-01-02\nlang: en-US\nbibliography: b.bib\n"
    head += "csl: house-short\n---\n\n"
    (tmp_path / "p.md").write_text(head + "\n\n".join(text), encoding="utf-8")
    found = [shown(n["c"]) for n in walk(report(tmp_path / "p.md").blocks) if n["t"] == "Note"]
    assert found[1] == "Compare “A Note on Sanctions,” and Jane Doe, A Book (P, 2020)."


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("[@kearney, xvi]", "Ann Kearney, introduction to On (P, 2006), xvi."),
        ("[@kearney, 41]", "Ann Kearney, introduction to On (P, 2006), 41."),
        ("[@doe, xii-xv]", "Jane Doe, A Book (P, 2020), xii–xv."),
        ("[@doe, xii--xv, emphasis added]", "Jane Doe, A Book (P, 2020), xii–xv, emphasis added."),
        ("[@doe, mix of things]", "Jane Doe, A Book (P, 2020), mix of things."),
        ("[@doe, § 12]", "Jane Doe, A Book (P, 2020), § 12."),
        ("[@doe, sec. 12]", "Jane Doe, A Book (P, 2020), sec. 12."),
    ],
)
def test_a_locator_is_printed_as_one(typed: str, printed: str, tmp_path: Path) -> None:
    (tmp_path / "b.bib").write_text(BOOKS, encoding="utf-8")
    head = "---\ntitle: T\ndate: 2026-01-02\nlang: en-US\nbibliography: b.bib\n---\n\n"
    (tmp_path / "p.md").write_text(f"{head}x.{typed}\n", encoding="utf-8")
    (note,) = (n for n in walk(report(tmp_path / "p.md").blocks) if n["t"] == "Note")
    assert shown(note["c"]) == printed


@pytest.mark.parametrize(
    ("lang", "typed", "shown"),
    [
        ("en-US", 'He read "@doe".', "He read “Jane Doe.”¹"),
        ("en-GB", 'He read "@doe".', "He read “Jane Doe”.¹"),
        ("en-US", "He read '@doe', then left.", "He read ‘Jane Doe,’¹ then left."),
        ("en-US", 'He read "@anon".', "He read “‘A Note.’”¹"),
        ("ko", '"@doe"는 길다.', "“Jane Doe”¹는 길다."),
    ],
)
def test_the_mark_of_a_quoted_author_stands_behind_the_quotation(
    lang: str, typed: str, shown: str, tmp_path: Path
) -> None:
    books = "@book{doe, author={Doe, Jane}, title={A Book}, publisher={P}, date={2020}}\n"
    books += "@online{anon, title={A Note}, url={https://example.org/n}, date={2020}}\n"
    (tmp_path / "b.bib").write_text(books, encoding="utf-8")
    head = f"---\ntitle: T\ndate: 2026-01-02\nlang: {lang}\nbibliography: b.bib\n---\n\n"
    (tmp_path / "p.md").write_text(head + typed + "\n", encoding="utf-8")
    blocks = report(tmp_path / "p.md").blocks
    marked = edit(blocks, lambda node: {"t": "Str", "c": "¹"}, {"Note"})
    assert text(marked).strip().replace("\u2060", "") == shown
