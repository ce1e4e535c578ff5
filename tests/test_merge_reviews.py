"""`reportgen merge` of a document with comments."""

from pathlib import Path

import pytest

from command import run
from commented import Said, with_comments
from reportgen import build
from test_merge_comments import BIB, CHAPTER, FRONT, TEXT

SAID = (
    Said("Which prices?", "chips rose"),
    Said("I ask so too.", "chips rose", "Editor", parent=0),
    Said("On a cell", "low"),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "metadata.yaml").write_text(FRONT)
    (tmp_path / CHAPTER).write_text(TEXT)
    (tmp_path / "bib.bib").write_text(BIB)
    assert build(tmp_path, to=["docx"], edition=["article"]).whole
    sent = (tmp_path / "build" / "article.docx").read_bytes()
    (tmp_path / "edited.docx").write_bytes(with_comments(sent, SAID))
    return tmp_path


def test_comments_are_told_and_reported_and_nothing_else_is_written(project: Path) -> None:
    before = (project / CHAPTER).read_bytes()
    ended = run("merge", "edited.docx", cwd=project)
    assert ended.status == 0, ended.err
    assert f"{CHAPTER}:3:17: note[review-comment] comment of Reviewer 1" in ended.err
    assert b"`--apply` keeps them in reviews/round-1.yaml" in ended.out
    assert "> Which prices?" in (project / "build" / "merge" / "edited.md").read_text()
    assert (project / CHAPTER).read_bytes() == before
    assert not (project / "reviews").exists()


def test_applied_they_are_kept_once_and_written_once(project: Path) -> None:
    for _ in range(2):
        ended = run("merge", "edited.docx", "--apply", "--comments", "inline", cwd=project)
        assert ended.status == 0, ended.err
    rounds = (project / "reviews" / "round-1.yaml").read_text()
    assert rounds.count("Which prices?") == 1
    assert rounds.count("reply-to:") == 1
    text = (project / CHAPTER).read_text()
    assert text.count("<!-- Reviewer 1, 2026-11-25: Which prices? | Editor") == 1
    assert text.count("<!-- Reviewer 1, 2026-11-25: On a cell -->") == 1
    checked = run("check", ".", cwd=project)
    assert checked.out.count(b"[review-open]") == 2


def test_a_round_that_cannot_be_read_is_left_as_it_is(project: Path) -> None:
    (project / "reviews").mkdir()
    (project / "reviews" / "round-1.yaml").write_text("comments: [\n")
    ended = run("merge", "edited.docx", "--apply", cwd=project)
    assert "warning[review-unreadable] no comment is kept in `reviews/round-1.yaml`" in ended.err
    assert (project / "reviews" / "round-1.yaml").read_text() == "comments: [\n"
    assert "> Which prices?" in (project / "build" / "merge" / "edited.md").read_text()
