"""`reportgen site build`: the issues of a journal's folder, and the site that they make."""

import shutil
from pathlib import Path

import pytest

from command import run
from journal_issue import article
from journal_site import broken
from reportgen.issues import journal_site
from reportgen.issues.journal_site import BuiltSite
from reportgen.pipeline.batch import LocalBackend
from reportgen.project.request import Request

ISSUE = """\
journal: {{title: A Journal, url: "https://example.org/j"}}
volume: 3
issue: {n}
date: 202{n}-01-02
articles: [one.md]
"""


def write(journal: Path) -> Path:
    for n in (1, 2):
        folder = journal / "issues" / f"3-{n}"
        folder.mkdir(parents=True)
        (folder / "issue.yaml").write_text(ISSUE.format(n=n), encoding="utf-8")
        (folder / "one.md").write_text(article(f"The {n}", 1), encoding="utf-8")
    return journal


def built(journal: Path, **options: object) -> BuiltSite:
    request = Request(Path(), ("html",))
    cache = journal / ".cache"
    with LocalBackend(2) as cores:
        return journal_site.build(journal, request, cores.way(cache), cache=cache, **options)  # type: ignore[arg-type]


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write(tmp_path_factory.mktemp("journal"))
    assert built(folder).folder == folder / "build" / "site"
    return folder


def test_all_issues_below_a_folder_are_in_its_site(journal: Path) -> None:
    there = files(journal / "build" / "site")
    assert {"issues/3-1/one/index.html", "issues/3-2/one/index.html"} <= there.keys()
    assert b"Volume 3, Issue 2" in there["index.html"]
    assert broken(there, "https://example.org/j/") == []


def test_earlier_versions_beside_an_issue_are_kept(journal: Path, tmp_path: Path) -> None:
    kept = journal / "issues" / "3-1" / "versions" / "one"
    for name in ("v1/article.pdf", "v1/article.html", "../out/v2/article.pdf", "w1/article.pdf"):
        (kept / name).parent.mkdir(parents=True, exist_ok=True)
        (kept / name).write_bytes(b"%PDF-1.7")
    made = built(journal, out=tmp_path / "site")
    assert made.folder == tmp_path / "site"
    there = files(made.folder)
    assert [p for p in there if "/v" in p] == ["issues/3-1/one/v1/article.pdf"]
    assert b'href="../../../issues/3-1/one/v1/article.pdf"' in there["issues/3-1/one/index.html"]
    shutil.rmtree(kept.parent)


def test_a_site_is_built_again_with_the_same_bytes(journal: Path) -> None:
    before = files(journal / "build" / "site")
    (journal / "build" / "site" / "issues" / "3-1" / "index.html").unlink()
    assert built(journal, address="https://example.org/j").folder
    assert files(journal / "build" / "site") == before


def test_an_issue_with_faults_leaves_the_site_as_it_is(journal: Path) -> None:
    before = files(journal / "build" / "site")
    page = journal / "issues" / "3-2" / "one.md"
    text = page.read_text("utf-8")
    try:
        page.write_text(text + "\nSee @fig-none and [@none].\n", encoding="utf-8")
        made = built(journal)
    finally:
        page.write_text(text, encoding="utf-8")
    assert made.folder is None
    assert [one.bound for _, one in made.issues] == [True, False]
    assert files(journal / "build" / "site") == before


def test_what_others_keep_in_the_folder_stays(tmp_path: Path, journal: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    made = built(journal, out=tmp_path)
    assert {d.code for d in made.bag} == {"output-occupied"}
    assert files(tmp_path) == {"notes.txt": b"mine"}


def test_the_issue_that_is_named_is_the_only_one(journal: Path) -> None:
    own = journal / "issues" / "3-1" / "issue.yaml"
    assert journal_site.find(own) == journal_site.find(own.parent) == [own]
    assert [path.parent.name for path in journal_site.find(journal)] == ["3-1", "3-2"]


def test_a_folder_without_an_issue_is_told(tmp_path: Path) -> None:
    done = run("site", "build", cwd=tmp_path)
    assert done.status == 1
    assert "no `issue.yaml`" in done.err
    assert not (tmp_path / "build").exists()


def test_an_address_is_one_of_the_web(tmp_path: Path) -> None:
    done = run("site", "build", "--url", "journal.example.org", cwd=tmp_path)
    assert done.status == 2
    assert "--url" in done.err
