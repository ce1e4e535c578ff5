"""Comments of an edited document: placed in the sources, reported, and kept."""

from dataclasses import replace
from pathlib import Path

import pytest

from commented import Said, with_comments
from reportgen import build, ooxml
from reportgen.diagnostics import Bag
from reportgen.merge.comment_edits import inline, place
from reportgen.merge.comment_report import diagnostics, markdown
from reportgen.merge.comments import PlacedComment, placed, review_comments
from reportgen.project.load import Sources, load
from reportgen.reviews.writing import record

FRONT = """title: The Price of Chips
date: 2026-05-04
author: [{name: Jane Doe}]
abstract: What memory costs, and which buyers pay for it in the end.
bibliography: bib.bib
"""
BIB = "@book{walt, author = {Walt, Stephen}, title = {Alliances}, publisher = {C}, date = {1987}}\n"
TEXT = """# Memory and Logic {#sec-chips}

The *prices* of chips rose in each region. [As firms](https://a.org) in Korea say, \
nothing was sold.[@walt, p. 3] A third sentence has a "quotation" in it.

Another paragraph has a note.^[A note on the firms of the north. It has two sentences.] It ends \
with more words.

| Region | Price |
|--------|-------|
| Korea  | high  |
| Japan  | low   |
| Taiwan | high  |

: Prices by region {#tbl-one}

- The first item of a list says little.
- The second says less.
"""
CHAPTER = "manuscript/01.md"
COMMENTS = (
    Said("Which prices?", "chips rose"),
    Said("I ask so too.", "chips rose", "Editor", parent=0),
    Said("On a point", "sentence has a", point=True),
    Said("On a heading", "Logic"),
    Said("On a citation", "Alliances", part="endnotes"),
    Said("On a prose note", "two sentences", part="endnotes"),
    Said("On a cell", "low"),
    Said("On a caption", "by region"),
    Said("On the abstract", "which buyers"),
    Said("On an item", "second says", done=True),
    Said("On a heading of ours", "Endnotes"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "manuscript").mkdir()
    (folder / "manuscript" / "metadata.yaml").write_text(FRONT)
    (folder / CHAPTER).write_text(TEXT)
    (folder / "bib.bib").write_text(BIB)
    assert build(folder, to=["docx"], edition=["article"]).whole
    return folder


@pytest.fixture(scope="module")
def sent(project: Path) -> bytes:
    return (project / "build" / "article.docx").read_bytes()


@pytest.fixture(scope="module")
def sources(project: Path) -> Sources:
    found = load(project, Bag())
    assert found
    return found


@pytest.fixture(scope="module")
def found(sent: bytes, sources: Sources) -> list[PlacedComment]:
    return placed(ooxml.read(with_comments(sent, COMMENTS)), sources)


def at(found: list[PlacedComment], text: str) -> tuple[int, str]:
    """The line of a comment, and the text from its place on to the end of the line."""
    (one,) = (one for one in found if one.comment.text == text)
    if one.span is None:
        return 0, ""
    source = one.span.source
    return one.span.line, source.line(one.span.line)[one.span.column - 1 :]


@pytest.mark.parametrize(
    ("text", "line", "begins"),
    [
        ("Which prices?", 3, "chips rose"),
        ("On a point", 3, "sentence has a"),
        ("On a heading", 1, "Logic"),
        ("On a citation", 3, "[@walt"),
        ("On a prose note", 5, "two sentences"),
        ("On a cell", 10, "low"),
        ("On a caption", 13, "by region"),
        ("On the abstract", 4, "which buyers"),
        ("On an item", 16, "second says"),
        ("On a heading of ours", 0, ""),
    ],
)
def test_a_comment_stands_where_its_words_do(
    found: list[PlacedComment], text: str, line: int, begins: str
) -> None:
    there, words = at(found, text)
    assert there == line
    assert words.startswith(begins)


def test_threads_are_kept(found: list[PlacedComment]) -> None:
    assert len(found) == len(COMMENTS) - 1
    first = found[0]
    assert [(r.author, r.text) for r in first.replies] == [("Editor", "I ask so too.")]


def test_a_comment_stays_at_its_place_when_the_words_around_it_change(
    sent: bytes, sources: Sources, tmp_path: Path
) -> None:
    said = [Said("x", "chips rose"), Said("gone", "in each region", deleted=True)]
    data = with_comments(sent, said)
    document, original = ooxml.read(data), ooxml.read(data, "none")
    found = placed(document, sources, original)
    assert at(found, "x")[1].startswith("chips rose")
    assert at(found, "gone")[0] == 3
    assert at(found, "gone")[1].startswith(("in each", "rose"))


def test_what_reportgen_said_is_left_out_and_what_answers_it_is_not(
    sent: bytes, sources: Sources
) -> None:
    said = [Said("a fault", "chips rose", "reportgen"), Said("Why?", "chips rose", parent=0)]
    found = placed(ooxml.read(with_comments(sent, said)), sources)
    assert [one.comment.text for one in found] == ["Why?"]
    assert at(found, "Why?")[1].startswith("chips rose")


def test_the_report_tells_all_of_each_comment(found: list[PlacedComment]) -> None:
    report = markdown(found)
    assert report.startswith("## Comments\n\n10 comments, 1 reply, 1 without a place")
    assert f"`{CHAPTER}:3:17`, on “chips rose”\n\n> Which prices?\n" in report
    assert "Editor, 2026-11-25:\n\n> I ask so too.\n" in report
    assert "(closed in the document)" in report
    assert markdown([]) == ""


def test_signs_and_controls_in_a_comment_are_words_of_the_report(
    found: list[PlacedComment],
) -> None:
    hostile = replace(found[0].comment, text="# <b>\x1b[31m\n- [x](y) `z`\n1. *w*", author="*|")
    report = markdown([replace(found[0], comment=hostile, replies=())])
    assert "\x1b" not in report
    assert "> \\# \\<b\\>" in report
    assert "> \\- \\[x\\](y) \\`z\\`" in report
    assert "> 1\\. \\*w\\*" in report


def test_a_terminal_gets_a_note_for_each_thread(found: list[PlacedComment]) -> None:
    first, *_, last = diagnostics(found)
    assert first.message == "comment of Reviewer 1, 2026-11-25, on `chips rose`: Which prices?"
    assert [note.message for note in first.notes] == ["Editor, 2026-11-25: I ask so too."]
    assert last.message.endswith("it has no place in the sources")


def test_a_second_reading_adds_nothing(
    found: list[PlacedComment], sources: Sources, project: Path, sent: bytes
) -> None:
    recorded = record(sources, review_comments(found, "5f3a"))
    assert recorded.added == len(COMMENTS)
    (name,) = recorded.files
    (project / name).parent.mkdir()
    (project / name).write_bytes(recorded.files[name][1])
    again = load(project, Bag())
    assert again
    anew = placed(ooxml.read(with_comments(sent, COMMENTS)), again)
    assert record(again, review_comments(anew, "5f3a")).files == {}


def test_a_comment_without_a_date_is_the_same_after_a_save_by_libreoffice(
    found: list[PlacedComment],
) -> None:
    dates = ("", "0-00-00T00:00:00Z")
    kept = [
        review_comments([replace(found[0], comment=replace(found[0].comment, date=date))])
        for date in dates
    ]
    assert kept[0] == kept[1]
    assert kept[0][0].date == ""


def test_equal_comments_are_two(sent: bytes, sources: Sources) -> None:
    said = [Said("Source?", "chips rose"), Said("Source?", "second says")]
    kept = review_comments(placed(ooxml.read(with_comments(sent, said)), sources))
    assert len({one.id for one in kept}) == 2


def test_inline_comments_stand_behind_their_sentences_and_print_nothing(
    found: list[PlacedComment], sources: Sources, project: Path, tmp_path: Path
) -> None:
    edits, left = inline(found, sources)
    assert [one.comment.text for one in left] == ["On the abstract", "On a heading of ours"]
    text = TEXT
    for edit in sorted(edits, key=lambda one: -one.start):
        assert (edit.path, edit.start) == (CHAPTER, edit.end)
        text = text[: edit.start] + edit.new + text[edit.end :]
    first = "<!-- Reviewer 1, 2026-11-25: Which prices? | Editor, 2026-11-25: I ask so too. -->"
    assert f"in each region.{first} [As firms]" in text
    assert "nothing was sold.[@walt, p. 3]<!-- Reviewer 1, 2026-11-25: On a citation -->" in text
    assert "sentences.]<!-- Reviewer 1, 2026-11-25: On a prose note --> It ends" in text
    assert "{#tbl-one}\n\n<!-- Reviewer" in text
    assert "{#sec-chips}\n\n<!-- Reviewer" in text
    copy = tmp_path / "copy"
    (copy / "manuscript").mkdir(parents=True)
    (copy / "manuscript" / "metadata.yaml").write_text(FRONT)
    (copy / CHAPTER).write_text(text)
    (copy / "bib.bib").write_text(BIB)
    assert build(copy, to=["docx"], edition=["article"]).whole
    before = ooxml.read((project / "build" / "article.docx").read_bytes())
    after = ooxml.read((copy / "build" / "article.docx").read_bytes())
    assert [b.text for b in after.every_block()] == [b.text for b in before.every_block()]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One. Two words. Three.\n", "words", "One. Two words.| Three.\n"),
        ("No end here\nand on\n\nNext.\n", "end", "No end here\nand on|\n\nNext.\n"),
        ("::: {.key-finding}\nFound\n:::\n", "Found", "::: {.key-finding}\nFound|\n:::\n"),
        ("It said “so.” Next.\n", "said", "It said “so.”| Next.\n"),
        ("It rose.[^1] Next.\n\n[^1]: A note.\n", "rose", "It rose.[^1]| Next.\n\n[^1]: A note.\n"),
        ("`a. b` code. More.\n", "code", "`a. b` code.| More.\n"),
        ("A^[n. m.] goes on. So.\n", "A", "A^[n. m.] goes on.| So.\n"),
        ("Head\n====\n\nText.\n", "Head", "Head\n====|\n\nText.\n"),
        ("![A picture.](a.png){#fig-a}\n", "picture", "![A picture.](a.png){#fig-a}|\n"),
        (": Cap\n\n| a |\n|---|\n| b |\n", "Cap", ": Cap\n\n| a |\n|---|\n| b ||\n"),
        ("| a |\n|---|\n| b |\n\nText.\n", "b", "| a |\n|---|\n| b ||\n\nText.\n"),
        ("```\ncode\n```\n", "code", ""),
        ("<!-- words. -->\n", "words", ""),
    ],
)
def test_the_place_behind_a_sentence(text: str, words: str, expected: str) -> None:
    found = place(text, text.index(words))
    assert (f"{text[: found[0]]}|{text[found[0] :]}" if found else "") == expected


def test_no_word_ends_the_comment(found: list[PlacedComment], sources: Sources) -> None:
    hostile = replace(found[0].comment, text="a --> b ---\n\nc -", author="x--y")
    (edit,), _ = inline([replace(found[0], comment=hostile, replies=())], sources)
    assert edit.new.count("-->") == 1
    assert edit.new.endswith("-->")
    assert "\n" not in edit.new


def test_edits_of_a_single_file_count_from_its_beginning(tmp_path: Path) -> None:
    text = f"---\n{FRONT}---\n\n{TEXT}"
    (tmp_path / "a.md").write_text(text)
    (tmp_path / "bib.bib").write_text(BIB)
    assert build(tmp_path / "a.md", to=["docx"], edition=["article"]).whole
    data = (tmp_path / "build" / "a.docx").read_bytes()
    sources = load(tmp_path / "a.md", Bag())
    assert sources
    found = placed(ooxml.read(with_comments(data, [Said("x", "chips rose")])), sources)
    (edit,), _ = inline(found, sources)
    assert text[: edit.start].endswith("in each region.")
