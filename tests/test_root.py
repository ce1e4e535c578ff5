"""`--root`: how far above a document the files may lie that it names."""

import os
from pathlib import Path

import pytest

from case import PIXEL
from command import BIB, run
from reportgen import build, check
from reportgen.diagnostics import Bag
from reportgen.project.load import load
from reportgen.reports.extract import extract
from reportgen.reports.verify import verify
from reportgen.reports.words import verify_words

FRONT = "---\ntitle: A paper\ndate: 2026-01-02\nauthor: Ann Author\nbibliography: {bib}\n---\n\n"
TEXT = "# One\n\nText of this.[@a]\n\n![A picture]({picture}){{alt='It shows a point'}}\n"


def compendium(top: Path, bib: str = "../refs.bib", picture: str = "../figures/x.png") -> Path:
    """An article whose bibliography and picture lie beside its folder, `analysis/paper`."""
    paper = top / "analysis" / "paper"
    paper.mkdir(parents=True)
    (top / "analysis" / "refs.bib").write_text(BIB)
    (top / "analysis" / "figures").mkdir()
    (top / "analysis" / "figures" / "x.png").write_bytes(PIXEL)
    text = FRONT.format(bib=bib) + TEXT.format(picture=picture)
    (paper / "paper.md").write_text(text)
    return paper / "paper.md"


def codes(bag: Bag) -> list[str]:
    return sorted(d.code for d in bag.errors)


