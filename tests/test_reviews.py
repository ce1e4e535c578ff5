"""Reviewers' comments in `reviews/`: read, added to, and their passages found again."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.project.load import Sources, load
from reportgen.reviews import Reply, ReviewComment
from reportgen.reviews.passages import Passages, words
from reportgen.reviews.reading import read, read_round
from reportgen.reviews.standing import Standings
from reportgen.reviews.writing import record

FIRST = ReviewComment(
    "a1", "Reviewer 1", "2026-11-25T10:00:00Z", "Which prices?\n\nSay where: here or there?",
    quote="prices of chips", passage="The prices of chips rose.", place="manuscript/01.md:3:5",
    sent="3f5a", replies=(Reply("a2", "Editor", "", "I ask so too."),),
)  # fmt: skip
SECOND = replace(FIRST, id="b1", reviewer="R: 2", text="# - {no}", replies=(), quote="", place="")
HARD = (
    "", "yes", "null", "- a", "a: b", "'", '"', "#x", "  spaces  ", "two\nlines", " a\n  b\n c",
    "tab\there", "a\n\n\nb", "end \nof", "\u2028x", "a\x00b", "@x", "`y`", "%z", "|", ">", "---",
    "...\n---\nx", "한국어 논평", "é", "1", "12:30", "true", "C:", "[a", "{b", "\ud800", "a\r\nb",
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "metadata.yaml").write_text("title: T\n")
    (tmp_path / "manuscript" / "01.md").write_text("# One\n\nThe prices of chips rose.\n")
    return tmp_path


def sources(project: Path) -> Sources:
    found = load(project, Bag())
    assert found
    return found


def keep(project: Path, *comments: ReviewComment) -> int:
    """Record comments and write the files; how many were added."""
    recorded = record(sources(project), comments)
    assert not recorded.unreadable
    for name, (before, data) in recorded.files.items():
        (project / name).parent.mkdir(exist_ok=True)
        assert ((project / name).read_bytes() if (project / name).exists() else b"") == before
        (project / name).write_bytes(data)
    return recorded.added


def kept(project: Path) -> list[ReviewComment]:
    bag = Bag()
    rounds = read(sources(project), bag)
    assert not bag.found, bag.found
    return [replace(c, span=None) for one in rounds for c in one.comments]


def test_what_is_recorded_reads_the_same(project: Path) -> None:
    assert keep(project, FIRST, SECOND) == 3
    assert kept(project) == [FIRST, SECOND]


@pytest.mark.parametrize("text", HARD)
def test_any_words_read_the_same(project: Path, text: str) -> None:
    comment = replace(SECOND, text=text, reviewer=text, quote=text, answer=text)
    keep(project, comment)
    meant = text.replace("\r\n", "\n").replace("\u2028", "\n").replace("\x00", "\ufffd")
    meant = meant.replace("\ud800", "\ufffd").strip()
    (found,) = kept(project)
    assert (found.text, found.reviewer, found.quote, found.answer) == (meant,) * 4


def test_random_words_read_the_same(project: Path) -> None:
    letters = random.Random(13)
    signs = "ab é한\n\n  #:-'\"[]{}&*!|>%@`\\,?\t"
    comments = [
        replace(SECOND, id=f"c{i}", text="".join(letters.choices(signs, k=letters.randint(0, 30))))
        for i in range(200)
    ]
    keep(project, *comments)
    assert [c.text for c in kept(project)] == [c.text.strip() for c in comments]


def test_the_same_comments_add_nothing_the_second_time(project: Path) -> None:
    keep(project, FIRST, SECOND)
    before = (project / "reviews" / "round-1.yaml").read_bytes()
    recorded = record(sources(project), [FIRST, SECOND])
    assert (recorded.files, recorded.added) == ({}, 0)
    assert (project / "reviews" / "round-1.yaml").read_bytes() == before


def test_an_answer_and_whatever_an_author_writes_stay_as_they_are(project: Path) -> None:
    keep(project, FIRST)
    file = project / "reviews" / "round-1.yaml"
    text = file.read_text().replace("answer:\n", "answer: 'We  ask spot markets'  # mine\n", 1)
    text = text.replace("state: open", "state: answered")
    file.write_text(text)
    later = replace(FIRST, answer="Other", replies=(*FIRST.replies, Reply("a3", "E", "", "More")))
    assert keep(project, later, SECOND) == 2
    assert file.read_text().startswith(text)
    first, second = kept(project)
    assert first.answer == "We  ask spot markets"
    assert first.state == "answered"
    assert [reply.id for reply in first.replies] == ["a2", "a3"]
    assert second == SECOND


def test_a_new_sending_begins_a_round_and_an_old_one_goes_on(project: Path) -> None:
    keep(project, FIRST)
    keep(project, replace(SECOND, sent="new"))
    keep(project, replace(SECOND, id="b2"))
    assert sorted(p.name for p in (project / "reviews").iterdir()) == [
        "round-1.yaml",
        "round-2.yaml",
    ]
    rounds = read(sources(project), Bag())
    assert [[c.id for c in one.comments] for one in rounds] == [["a1", "b2"], ["b1"]]


def test_nothing_is_added_to_a_file_that_cannot_be_read(project: Path) -> None:
    (project / "reviews").mkdir()
    (project / "reviews" / "round-1.yaml").write_text("comments:\n- id: [a\n")
    recorded = record(sources(project), [FIRST])
    assert (recorded.files, recorded.unreadable) == ({}, ("reviews/round-1.yaml",))


def test_lines_and_a_mark_of_the_order_of_bytes_stay_as_the_author_has_them(project: Path) -> None:
    keep(project, FIRST)
    file = project / "reviews" / "round-1.yaml"
    before = b"\xef\xbb\xbf" + file.read_bytes().rstrip().replace(b"\n", b"\r\n")
    file.write_bytes(before)
    keep(project, SECOND)
    assert file.read_bytes().startswith(before)
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n")
    assert kept(project) == [FIRST, SECOND]


def test_a_fault_in_one_comment_keeps_no_other_out(project: Path) -> None:
    (project / "reviews").mkdir()
    file = project / "reviews" / "round-1.yaml"
    file.write_text("comments:\n- {id: x, sent: 3f5a, state: done, mine: 1}\n")
    assert keep(project, FIRST) == 2


def test_nothing_is_added_where_it_would_not_be_read_as_a_comment(project: Path) -> None:
    (project / "reviews").mkdir()
    (project / "reviews" / "round-1.yaml").write_text("comments: [{id: x, sent: 3f5a}]\n")
    recorded = record(sources(project), [FIRST])
    assert (recorded.files, recorded.unreadable) == ({}, ("reviews/round-1.yaml",))


def test_the_rounds_of_a_single_file_have_its_name(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text("---\ntitle: T\n---\n\nText.\n")
    for name in ("one", "two"):
        loaded = load(tmp_path / f"{name}.md", Bag())
        assert loaded
        assert list(record(loaded, [FIRST]).files) == [f"reviews/{name}-round-1.yaml"]


def test_no_file_outside_the_project_is_read(project: Path, tmp_path: Path) -> None:
    outside = tmp_path.parent / f"{tmp_path.name}-outside"
    outside.mkdir()
    (outside / "round-1.yaml").write_text("comments:\n- id: x\n")
    (project / "reviews").symlink_to(outside)
    assert read(sources(project), Bag()) == ()


def test_a_large_or_deep_file_is_a_fault_and_no_traceback(project: Path) -> None:
    (project / "reviews").mkdir()
    file = project / "reviews" / "round-1.yaml"
    bombs = ("comments:\n" + "- {id: a}\n" * 40_000, "comments: " + "[" * 500, "#" * 1_100_000)
    for text in bombs:
        file.write_text(text)
        bag = Bag()
        read(sources(project), bag)
        assert bag.found
        assert {(d.code, d.span is not None) for d in bag} == {("review-unreadable", True)}


def test_the_manuals_example_reads_without_a_fault() -> None:
    page = (Path(__file__).parents[1] / "docs" / "reviews.md").read_text("utf-8")
    example = page.partition("```yaml\n")[2].partition("```")[0]
    bag = Bag()
    (comment,) = read_round(Source("reviews/round-1.yaml", example), bag).comments
    assert not bag.found
    assert comment.answered([]) == "Those of spot markets; the sentence says so now."
    assert [reply.reviewer for reply in comment.replies] == ["Editor"]


TEXT = Source(
    "a.md",
    """# Chips

