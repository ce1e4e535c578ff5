"""An issue of a journal: its articles numbered through, built together, and put in their place."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from journal_issue import ISSUE, article, built, write
from reportgen.diagnostics import Bag
from reportgen.issues import build as issues
from reportgen.issues import outputs, staging
from reportgen.issues.articles import Schedule, page_count
from reportgen.issues.build import BuiltIssue
from reportgen.issues.page_numbers import numbered
from reportgen.issues.plan import plan
from reportgen.pipeline import batch
from reportgen.pipeline.batch import Backend, LocalBackend
from reportgen.pipeline.check import check_request
from reportgen.pipeline.state import early_pages
from reportgen.project.request import PUBLISH, Built, Request

ROOT = Path(__file__).parents[1]

MAP = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


@pytest.fixture
def cores() -> Iterator[LocalBackend]:
    """Processes that build articles."""
    with LocalBackend(2) as started:
        yield started


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, BuiltIssue]:
    """A folder whose issue was built with all that a journal publishes, and what came of it."""
    folder = write(tmp_path_factory.mktemp("issue"))
    (folder / "rules" / "a map.svg").write_text(MAP, encoding="utf-8")
    with (folder / "rules" / "01-text.md").open("a", encoding="utf-8") as text:
        text.write("\n![A map.](<a map.svg>){width=1in}\n")
    with LocalBackend(2) as cores:
        return folder, built(cores, folder, folder / ".cache", (PUBLISH,))


@pytest.fixture
def copied(made: tuple[Path, BuiltIssue], tmp_path: Path) -> Path:
    """The sources of the issue, with nothing built."""
    keep = shutil.ignore_patterns("build", ".cache")
    return Path(shutil.copytree(made[0], tmp_path / "copied", ignore=keep))


def codes(folder: Path, base: Path | None = None) -> dict[str, str]:
    """The codes of the faults of an issue's plan, each with a message."""
    return {d.code: d.message for d in plan(folder, base)[1].errors}


def contents(folder: Path) -> list[tuple[int, int]]:
    """The first and last pages that the contents of an issue list."""
    listed = json.loads((folder / "build" / "issue" / "toc.json").read_text("utf-8"))["articles"]
    return [(one["first"], one["last"]) for one in listed]


def inodes(folder: Path) -> dict[str, int]:
    """Which file each of the articles' outputs is, by its name."""
    top = folder / "build" / "issue" / "articles"
    return {p.relative_to(top).as_posix(): p.stat().st_ino for p in top.rglob("*.*")}


def test_articles_begin_on_right_hand_pages_and_blank_pages_count() -> None:
    assert numbered([22, 23, 5], 1, recto=True) == [(1, 22), (23, 45), (47, 51)]
    assert numbered([22, 23, 5], 1, recto=False) == [(1, 22), (23, 45), (46, 50)]
    assert numbered([3, 0, 2], 98, recto=True) == [(99, 101), (0, 0), (103, 104)]
    assert numbered([3, 0, 2], 98, recto=False) == [(98, 100), (0, 0), (101, 102)]


def test_an_issue_is_built_as_a_whole(made: tuple[Path, BuiltIssue]) -> None:
    folder, issue = made
    assert issue.bound
    assert not issue.bag.failed
    out = folder / "build" / "issue"
    said = json.loads((out / "manifest.json").read_text("utf-8"))
    there = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()}
    assert set(said["outputs"]) == there - {"manifest.json"}
    assert said["whole"]
    assert not [p for p in out.parent.iterdir() if p != out]


def test_each_article_says_its_place_in_the_issue(made: tuple[Path, BuiltIssue]) -> None:
    folder, _ = made
    pages = contents(folder)
    assert pages[0] == (1, 1)
    assert pages[1][0] == 3
    assert pages[2][0] == pages[1][1] + (2 if pages[1][1] % 2 else 1)
    top = folder / "build" / "issue" / "articles"
    for n, (slug, (first, last)) in enumerate(
        zip(("rules", "laboratories", "review"), pages, strict=True), 1
    ):
        page = (top / slug / "article.html").read_text("utf-8")
        said = dict(re.findall(r'<meta name="citation_(\w+)" content="([^"]*)"', page))
        assert (said["firstpage"], said["lastpage"]) == (str(first), str(last))
        assert (said["volume"], said["issue"]) == ("3", "2")
        assert said["doi"] == f"10.5555/j.2026.3.2.{n}"
        assert said["journal_title"] == "A Journal"