def test_nothing_above_a_document_is_read_unless_a_root_is_given(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    assert codes(check(paper)) == ["bib-missing", "image-missing"]
    assert not check(paper, root=tmp_path / "analysis").failed
    assert not check(paper, root=tmp_path).failed


def test_nothing_above_the_root_is_read(tmp_path: Path) -> None:
    paper = compendium(tmp_path, picture="../../x.png")
    (tmp_path / "x.png").write_bytes(PIXEL)
    assert codes(check(paper, root=tmp_path / "analysis")) == ["image-missing"]
    assert not check(paper, root=tmp_path).failed


@pytest.mark.parametrize("name", ["../.git/x.png", "/etc/hostname.png", "../../../../../../x.png"])
def test_a_root_opens_no_hidden_folder_and_no_absolute_path(tmp_path: Path, name: str) -> None:
    paper = compendium(tmp_path, picture=name)
    (tmp_path / "analysis" / ".git").mkdir()
    (tmp_path / "analysis" / ".git" / "x.png").write_bytes(PIXEL)
    assert codes(check(paper, root=tmp_path)) == ["image-missing"]


def test_a_link_out_of_the_root_is_not_followed(tmp_path: Path) -> None:
    paper = compendium(tmp_path, picture="../figures/out.png")
    (tmp_path / "x.png").write_bytes(PIXEL)
    (tmp_path / "analysis" / "figures" / "out.png").symlink_to(tmp_path / "x.png")
    assert codes(check(paper, root=tmp_path / "analysis")) == ["image-missing"]


def test_the_remedy_is_the_command_to_type_from_where_one_is(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    for folder in (paper.parent, tmp_path / "analysis", tmp_path):
        typed, above = os.path.relpath(paper, folder), os.path.relpath(paper.parent.parent, folder)
        ended = run("build", typed, cwd=folder)
        assert ended.err.count(f"`reportgen build --root {above} {typed}`") == 2
        assert run("check", "--root", above, typed, cwd=folder).status == 0


def test_one_root_is_advised_for_all_that_lies_outside(tmp_path: Path) -> None:
    paper = compendium(tmp_path, bib="../../refs.bib")
    ended = run("check", "paper.md", cwd=paper.parent)
    assert ended.out.count(b"`reportgen check --root ../.. paper.md`") == 2


def test_no_root_is_advised_that_would_open_the_whole_disk(tmp_path: Path) -> None:
    paper = compendium(tmp_path, picture=f"{'../' * 40}etc/x.png")
    found = [d.help for d in check(paper) if d.code == "image-missing"]
    assert found == ["copy it in"]


def test_a_root_that_does_not_hold_the_document_is_an_error(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    (tmp_path / "other").mkdir()
    assert codes(check(paper, root=tmp_path / "other")) == ["root-elsewhere"]


def test_outputs_lie_beside_the_document_and_its_templates_do(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    sheet = paper.parent / "templates" / "journal" / "article.screen.html.j2"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(
        "<!doctype html><html lang=en><title>Own</title><main>{{ body }}</main></html>"
    )
    made = build(paper, to=["html"], root=tmp_path)
    assert made.files == (paper.parent / "build" / "paper.html",)
    assert b"<title>Own</title>" in made.files[0].read_bytes()


def test_what_was_built_with_a_root_is_verified_with_it(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    assert not build(paper, to=["html"], root=tmp_path).bag.failed
    assert all(found.same for found in verify(paper, base=tmp_path))
    assert not any(found.losses for found in verify_words(paper, base=tmp_path))
    (cause,) = verify(paper)[0].causes
    assert "`--root ../..`" in cause


def test_a_build_stands_until_something_above_it_changes(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    first = build(paper, to=["html"], root=tmp_path, cache=tmp_path / "cache")
    before = first.files[0].stat().st_mtime_ns
    build(paper, to=["html"], root=tmp_path, cache=tmp_path / "cache")
    assert first.files[0].stat().st_mtime_ns == before
    refs = tmp_path / "analysis" / "refs.bib"
    refs.write_text(refs.read_text().replace("Something", "Another"))
    build(paper, to=["html"], root=tmp_path, cache=tmp_path / "cache")
    assert b"Another" in first.files[0].read_bytes()


def test_sources_are_carried_under_their_names_below_the_root(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    paper.write_text(paper.read_text().replace("---\n\n", "attach-sources: true\n---\n\n", 1))
    made = build(paper, to=["pdf"], root=tmp_path / "analysis")
    assert sorted(extract(made.files[0].read_bytes())) == ["paper/paper.md", "refs.bib"]


@pytest.mark.parametrize("name", ["_quarto.yml", "myst.yml", "_bookdown.yml"])
def test_a_single_file_is_read_from_where_its_project_begins(tmp_path: Path, name: str) -> None:
    paper = compendium(tmp_path)
    (tmp_path / "analysis" / name).write_text("project: {}\n")
    assert not check(paper).failed
    sources = load(paper, Bag())
    assert sources is not None
    assert sources.root == tmp_path / "analysis"


def test_a_folder_that_everybody_writes_to_begins_no_project(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    (tmp_path / "analysis" / "_quarto.yml").write_text("project: {}\n")
    (tmp_path / "analysis").chmod(0o777)
    assert codes(check(paper)) == ["bib-missing", "image-missing"]


def test_a_project_folder_takes_a_root_too(tmp_path: Path) -> None:
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / "x.png").write_bytes(PIXEL)
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "01.md").write_text("# Another document\n\nOf other words.\n")
    project = tmp_path / "article" / "manuscript"
    project.mkdir(parents=True)
    (project / "metadata.yaml").write_text("title: T\ndate: 2026-01-02\nauthor: Ann Author\n")
    (project / "01.md").write_text("# One\n\n![A point](../../figures/x.png){alt='It is'}\n")
    assert codes(check(project.parent)) == ["image-missing"]
    made = build(project.parent, to=["html"], root=tmp_path)
    assert not made.bag.failed
    assert b"Another document" not in made.files[0].read_bytes()


def test_a_quiet_build_prints_errors_alone(tmp_path: Path) -> None:
    paper = compendium(tmp_path)
    quiet = run("build", "-q", "--to", "html", "--root", "..", "paper.md", cwd=paper.parent)
    assert (quiet.status, quiet.out, quiet.err) == (0, b"", "")
    faulty = run("build", "-q", "--to", "html", "paper.md", cwd=paper.parent)
    assert faulty.status == 1
    assert "bib-missing" in faulty.err
