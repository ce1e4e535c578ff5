"""The edition `response`: comments, answers, and the passages as they read now."""

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from reportgen import build, ooxml

FRONT = """title: The *Price* of Chips
date: 2026-05-04
author: [{name: Jane Doe}]
journal: {title: Journal}
abstract: What memory costs, and who pays.
bibliography: bib.bib
brief: {title: Another title}
"""
BIB = "@book{walt, author = {Walt, Stephen}, title = {Alliances}, publisher = {C}, date = {1987}}\n"
TEXT = """# Markets {#sec-m}

The prices of *memory* chips rose in each of four regions.[@walt, p. 3] See @sec-m, and \
[the page](https://a.org/b).

Nothing here.

| Region | Price |
|--------|-------|
| Korea  | three |
"""
ROUND = """comments:
- id: c1
  reviewer: Reviewer 1
  quote: chips
  passage: The prices of chips rose in four regions.
  text: |-
    Which prices & <why>?

    Say where.
  state: answered
  answer: |-
    Those of memory.

    We say so.
- {id: c2, reply-to: c1, reviewer: Editor, text: I ask so too.}
- {id: c3, reviewer: Reviewer 2, quote: three, passage: three, text: Really?, state: declined,
   answer: It is.}
- {id: c4, reviewer: Reviewer 1, quote: who pays, passage: "What memory costs, and who pays.",
   text: Well?}
- {id: c5, reviewer: Reviewer 2, quote: gone, passage: All of these words are gone, text: Why?,
   answer: Taken out.}
- {id: c6, reviewer: Reviewer 2, text: A good article., answer: Thank you.}
- {id: c7, reply-to: c4, reviewer: jane doe, text: Buyers do.}
"""


def write(folder: Path, rounds: str | None, theme: str = "journal") -> Path:
    (folder / "manuscript").mkdir(parents=True)
    (folder / "manuscript" / "metadata.yaml").write_text(f"{FRONT}theme: {theme}\n")
    (folder / "manuscript" / "01.md").write_text(TEXT)
    (folder / "bib.bib").write_text(BIB)
    if rounds is not None:
        (folder / "reviews").mkdir()
        (folder / "reviews" / "round-2.yaml").write_text(rounds)
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("response") / "p", ROUND)
    built = build(folder, edition=["response"])
    assert built.whole, built.bag.found
    assert [file.name for file in built.files] == ["response.pdf", "response.html", "response.docx"]
    return folder / "build"


@pytest.fixture(scope="module")
def lines(project: Path) -> list[str]:
    document = ooxml.read((project / "response.docx").read_bytes())
    return [block.text.replace("\xa0", " ") for block in document.blocks]


def after(lines: list[str], line: str, count: int) -> list[str]:
    at = lines.index(line)
    return lines[at + 1 : at + 1 + count]


def test_each_comment_stands_with_its_thread_answer_and_passage(lines: list[str]) -> None:
    assert after(lines, "On “chips” (Markets)", 8) == [
        "Which prices & <why>?",
        "Say where.",
        "Editor: I ask so too.",
        "Answer. Those of memory.",
        "We say so.",
        "The passage now reads:",
        "The prices of memory chips rose in each of four regions.1 See “Markets,” and the page.",
        "1. Stephen Walt, Alliances (C, 1987), 3.",
    ]


def test_rounds_and_reviewers_head_their_comments(project: Path) -> None:
    document = ooxml.read((project / "response.docx").read_bytes())
    heads = [(b.level, b.text) for b in document.blocks if b.kind == "heading"]
    assert heads == [
        (1, "Round 2"), (2, "Reviewer 1"), (3, "Comment 1"), (3, "Comment 2"),
        (2, "Reviewer 2"), (3, "Comment 1"), (3, "Comment 2"), (3, "Comment 3"),
    ]  # fmt: skip


def test_a_cell_and_the_abstract_are_passages_too(lines: list[str]) -> None:
    assert after(lines, "On “three” (Markets)", 4) == [
        "Really?", "Declined. It is.", "The passage now reads:", "three",
    ]  # fmt: skip
    assert "What memory costs, and who pays." in lines


def test_a_reply_of_an_author_is_the_answer(lines: list[str]) -> None:
    assert after(lines, "On “who pays”", 2) == ["Well?", "Answer. Buyers do."]


def test_a_passage_that_is_gone_says_so_and_a_comment_on_all_has_none(lines: list[str]) -> None:
    assert after(lines, "On “gone”", 3) == [
        "Why?", "Answer. Taken out.", "The passage is no longer in the text.",
    ]  # fmt: skip
    assert after(lines, "A good article.", 9) == ["Answer. Thank you."]


