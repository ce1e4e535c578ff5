"""What is not brought back from Word is refused, with its place and the editor's words."""

from collections.abc import Callable

import pytest

from merged import CHAPTER, MATTER, article
from word_edits import Edited, W, style, text

Do = Callable[[Edited], object]


REFUSED: dict[str, tuple[Do, str, str, str, str]] = {
    "a reference typed over": (
        lambda d: d.replace("1", "7", within="As Table"), CHAPTER, "7", "cross-reference", "label",
    ),
    "a reference's words": (
        lambda d: d.replace("Cannot See", "Can See", within="The insurers moved"), CHAPTER, "Can",
        "cross-reference", "title",
    ),
    "words of a source": (
        lambda d: d.replace("Harbour Press", "Harbor Press"), "refs.bib", "Harbor",
        "`smith`", "set its field `publisher` to `Harbor Press`",
    ),
    "a column": (lambda d: d.add_column("Odesa"), CHAPTER, "Remark", "columns", "table"),
    "a keyword more": (
        lambda d: d.after("marine insurance", ", grain"), MATTER, ", grain", "keyword",
        "`keywords`",
    ),
    "the label of a caption": (
        lambda d: d.replace("Table", "Tab.", within="Premiums by port"), CHAPTER, "Tab.",
        "label", "`words`",
    ),
    "the heading over the abstract": (
        lambda d: d.replace("Abstract", "Summary"), MATTER, "Summary", "abstract",
        "`abstract-title`",
    ),
    "a heading that is referred to": (
        lambda d: d.delete("What We Cannot See"), CHAPTER, "What We Cannot See", "label",
        "reference",
    ),
    "two paragraphs in an inline note": (
        lambda d: d.split("both"), CHAPTER, "", "one paragraph", "by hand",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_brought_back_is_refused(name: str) -> None:
    do, path, words, reason, remedy = REFUSED[name]
    document = article().edited(tracked=True)
    do(document)
    edits, refusals = article().changes(document.saved())
    assert edits == ()
    assert refusals
    first = refusals[0]
    assert first.span is not None
    assert first.span.source.name == path
    assert words in first.words
    assert reason in first.reason
    assert remedy in first.remedy


def test_a_refusal_names_its_author() -> None:
    document = article().edited(tracked=True)
    document.replace("1", "7", within="As Table")
    _, (refusal,) = article().changes(document.saved())
    assert (refusal.author, refusal.date) == ("Ed Itor", "2026-11-25T10:00:00Z")


def test_the_journals_name_is_changed_in_its_field() -> None:
    document = article().edited()
    document.replace("Papers on Trade", "Pages on *Trade*")
    edits, refusals = article().changes(document.saved())
    assert refusals == ()
    assert "journal: {title: Pages on *Trade*}" in article().applied(edits)[MATTER]


def test_formulas_that_a_program_left_out_stay() -> None:
    document = article().edited()
    paragraph = document.paragraph("Its share is")
    formula = next(node for node in paragraph if node.tag.endswith("}oMath"))
    paragraph.remove(formula)
    document.replace("what was never", "whatever was never")
    edits, (refusal,) = article().changes(document.saved())
    assert [edit.new for edit in edits] == ["whatever"]
    assert "none of its formulas" in refusal.reason
    assert refusal.words == "s=n/m"


def test_words_around_a_formula_that_a_program_left_out_stay() -> None:
    document = article().edited()
    paragraph = document.paragraph("Its share is")
    formula = next(node for node in paragraph if node.tag.endswith("}oMath"))
    paragraph.remove(formula)
    document.replace("share is  of the", "part of it is the")
    edits, refusals = article().changes(document.saved())
    assert edits == ()
    assert any("around a formula" in refusal.reason for refusal in refusals)


def test_the_contents_follow_their_headings() -> None:
    document = article().edited()
    document.replace("What We Cannot See", "The Dark Trade")
    for paragraph in document.parts["document"].iter(W + "p"):
        for words in paragraph.iter(W + "t"):
            if text(paragraph) == "What We Cannot See" and words.text:
                words.text = "The Dark Trade" if words.text == text(paragraph) else words.text
    edits, refusals = article().changes(document.saved())
    assert refusals == ()
    assert [e.new for e in edits if e.path == CHAPTER]


def _retitled(document: Edited, *, contents: str) -> None:
    """Set another heading, and another line of the contents."""
    document.replace("The Problem", "The Question")
    for paragraph in document.parts["document"].iter(f"{W}p"):
        if style(paragraph).startswith("TOC") and "The Problem" in text(paragraph):
            (run,) = (one for one in paragraph.iter(f"{W}t") if one.text == "The Problem")
            run.text = contents


def test_what_is_typed_in_the_contents_is_refused() -> None:
    document = article().edited()
    _retitled(document, contents="The Matter")
    edits, (refusal,) = article().changes(document.saved())
    assert [edit.new for edit in edits] == ["Question"]
    assert "The Matter" in refusal.words
    assert "headings" in refusal.reason


def test_contents_that_a_program_set_anew_are_not_refused() -> None:
    document = article().edited()
    _retitled(document, contents="The Question")
    edits, refusals = article().changes(document.saved())
    assert [edit.new for edit in edits] == ["Question"]
    assert refusals == ()


@pytest.mark.parametrize("number", range(2))
@pytest.mark.parametrize("whole", [True, False])
def test_a_note_whose_text_is_lost_stays_in_the_manuscript(number: int, whole: bool) -> None:
    document = article().edited()
    marker = document.marker(number).find(f"{W}{document.note}Reference")
    notes = document.parts[f"{document.note}s"]
    note = next(n for n in notes if n.get(f"{W}id") == marker.get(f"{W}id"))
    if whole:
        notes.remove(note)
    else:
        for run in [run for run in note.iter(f"{W}r") if text(run)]:
            run.getparent().remove(run)
    edits, refusals = article().changes(document.saved())
    assert article().applied(edits)[CHAPTER] == article().files[CHAPTER]
    assert refusals
