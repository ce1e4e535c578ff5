"""Changes in Word come back to the bytes of the sources, and no other byte changes."""

from collections.abc import Callable

import pytest

from merged import CHAPTER, MATTER, TEXT, article
from reportgen.merge.edits import CITED
from word_edits import Edited

Do = Callable[[Edited], object]
FINDING = "::: {.key-finding}\nPremiums rose in all four ports.\n:::"
SHIP = TEXT[TEXT.index("A ship that") : TEXT.index("\n\nAs @tbl")]
ROW = "| Odesa | High | closed in March |"

EXACT: dict[str, tuple[Do, str, str, str]] = {
    "a word": (lambda d: d.replace("rarely", "seldom"), CHAPTER, "rarely", "seldom"),
    "words before a marker": (
        lambda d: d.replace("offices of insurers", "offices of brokers"),
        CHAPTER, "offices of insurers", "offices of brokers",
    ),
    "words behind a marker": (
        lambda d: d.replace("The ports notice", "The harbours notice"),
        CHAPTER, "The ports notice", "The harbours notice",
    ),
    "a sentence in": (
        lambda d: d.after("cannot sail.", " It stays."), CHAPTER, "cannot sail.",
        "cannot sail. It stays.",
    ),
    "a sentence out": (
        lambda d: d.replace(" The order of events matters more than their size.", ""),
        CHAPTER, " The order of events matters more than their size.", "",
    ),
    "a paragraph in": (
        lambda d: d.insert("A ship that", "Nobody knew."), CHAPTER, SHIP, f"{SHIP}\n\nNobody knew.",
    ),
    "a paragraph out": (lambda d: d.delete("A ship that"), CHAPTER, f"{SHIP}\n\n", ""),
    "a paragraph divided": (
        lambda d: d.split("The order of events"), CHAPTER, "sail. The order", "sail.\n\nThe order",
    ),
    "a paragraph rewritten": (
        lambda d: d.replace(
            "A ship that cannot be insured cannot sail. The order of events matters more than "
            "their size.", "Whoever wants cover asks early.",
        ), CHAPTER, SHIP, "Whoever wants cover asks early.",
    ),
    "a heading retitled": (
        lambda d: d.replace("What We Cannot See", "The Dark Trade"),
        CHAPTER, "## What We Cannot See {", "## The Dark Trade {",
    ),
    "emphasis": (
        lambda d: d.format("never sent", "i"), CHAPTER, "never sent", "*never sent*",
    ),
    "emphasis taken out": (
        lambda d: d.format("risk and price", "i", on=False),
        CHAPTER, "*risk and price*", "risk and price",
    ),
    "emphasis taken out of a part": (
        lambda d: d.format("risk", "i", on=False),
        CHAPTER, "*risk and price*", "risk *and price*",
    ),
    "words in emphasis": (
        lambda d: d.replace("and price", "and cost"), CHAPTER, "and price*", "and cost*",
    ),
    "bold": (lambda d: d.format("never sent", "b"), CHAPTER, "never sent", "**never sent**"),
    "words of a link": (
        lambda d: d.replace("tracker", "full tracker"), CHAPTER, "[the tracker]",
        "[the full tracker]",
    ),
    "an inline note": (
        lambda d: d.replace("two firms", "three firms"), CHAPTER, "two firms", "three firms",
    ),
    "a note of its own": (
        lambda d: d.replace("working days", "all days"), CHAPTER, "working days", "all days",
    ),
    "a locator": (lambda d: d.replace("12", "14"), CHAPTER, "p. 12]", "p. 14]"),
    "a note of a known source": (
        lambda d: d.add_note("cannot sail.", "@jones, 7"), CHAPTER, "cannot sail.",
        "cannot sail.[@jones, 7]",
    ),
    "a note of author and year": (
        lambda d: d.add_note("cannot sail.", "Jones 2001, 7."), CHAPTER, "cannot sail.",
        "cannot sail.[@jones, 7]",
    ),
    "a note of prose": (
        lambda d: d.add_note("cannot sail.", "So says *everyone* [1]."), CHAPTER, "cannot sail.",
        r"cannot sail.^[So says \*everyone\* \[1\].]",
    ),
    "a key typed": (
        lambda d: d.after("cannot sail.", " [@jones, 3]"), CHAPTER, "cannot sail.",
        "cannot sail. [@jones, 3]",
    ),
    "a citation out": (lambda d: d.remove_note(0), CHAPTER, "[@smith, p. 12]", ""),
    "a cell": (lambda d: d.replace("in March", "in May"), CHAPTER, "in March", "in May"),
    "a row out": (lambda d: d.delete_row("Odesa"), CHAPTER, ROW + "\n", ""),
    "a row in": (
        lambda d: d.insert_row("Odesa", "Izmail", "Mid | low", "*open*"), CHAPTER, ROW,
        ROW + "\n| Izmail | Mid \\| low | \\*open\\* |",
    ),
    "a caption": (
        lambda d: d.replace("Premiums by port", "Rates by port"), CHAPTER, "Premiums by port",
        "Rates by port",
    ),
    "a key finding": (
        lambda d: d.replace("all four", "all five"), CHAPTER, "all four", "all five",
    ),
    "a second key finding": (
        lambda d: d.insert("in all four ports", "Cargoes fell."), CHAPTER, FINDING,
        FINDING.replace("\n:::", "\n\nCargoes fell.\n:::"),
    ),
    "a paragraph behind a key finding": (
        lambda d: d.insert("in all four ports", "Nobody knew.", like="A ship that"), CHAPTER,
        FINDING, f"{FINDING}\n\nNobody knew.",
    ),
    "an item": (
        lambda d: d.insert("Premiums rose first", "then freight;"), CHAPTER,
        "- Premiums rose first;", "- Premiums rose first;\n- then freight;",
    ),
    "an item out": (
        lambda d: d.delete("cargoes fell later"), CHAPTER, "\n- cargoes fell later.", "",
    ),
    "a heading in": (
        lambda d: d.insert("A ship that", "More", like="What We Cannot See"), CHAPTER, SHIP,
        f"{SHIP}\n\n## More",
    ),
    "a sentence with a reference out": (
        lambda d: d.replace("As ", "Now "), CHAPTER, "As @tbl-ports", "Now @tbl-ports",
    ),
    "a title in double quotes": (
        lambda d: d.replace("Quiet", "Silent"), MATTER, '\\"Quiet\\"', '\\"Silent\\"',
    ),
    "a subtitle in single quotes": (
        lambda d: d.replace("Insurers Did", "Insurers Didn’t"), MATTER, "Insurers Did'",
        "Insurers Didn’t'",
    ),
    "the abstract": (
        lambda d: d.replace("follows four", "follows two"), MATTER, "follows four", "follows two",
    ),
    "a keyword": (
        lambda d: d.replace("marine insurance", "ship insurance"), MATTER, "marine insurance",
        "ship insurance",
    ),
    "what Markdown would read": (
        lambda d: d.replace("never sent", "*a* [1] _b_ a_b $5 @you -- <b> ~x~ ^2^ `c` \\d"),
        CHAPTER, "never sent",
        r"\*a\* \[1\] \_b\_ a_b \$5 \@you \-\- \<b> \~x\~ \^2\^ \`c\` \\d",
    ),
    "a number at the head of a line": (
        lambda d: d.insert("A ship that", "1. Not an item"), CHAPTER, SHIP,
        f"{SHIP}\n\n1\\. Not an item",
    ),
    "marks at the head of a line": (
        lambda d: d.insert("A ship that", "# No heading"), CHAPTER, SHIP,
        f"{SHIP}\n\n\\# No heading",
    ),
    "straight quotes": (
        lambda d: d.replace("never sent", '"never" sent'), CHAPTER, "never sent", "“never” sent",
    ),
    "Korean": (lambda d: d.replace("never sent", "보낸 적"), CHAPTER, "never sent", "보낸 적"),
}  # fmt: skip


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
@pytest.mark.parametrize("name", EXACT)
def test_a_change_comes_back_to_its_bytes(name: str, tracked: bool) -> None:
    do, path, old, new = EXACT[name]
    sent = article()
    assert sent.files[path].count(old) == 1
    document = sent.edited(tracked)
    do(document)
    edits, refusals = sent.changes(document.saved())
    assert refusals == ()
    assert sent.applied(edits) == {**sent.files, path: sent.files[path].replace(old, new)}