def test_the_deposit_holds_every_article(made: tuple[Path, BuiltIssue]) -> None:
    deposit = (made[0] / "build" / "issue" / "deposit" / "crossref.xml").read_text("utf-8")
    assert re.findall(r"<doi>(10\.5555/j\.[\d.]+)</doi>", deposit) == [
        f"10.5555/j.2026.3.2.{n}" for n in (1, 2, 3)
    ]
    assert re.findall(r"</doi>\s*<resource>([^<]*)</resource>", deposit) == [
        f"https://example.org/issues/3-2/{slug}/" for slug in ("rules", "laboratories", "review")
    ]
    assert deposit.count("<journal_issue>") == 1


def test_packages_for_archives_hold_the_pictures_that_their_xml_names(
    made: tuple[Path, BuiltIssue],
) -> None:
    folder = made[0] / "build" / "issue" / "deposit"
    packed = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.zip"))
    assert len(packed) == 6
    pictures = 0
    for name in packed:
        with ZipFile(folder / name) as file:
            xml = next(one for one in file.namelist() if re.search(r"(article|\d)\.xml$", one))
            named = set(re.findall(r'raphic[^>]* xlink:href="([^"]*)"', file.read(xml).decode()))
            assert named <= {*file.namelist()}
            pictures += len(named)
    assert pictures == 3


def test_only_what_changed_is_built_again(
    cores: LocalBackend, copied: Path, tmp_path: Path
) -> None:
    assert built(cores, copied, tmp_path / "cache").bound
    first, pages = inodes(copied), contents(copied)
    assert built(cores, copied, tmp_path / "cache").bound
    assert inodes(copied) == first
    (copied / "review.md").write_text(article("A review", 2), "utf-8")
    assert built(cores, copied, tmp_path / "cache").bound
    second = inodes(copied)
    assert {name.partition("/")[0] for name in first if first[name] != second[name]} == {"review"}
    (copied / "laboratories.md").write_text(article("Laboratories", 30), "utf-8")
    assert built(cores, copied, tmp_path / "cache").bound
    third = inodes(copied)
    changed = {name.partition("/")[0] for name in first if third[name] != second[name]}
    assert changed == {"laboratories", "review"}
    assert contents(copied)[2][0] > pages[2][0]


def test_an_article_with_faults_costs_no_other_and_not_the_issue(
    cores: LocalBackend, copied: Path, tmp_path: Path
) -> None:
    assert built(cores, copied, tmp_path / "cache").bound
    before = (copied / "build" / "issue" / "toc.json").read_bytes()
    (copied / "laboratories.md").write_text(article("Laboratories", 9) + "A claim.[@nobody]\n")
    (copied / "review.md").write_text(article("Another title", 1))
    issue = built(cores, copied, tmp_path / "cache")
    assert not issue.bound
    assert [outcome.fine for outcome in issue.outcomes] == [True, False, True]
    assert (copied / "build" / "issue" / "toc.json").read_bytes() == before
    top = copied / "build" / "issue" / "articles"
    assert "Another title" in (top / "review" / "article.html").read_text("utf-8")
    assert (top / "laboratories" / "article.html").is_file()
    (copied / "laboratories.md").write_text(article("Laboratories", 9))
    assert built(cores, copied, tmp_path / "cache").bound


