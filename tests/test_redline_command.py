"""`reportgen diff` compares what its arguments name, and writes all of a redline or nothing."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from redlined import states
from reportgen.cli import main
from reportgen.diagnostics import Bag
from reportgen.ooxml import read
from reportgen.redline import states as opening
from test_revisions import commit


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    old, new = states(
        tmp_path,
        "# A\n\nOne apple falls from the tree every day.\n",
        "# A\n\nTwo apples fall from the tree every day.\n",
    )
    return old.parent, new.parent


def repository(folder: Path, *older: dict[str, bytes]) -> None:
    """A repository in a folder, with a commit of each of these states."""
    from dulwich.repo import Repo

    repo = Repo.init(str(folder))
    repo.refs.set_symbolic_ref(b"HEAD", b"refs/heads/main")  # type: ignore[arg-type]
    last: list[bytes] = []
    for files in older:
        last = [commit(repo, dict(files), *last)]
    repo.close()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_revision_is_compared_with_the_document_as_it_is_now(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = folders
    repository(new, contents(old), contents(new))
    monkeypatch.chdir(new)
    result = diff("HEAD~1", "--to", "docx", "paper.md")
    assert result.exit_code == 0, result.output
    assert "~~One apple falls~~**Two apples fall** from the tree every day." in result.output
    names = sorted(path.name for path in (new / "build/diff").iterdir())
    assert names == ["paper-redline.docx", "paper-redline.md"]
    found = read((new / "build/diff/paper-redline.docx").read_bytes())
    assert {revision.author for revision in found.revisions} == {"reportgen"}


def test_two_revisions_are_compared_under_the_name_and_the_day_of_the_later_commit(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = folders
    repository(new, contents(old), contents(new))
    (new / "paper.md").write_text("what is here now is not asked for", encoding="utf-8")
    monkeypatch.chdir(new)
    result = diff("HEAD~1", "HEAD", "paper.md", "--to", "docx", "--out", "out")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("# Changes between HEAD\\~1 and HEAD")
    found = read((new / "out/paper-redline.docx").read_bytes())
    assert {(r.author, r.date) for r in found.revisions} == {("Jane Doe", "2025-06-15T15:06:40Z")}


def test_folders_and_files_are_compared_without_a_repository(folders: tuple[Path, Path]) -> None:
    old, new = folders
    result = diff(old / "paper.md", new / "paper.md", "--to", "docx", "--author", "Kim Lee", "-q")
    assert (result.exit_code, result.stdout) == (0, "")
    found = read((new / "build/diff/paper-redline.docx").read_bytes())
    assert {revision.author for revision in found.revisions} == {"Kim Lee"}
    assert not (old / "build").exists()


def test_a_pdf_that_carries_its_sources_is_a_state(folders: tuple[Path, Path]) -> None:
    old, new = folders
    paper = old / "paper.md"
    body = "# A\n\nOne apple falls from the tree every day.\n\n![A picture.](a.svg)\n"
    paper.write_text(
        paper.read_text().partition("# A")[0].replace("lang:", "attach-sources: true\nlang:") + body
    )
    built = CliRunner().invoke(main, ["build", str(paper), "--to", "pdf", "--edition", "article"])
    assert built.exit_code == 0, built.output
    sent = new / "sent.pdf"
    shutil.copy(old / "build/paper.pdf", sent)
    result = diff(sent, new / "paper.md", "--to", "docx")
    assert result.exit_code == 0, result.output
    assert "# Changes between sent.pdf and now" in result.output
    assert "~~One apple falls~~**Two apples fall** from the tree every day." in result.output


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("v9", "lies in no git repository"),
        ("empty.pdf", "carries no sources"),
        ("broken.pdf", "is not a PDF that can be read"),
    ],
)
def test_what_names_no_state_is_refused_and_nothing_is_written(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    import pikepdf

    new = folders[1]
    monkeypatch.chdir(new)
    pikepdf.new().save("empty.pdf")
    Path("broken.pdf").write_bytes(b"%PDF-1.7 no")
    result = diff(name, "paper.md")
    assert result.exit_code == 1
    assert said in result.output
    assert "nothing was written" in result.output
    assert not (new / "build").exists()


def test_an_error_leaves_the_redline_that_is_there(folders: tuple[Path, Path]) -> None:
    old, new = folders
    arguments = (old / "paper.md", new / "paper.md", "--to", "docx")
    assert diff(*arguments).exit_code == 0
    before = contents(new / "build/diff")
    with (old / "paper.md").open("a") as file:
        file.write("\nSee @fig-none.\n")
    result = diff(*arguments)
    assert result.exit_code == 1
    assert "in `paper.md`: nothing has the label `fig-none`" in result.output
    assert contents(new / "build/diff") == before


def test_a_folder_that_leads_out_of_the_project_is_not_written_to(
    folders: tuple[Path, Path], tmp_path: Path
) -> None:
    old, new = folders
    (tmp_path / "elsewhere").mkdir()
    (new / "build").mkdir()
    (new / "build/diff").symlink_to(tmp_path / "elsewhere")
    assert diff(old / "paper.md", new / "paper.md").exit_code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_the_same_states_give_the_same_bytes_and_no_temporary_folder_stays(
    folders: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = folders
    repository(new, contents(old))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", None)
    for out in ("a", "b"):
        result = diff("HEAD", "--to", "docx,html", new / "paper.md", "--out", tmp_path / out)
        assert result.exit_code == 0, result.output
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert len(contents(tmp_path / "a")) == 3
    assert list((tmp_path / "temporary").iterdir()) == []


def test_nothing_changed_is_said(folders: tuple[Path, Path]) -> None:
    result = diff(folders[0] / "paper.md", folders[0] / "paper.md", "--to", "docx")
    assert result.exit_code == 0
    assert "Nothing was changed." in result.output


def test_what_a_revision_leaves_out_is_told(folders: tuple[Path, Path]) -> None:
    old, new = folders
    pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 9\n"
    repository(new, {**contents(old), "b.svg": pointer.encode()})
    bag = Bag()
    with opening.opened("HEAD", new / "paper.md", lambda _: {}, bag) as state:
        assert state is not None
        assert state.path.read_bytes() == (old / "paper.md").read_bytes()
        assert not (state.path.parent / "b.svg").exists()
    (said,) = bag
    assert said.code == "revision-partial"
    assert "`b.svg` is left out of `HEAD`: it is kept by Git LFS" in said.message
    assert not state.path.exists()
