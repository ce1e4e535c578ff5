"""What comes with a stranger's issue in place of its outputs costs nothing that lies elsewhere."""

import os
from pathlib import Path

import pytest

import journal_issue
from reportgen.issues import outputs, staging
from reportgen.issues.plan import plan


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder of somebody's own, with files of the names that a build writes."""
    folder = tmp_path / "elsewhere"
    for name in ("manifest.json", "a.txt", "rules/article.pdf", "articles/rules/article.pdf"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("theirs", encoding="utf-8")
    return folder


def kept(elsewhere: Path) -> bool:
    """Whether all of it is there as it was."""
    files = [path for path in elsewhere.rglob("*") if path.is_file()]
    return len(files) == 4 and {path.read_text("utf-8") for path in files} == {"theirs"}


def rebuilt(out: Path) -> None:
    """Build what stands for an issue's outputs, and put them in their place."""
    with staging.staging(out) as stage:
        outputs.store({"manifest.json": b"{}", "articles/rules/article.pdf": b"ours"}, stage)
        outputs.keep_only({"manifest.json": 0, "articles/rules/article.pdf": 0}, stage)
        staging.swap(stage, out)


@pytest.mark.parametrize("place", ["", "articles", "articles/rules", "articles/rules/article.pdf"])
def test_a_stage_that_came_with_the_project_leads_nowhere(
    tmp_path: Path, elsewhere: Path, place: str
) -> None:
    out = tmp_path / "build/issue"
    link = out.parent / ".issue.reportgen/outputs" / place
    link.parent.mkdir(parents=True)
    link.symlink_to(elsewhere / place.partition("/")[2])
    rebuilt(out)
    assert kept(elsewhere)
    assert not out.is_symlink()
    assert (out / "articles/rules/article.pdf").read_bytes() == b"ours"


@pytest.mark.parametrize("there", [False, True], ids=["no outputs", "outputs"])
def test_a_link_in_the_place_of_older_outputs_is_not_followed(
    tmp_path: Path, elsewhere: Path, there: bool
) -> None:
    out = tmp_path / "build/issue"
    out.mkdir(parents=True)
    if not there:
        out.rmdir()
    out.with_name(".issue.old").symlink_to(elsewhere)
    rebuilt(out)
    assert kept(elsewhere)
    assert not out.is_symlink()
    assert [path.name for path in out.parent.iterdir()] == ["issue"]


@pytest.mark.parametrize("name", ["articles", "articles/rules", "site"])
def test_a_link_among_outputs_is_no_builds_whatever_the_manifest_lists(
    tmp_path: Path, elsewhere: Path, name: str
) -> None:
    out = tmp_path / "issue"
    (out / name).parent.mkdir(parents=True)
    (out / name).symlink_to(elsewhere)
    listed = f'{{"kind": "issue", "outputs": {{"{name}": ""}}}}'
    (out / "manifest.json").write_text(listed, encoding="utf-8")
    assert outputs.foreign(out) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("cover.png", "image-missing"),
        ("https://example.org/cover.png", "image-missing"),
        ("pipe.svg", "image-missing"),
        ("/etc/hostname", "image-missing"),
        ("../cover.svg", "image-missing"),
        ("link.svg", "image-missing"),
        ("cover.svg", None),
    ],
)
def test_a_cover_that_is_not_there_is_told(tmp_path: Path, name: str, code: str | None) -> None:
    (tmp_path / "cover.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", "utf-8")
    folder = journal_issue.write(tmp_path / "issue", f"cover: {name}\n{journal_issue.ISSUE}")
    (folder / "cover.svg").write_bytes((tmp_path / "cover.svg").read_bytes())
    (folder / "link.svg").symlink_to(tmp_path / "cover.svg")
    os.mkfifo(folder / "pipe.svg")
    _, bag = plan(folder, None)
    assert [d.code for d in bag.errors] == ([code] if code else [])
    assert all(d.span is not None and d.span.line == 1 for d in bag.errors)