def test_the_command_names_the_articles_at_fault(copied: Path) -> None:
    (copied / "laboratories.md").write_text(article("Laboratories", 1) + "A claim.[@nobody]\n")
    (copied / "rules" / "02-more.md").write_text("Another.[@nowhere]\n")
    command = [sys.executable, "-m", "reportgen.cli", "issue", "build", str(copied), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert re.search(r"laboratories\.md:8:10: error\[cite-unknown\]", done.stderr)
    assert re.search(r"rules/02-more\.md:1:10: error\[cite-unknown\]", done.stderr)
    last = done.stderr.strip().splitlines()[-1]
    assert last.startswith("the issue is not bound: faults in ")
    assert "rules" in last
    assert "laboratories.md" in last
    assert (copied / "build" / "issue" / "articles" / "review" / "article.pdf").is_file()


@pytest.mark.parametrize(
    ("said", "field", "other"),
    [
        ("journal: {volume: 4}\n", "`volume` of `journal`", "`4` in the article and `3`"),
        ("journal: {issue: 7}\n", "`issue` of `journal`", "`7` in the article and `2`"),
        ("journal: {title: B}\n", "`title` of `journal`", "`B` in the article and `A Journal`"),
        ("date: 2025-12-31\n", "`date`", "`2025-12-31` in the article and `2026-01-02`"),
        ("section: Essays\n", "`section`", "`Essays` in the article and `Reviews`"),
    ],
)
def test_what_an_article_says_otherwise_is_an_error(
    copied: Path, said: str, field: str, other: str
) -> None:
    (copied / "review.md").write_text(article("A review", 1, said))
    found = plan(copied, None)[1].errors
    assert [d.code for d in found] == ["issue-conflict"]
    assert found[0].message == f"{field} is {other} in the issue"
    assert found[0].span is not None
    assert found[0].span.source.name == "review.md"


def test_what_an_article_says_the_same_or_less_of_is_none(copied: Path) -> None:
    same = "journal: {title: A journal, volume: 3}\ndate: 2026-01\nsection: Reviews\n"
    (copied / "review.md").write_text(article("A review", 1, same))
    assert not codes(copied)


def test_an_article_that_begins_elsewhere_than_it_says_is_an_error(
    cores: LocalBackend, copied: Path, tmp_path: Path
) -> None:
    own = "journal: {first-page: 44}\n"
    (copied / "review.md").write_text(article("A review", 1, own))
    issue = built(cores, copied, tmp_path / "cache")
    assert [d.code for d in issue.bag.errors] == ["issue-conflict"]
    assert not (copied / "build" / "issue").exists()


def test_an_articles_own_doi_counts_and_is_there_once(copied: Path) -> None:
    (copied / "review.md").write_text(article("A review", 1, "doi: 10.5555/J.2026.3.2.1\n"))
    assert codes(copied) == {
        "doi-repeated": "the DOI `10.5555/J.2026.3.2.1` is given twice in the issue"
    }


def test_two_articles_of_one_name_need_a_slug(copied: Path) -> None:
    shutil.copytree(copied / "rules", copied / "more" / "rules")
    issue = copied / "issue.yaml"
    issue.write_text(ISSUE.replace("[review.md]", "[more/rules]"))
    assert codes(copied) == {"issue-slug": "two articles would have the folder `rules`"}
    issue.write_text(ISSUE.replace("[review.md]", "[{path: more/rules, slug: other-rules}]"))
    assert not codes(copied)


def test_the_issue_that_is_shown_has_no_fault(tmp_path: Path) -> None:
    folder = ROOT / "examples" / "issue"
    found, bag = plan(folder, ROOT)
    assert not list(bag)
    assert found is not None
    assert found.articles[0].path == ROOT
    assert [one.doi for one in found.articles] == [
        f"10.5555/ppta.2026.1.1.{n}" for n in range(1, 5)
    ]
    for one in (*found.articles[1:], *found.front, *found.back):
        request = Request(one.path, ("pdf",), given=one.given, out=tmp_path)
        told = check_request(request, None, 1).with_strict(True)
        assert not told.errors, one.name


def test_all_faults_of_all_articles_are_told_in_one_run(copied: Path) -> None:
    (copied / "laboratories.md").write_text(article("Laboratories", 1) + "A claim.[@nobody]\n")
    (copied / "review.md").write_text(article("A review", 1, "journal: {volume: 9}\n"))
    (copied / "masthead.md").write_text("---\ntitle: Masthead\nlang: en\n---\n\nThe editors.\n")
    (copied / "issue.yaml").write_text(f"{ISSUE}front: [masthead.md, ../other.md]\n")
    command = [sys.executable, "-m", "reportgen.cli", "issue", "check", "."]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=copied)
    assert done.returncode == 1, done.stderr
    assert "`reportgen issue check --root .. issue.yaml`" in done.stdout
    assert "masthead.md" not in done.stdout
    assert re.search(r"laboratories\.md:8:10: error\[cite-unknown\]", done.stdout)
    assert re.search(r"review\.md:5:19: error\[issue-conflict\]", done.stdout)
    assert not (copied / "build").exists()


OUTSIDE = ("../outside.md", "/etc/passwd", "out.md", ".hidden.md", "a/../../x")