The prices of chips rose.[@key, p. 3] They *fell* later.

Firms in Korea, which^[A note on firms.] make memory, sell less of it.
""",
)


def located(passage: str, quote: str) -> str:
    found = Standings([TEXT]).standing(ReviewComment("x", "", "", "", quote, passage))
    return found.span.text if found.span else ""


@pytest.mark.parametrize(
    ("passage", "quote", "there"),
    [
        ("The prices of chips rose.1 They fell later.", "fell later", "fell* later"),
        ("The prices of chips rose.1 They fell later.", "", "The"),
        ("Firms in Korea, which2 make memory, sell less of it.", "make memory", "make memory"),
        ("Firms in South Korea, which make much memory, sell less.", "South Korea", "Korea"),
        ("A note on firms.", "note", "note"),
        ("Nothing of this kind is anywhere in it", "kind", ""),
        ("Chips", "Chips", "Chips"),
    ],
)
def test_a_passage_is_found_in_the_text_it_came_from(passage: str, quote: str, there: str) -> None:
    assert located(passage, quote).startswith(there)
    assert bool(located(passage, quote)) == bool(there)


def test_of_two_places_the_one_near_where_it_was_is_taken() -> None:
    text = Source("a.md", "Yes, it is so.\n\nBetween.\n\nYes, it is so.\n")
    standings = Standings([text])
    for line in (1, 5):
        comment = ReviewComment("x", "", "", "", "so", "Yes, it is so.", place=f"a.md:{line}:12")
        found = standings.standing(comment).span
        assert found
        assert (found.line, found.text) == (line, "so")


def test_a_passage_that_was_rewritten_says_where_most_of_it_went() -> None:
    passage = "The prices of chips and of the machines that make them rose in all of the markets"
    found = Standings([TEXT]).standing(ReviewComment("x", "", "", "", "", passage))
    assert found.span is None
    assert found.near
    assert found.near.line == 3


def test_a_long_text_is_looked_through_quickly() -> None:
    letters = random.Random(1)
    known = [f"w{letters.randint(0, 3000)}" for _ in range(60_000)]
    passages = Passages([Source("a.md", " ".join(known))])
    for start in range(0, 60_000, 3000):
        found = passages.find(words(" ".join(known[start : start + 80])), 10, 12)
        assert found
        assert found.exact