def test_nothing_changes_where_nothing_was_edited() -> None:
    assert article().changes(article().data) == ((), ())


def test_changes_that_are_not_accepted_change_nothing() -> None:
    document = article().edited(tracked=True)
    document.replace("rarely", "seldom")
    document.delete("A ship that")
    document.add_note("never sent", "A note.")
    assert article().changes(document.saved(), "none") == ((), ())


def test_an_edit_names_its_author_and_its_day() -> None:
    document = article().edited(tracked=True)
    document.replace("rarely", "seldom")
    document.replace(" The order of events matters more than their size.", "")
    edits, _ = article().changes(document.saved())
    assert {(e.author, e.date[:10]) for e in edits} == {("Ed Itor", "2026-11-25")}
    assert [e.words for e in edits] == [
        "seldom",
        "The order of events matters more than their size.",
    ]


@pytest.mark.parametrize("note", [True, False], ids=["in a note", "in the text"])
def test_a_citation_that_was_typed_can_stay_as_it_was_typed(note: bool) -> None:
    document = article().edited()
    if note:
        document.add_note("cannot sail.", "@jones, 7")
    else:
        document.after("cannot sail.", " (Jones 2001, 7)")
    (edit,), _ = article().changes(document.saved())
    assert edit.what == CITED
    assert edit.new.strip() == "[@jones, 7]"
    assert edit.as_typed.new.strip() == ("^[\\@jones, 7]" if note else "(Jones 2001, 7)")