@pytest.mark.parametrize("name", OUTSIDE)
def test_articles_lie_below_the_folder_of_the_issue(copied: Path, name: str) -> None:
    (copied.parent / "outside.md").write_text(article("Outside", 1))
    (copied / ".hidden.md").write_text(article("Hidden", 1))
    (copied / "out.md").symlink_to(copied.parent / "outside.md")
    (copied / "issue.yaml").write_text(ISSUE.replace("review.md", f'"{name}"'))
    assert codes(copied) == {"file-outside": f"`{name}` lies outside the issue"}


def test_a_journals_file_above_lets_its_folder_be_read(copied: Path, tmp_path: Path) -> None:
    inner = tmp_path / "volume" / "issue"
    inner.mkdir(parents=True)
    (inner.parent / "other.md").write_text(article("Beside", 1))
    (inner.parent / "journal.yaml").write_text(
        "journal: {title: The Journal, issn: 1234-5679}\nlicense: CC BY 4.0\n"
    )
    text = "journal: ../journal.yaml\nvolume: 1\narticles: [../other.md]\n"
    (inner / "issue.yaml").write_text(text)
    found, bag = plan(inner, None)
    assert not bag.failed
    assert found is not None
    given = dict(found.articles[0].given)
    assert given["journal.title"] == "The Journal"
    assert given["license"] == "CC BY 4.0"
    (inner.parent / "journal.yaml").unlink()
    assert set(codes(inner)) == {"file-outside", "issue-missing"}
    assert not plan(inner, tmp_path)[1].errors or codes(inner, tmp_path).keys() == {"issue-missing"}


def test_the_fields_of_an_issue_are_read_like_front_matter(copied: Path) -> None:
    (copied / "issue.yaml").write_text(
        ISSUE.replace("volume: 3", "volum: 3\nstart: recta\nfirst-page: iv\nissue: 2").replace(
            "{n}", "{name}"
        )
    )
    bag = plan(copied, None)[1]
    said = [(d.code, d.span and d.span.line) for d in bag]
    assert ("front-unknown", 8) in said
    assert ("front-duplicate", 12) in said
    assert [line for code, line in said if code == "front-value"] == [10, 9, 14]
    assert all(d.span and d.span.source.name == "issue.yaml" for d in bag)
    assert all(d.help for d in bag.errors)


def test_an_issue_has_bounds(copied: Path) -> None:
    many = "\n".join(f"- review.md # {n}" for n in range(501))
    (copied / "issue.yaml").write_text(f"title: Large\narticles:\n{many}\n")
    assert set(codes(copied)) == {"issue-size"}
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for this, last in ("ba", "cb", "dc", "ed", "fe", "gf"):
        bomb += f"{this}: &{this} [{', '.join([f'*{last}'] * 9)}]\n"
    (copied / "issue.yaml").write_text(bomb + "articles: *g\n")
    assert "front-syntax" in codes(copied)


def test_nothing_there_is_said(tmp_path: Path) -> None:
    assert codes(tmp_path) == {"issue-missing": "there is no `issue.yaml` here"}
    (tmp_path / "issue.yaml").write_text("title: Empty\n")
    assert codes(tmp_path) == {"issue-missing": "the issue has no article"}


def test_a_folder_with_other_files_is_not_replaced(
    cores: LocalBackend, copied: Path, tmp_path: Path
) -> None:
    out = tmp_path / "documents"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    issue = issues.build(copied, Request(Path(), ("html",)), cores.way(None), out=out)
    assert [d.code for d in issue.bag.errors] == ["output-occupied"]
    assert [p.name for p in tmp_path.rglob("*") if p.is_file() and p.parent == out] == [
        "letter.txt"
    ]


def test_a_swap_that_was_killed_between_its_steps_is_undone(tmp_path: Path) -> None:
    out = tmp_path / "issue"
    (tmp_path / ".issue.old").mkdir()
    (tmp_path / ".issue.old" / "issue.pdf").write_text("old")
    with staging.staging(out) as stage:
        assert (out / "issue.pdf").read_text() == "old"
        (stage / "issue.pdf").write_text("new")
        staging.swap(stage, out)
    assert [p.name for p in tmp_path.iterdir()] == ["issue"]
    assert (out / "issue.pdf").read_text() == "new"


def test_paths_that_lead_out_of_the_outputs_are_refused(tmp_path: Path) -> None:
    for name in ("../x", "/x", "a/../../x", "a\\b", ""):
        with pytest.raises(ValueError, match="no path"):
            outputs.store({name: b""}, tmp_path)
    assert not list(tmp_path.iterdir())