def test_the_letter_has_a_title_of_its_own_and_no_links_that_lead_nowhere(project: Path) -> None:
    page = (project / "response.html").read_text("utf-8")
    assert "<h1>Response to reviewers: The <em>Price</em> of Chips</h1>" in page
    assert "<title>Response to reviewers: The Price of Chips</title>" in page
    assert "Which prices &amp; &lt;why&gt;?" in page
    for target in re.findall(r'href="#([^"]*)"', page):
        assert f'id="{target}"' in page
    assert "https://a.org/b" in page
    assert len(re.findall(r"<h[1-6]", page)) == 9


def test_the_pages_are_tagged_and_say_what_they_are(project: Path) -> None:
    with pikepdf.open(project / "response.pdf") as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.docinfo.Title) == "Response to reviewers: The Price of Chips"
        kinds = {
            str(e.S) for e in document.objects if isinstance(e, pikepdf.Dictionary) and "/S" in e
        }
    assert {"/H1", "/H2", "/H3", "/BlockQuote"} <= kinds


def test_without_comments_the_letter_says_so(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", None)
    built = build(folder, edition=["response"], to=["docx"])
    document = ooxml.read(built.files[0].read_bytes())
    said = "No comments of reviewers are kept for this manuscript."
    assert document.blocks[-1].text == said


def test_a_build_of_all_has_no_letter(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", ROUND)
    built = build(folder, to=["docx"])
    assert [file.name for file in built.files] == ["article.docx", "brief.docx"]


def test_no_letter_is_made_of_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", "comments: [\n")
    built = build(folder, edition=["response"], to=["docx"])
    (error,) = built.bag.errors
    assert (error.code, error.span and error.span.source.name) == (
        "review-unreadable", "reviews/round-2.yaml",
    )  # fmt: skip
    assert not built.files
    assert build(folder, edition=["article"], to=["docx"]).whole


def test_both_themes_have_the_letter(tmp_path: Path) -> None:
    built = build(write(tmp_path / "p", ROUND, "report"), edition=["response"])
    assert built.whole, built.bag.found
    (file,) = (file for file in built.files if file.suffix == ".pdf")
    with pypdfium2.PdfDocument(file) as document:
        text = "".join(page.get_textpage().get_text_range() for page in document)
    assert "Answer. Those of memory." in " ".join(text.split())


def test_a_new_answer_is_in_the_next_letter(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", "comments: [{id: c1, text: Why?}]")
    cache = tmp_path / "cache"
    first = build(folder, edition=["response"], to=["docx"], cache=cache).files[0].read_bytes()
    (folder / "reviews" / "round-3.yaml").write_text("comments: [{id: c2, text: And?}]")
    second = build(folder, edition=["response"], to=["docx"], cache=cache).files[0].read_bytes()
    assert "And?" not in [b.text for b in ooxml.read(first).blocks]
    assert "And?" in [b.text for b in ooxml.read(second).blocks]


def test_reviewers_who_are_not_to_know_learn_no_name(tmp_path: Path) -> None:
    folder = write(tmp_path / "p", ROUND)
    front = folder / "manuscript" / "metadata.yaml"
    front.write_text(front.read_text() + "review: {}\nattach-sources: true\n")
    built = build(folder, edition=["response"])
    assert built.whole, built.bag.found
    assert not [d for d in built.bag if d.code == "name-left"]
    (letter,) = (file for file in built.files if file.suffix == ".docx")
    document = ooxml.read(letter.read_bytes())
    assert "Jane Doe" not in [block.text for block in document.blocks]
    assert "Anonymous" in " ".join(block.text for block in document.blocks)
    assert b"Jane" not in (folder / "build" / "response.html").read_bytes()


def test_a_word_document_has_the_threads_with_the_answers_as_replies(project: Path) -> None:
    found = ooxml.read((project / "response.docx").read_bytes()).comments
    first = next(c for c in found if c.text.startswith("Which prices"))
    replies = [c for c in found if c.parent == first.id]
    assert first.quote.startswith("The prices of memory chips rose")
    assert [(c.author, c.text.split("\n")[0]) for c in replies] == [
        ("Editor", "I ask so too."),
        ("Jane Doe", "Those of memory."),
    ]
    assert [c.id for c in found] == [str(i) for i in range(len(found))]
    gone = next(c for c in found if c.text == "Why?")
    assert gone.quote == "Why?"