def test_a_citation_in_a_new_paragraph_is_one() -> None:
    document = article().edited()
    document.insert("A ship that", "So says [@smith, 3].")
    (edit,), _ = article().changes(document.saved())
    assert edit.new == "\n\nSo says [@smith, 3]."
    assert edit.as_typed.new == "\n\nSo says \\[\\@smith, 3\\]."


def test_a_moved_paragraph_takes_its_lines_and_its_edits_along() -> None:
    document = article().edited()
    document.replace("cannot sail", "must stay")
    document.move("A ship that", "What we cannot see is")
    edits, refusals = article().changes(document.saved())
    moved = SHIP.replace("cannot sail", "must stay")
    text = TEXT.replace(f"{SHIP}\n\n", "").replace("of the whole.", f"of the whole.\n\n{moved}")
    assert refusals == ()
    assert article().applied(edits)[CHAPTER] == text


def test_joined_paragraphs_are_one() -> None:
    document = article().edited()
    document.join("notice weeks later.", "A ship that")
    edits, refusals = article().changes(document.saved())
    assert refusals == ()
    assert article().applied(edits)[CHAPTER] == TEXT.replace("later.\n\nA ship", "later. A ship")


def test_a_note_goes_with_its_definition() -> None:
    document = article().edited()
    document.remove_note(2)
    edits, refusals = article().changes(document.saved())
    rest = TEXT.replace("[^days]: Figures are of working days, as in @jones.\n\n", "")
    assert refusals == ()
    assert article().applied(edits)[CHAPTER] == rest.replace("[^days]", "")


def test_many_changes_of_one_document_come_back_together() -> None:
    names = ("a word", "an inline note", "a cell", "the abstract", "emphasis", "a key finding")
    document = article().edited(tracked=True)
    files = dict(article().files)
    for name in names:
        do, path, old, new = EXACT[name]
        do(document)
        files[path] = files[path].replace(old, new)
    edits, refusals = article().changes(document.saved())
    assert refusals == ()
    assert article().applied(edits) == files