def played(
    copied: Path, counts: dict[str, Iterator[int]], monkeypatch: pytest.MonkeyPatch, room: int = 1
) -> tuple[list[tuple[str, bool, str]], Schedule, Backend]:
    """A schedule of articles that come out with these numbers of pages, and what it asks for.

    Each is asked for by its name, as a whole or only to be counted, with its first page; of several
    at once the last that began ends first.
    """
    asked: list[tuple[str, bool, str]] = []

    def submit(request: Request) -> "Future[Built]":
        assert request.out is not None
        first = dict(request.given)["journal.first-page"]
        asked.append((request.out.name, request.edition == (), first))
        future: Future[Built] = Future()
        future.set_result(Built(Bag()))
        return future

    def count(request: Request) -> int:
        assert request.out is not None
        return next(counts[request.out.name])

    monkeypatch.setattr("reportgen.issues.articles.page_count", count)
    found, _ = plan(copied, None)
    assert found is not None
    schedule = Schedule(found, Request(Path(), ("pdf", "html")), copied / "stage", None)
    return asked, schedule, Backend(submit, lambda _, built: built, room)


def test_articles_are_laid_out_once_where_one_follows_the_other(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {name: iter([2] * 9) for name in ("rules", "laboratories", "review")}
    asked, schedule, backend = played(copied, counts, monkeypatch)
    done = schedule.run(backend, {})
    assert asked == [("rules", True, "1"), ("laboratories", True, "3"), ("review", True, "5")]
    assert done.pages == ((1, 2), (3, 4), (5, 6))


def test_known_lengths_are_used_and_mended(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = {"rules": 2, "laboratories": 6, "review": 1}
    counts = {name: iter([count] * 9) for name, count in lengths.items()}
    asked, schedule, backend = played(copied, counts, monkeypatch)
    done = schedule.run(backend, {"rules": 2, "laboratories": 4, "review": 1})
    assert asked == [("rules", True, "1"), ("laboratories", True, "3"), ("review", True, "9")]
    assert done.pages == ((1, 2), (3, 8), (9, 9))


def test_an_article_is_built_twice_at_most(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = {"rules": 4, "laboratories": 6, "review": 1}
    counts = {name: iter([count] * 9) for name, count in lengths.items()}
    asked, schedule, backend = played(copied, counts, monkeypatch, room=3)
    done = schedule.run(backend, {"rules": 2, "laboratories": 4, "review": 1})
    assert [(name, first) for name, _, first in asked] == [
        ("rules", "1"), ("laboratories", "3"), ("review", "7"), ("laboratories", "5"),
        ("review", "11"),
    ]  # fmt: skip
    assert done.pages == ((1, 4), (5, 10), (11, 11))


def test_what_waits_is_counted_where_nothing_can_be_built(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {name: iter([2] * 9) for name in ("rules", "laboratories", "review")}
    asked, schedule, backend = played(copied, counts, monkeypatch, room=2)
    schedule.run(backend, {})
    assert asked[0] == ("rules", True, "1")
    assert asked[1][:2] == ("laboratories", False)
    assert [(name, first) for name, whole, first in asked if whole] == [
        ("rules", "1"), ("laboratories", "3"), ("review", "5")
    ]  # fmt: skip


def test_an_article_says_its_pages_before_all_of_it_is_built(copied: Path, tmp_path: Path) -> None:
    out = tmp_path / "stage" / "laboratories"
    given = (("journal.first-page", "31"),)
    request = Request(copied / "laboratories.md", ("pdf", "html"), out=out, given=given)
    assert batch.work(request, None).files
    assert not early_pages(out).exists()
    built = batch.work(replace(request, in_issue=True), None)
    assert [path.name for path in built.files] == ["article.pdf", "article.html"]
    assert early_pages(out).read_text() == str(30 + page_count(request))
    assert early_pages(out).stat().st_mtime_ns < built.files[0].stat().st_mtime_ns


def test_an_issue_that_is_stopped_leaves_what_was_there(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = {name: iter([2] * 9) for name in ("rules", "laboratories", "review")}
    asked, schedule, backend = played(copied, counts, monkeypatch)
    heard: list[str] = []

    def told(outcome: batch.Outcome) -> None:
        heard.append(outcome.request.path.name)
        if len(heard) == 2:
            raise KeyboardInterrupt

    schedule.told = told
    done = schedule.run(backend, {})
    assert done.stopped
    assert [one.trouble for one in done.outcomes] == ["", "", batch.NOT_STARTED]
    assert len(asked) == 2
