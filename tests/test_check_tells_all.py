"""`check` reports what `build` reports: the same codes at the same places, with nothing written."""

import shutil
from pathlib import Path
from typing import Any

import pytest

import test_diagnostic_places as places
from case import PIXEL, cases, write
from reportgen import build, check, formats
from reportgen.diagnostics import Bag, Diagnostic, Severity
from reportgen.limits import LIMITS
from reportgen.processes import pool, workers

TESTS = Path(__file__).parent
BRIEF = "date: 2026-05-01\nauthor: A. Author\nbrief: {title: T, url: 'https://example.org/a'}\n"


def blocks(kind: str, count: int, words: int) -> str:
    return f"::: {{.{kind}}}\nIt leads. {'word ' * words}\n:::\n\n" * count


PROJECTS: dict[str, tuple[str, str, dict[str, str], set[str]]] = {
    "long brief": (BRIEF, blocks("key-finding", 8, 250), {}, {"brief-overflow"}),
    "short brief": (BRIEF, "::: {.key-finding}\nIt leads.\n:::\n", {}, {"brief-sparse"}),
    "no exhibit": (
        BRIEF.replace("T,", "T, exhibit: fig-none,"),
        blocks("key-finding", 4, 60) + blocks("recommendation", 4, 60),
        {},
        {"brief-exhibit"},
    ),
    "unsound manifest": ("", "Text.\n", {"build/manifest.json": "{"}, {"manifest-unsound"}),
    "faults side by side": (
        "",
        "Text \U0001f9ff.\n",
        {
            "templates/journal/article.screen.html.j2": "{{ nothing }}",
            "templates/journal/reference.yaml": "article:\n  head: [nothing]\n",
            "templates/journal/article.screen.css": "p { background: url(https://example.org/a) }",
            "templates/journal/titel.html.j2": "x",
        },
        {"glyph-missing", "template-fault", "theme-unsafe", "theme-unused"},
    ),
    "allowed": (BRIEF + "allow: [brief-sparse]\n", "::: {.key-finding}\nIt.\n:::\n", {}, set()),
}
"""Front matter, text, other files, and what of the codes that only a build reports is expected."""


def project(folder: Path, front: str, text: str, files: dict[str, Any]) -> Path:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    front = front if front.startswith("title:") else f"title: T\n{front}"
    (folder / "p.md").write_text(f"---\n{front.rstrip()}\n---\n\n{text}", "utf-8")
    return folder / "p.md"


def told(bag: Bag) -> list[tuple[object, ...]]:
    """Codes, weights, messages, places and remedies, in an order that depends on nothing else."""
    return sorted((d.code, d.severity, d.message, _place(d), d.help) for d in bag)


def _place(d: Diagnostic) -> tuple[str, int, int]:
    return (d.span.source.name, d.span.line, d.span.column) if d.span else ("", 0, 0)


def both(path: Path, folder: Path) -> tuple[list[Any], list[Any]]:
    """What `check` and then `build` report; the check finds no build and leaves nothing behind."""
    root = path if path.is_dir() else path.parent
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    checked = check(path, cache=folder / "cache", workers=1)
    assert before == {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    return told(checked), told(build(path, cache=folder / "cache", workers=1).bag)


@pytest.mark.parametrize("name", PROJECTS)
def test_what_only_a_build_could_see_is_checked(name: str, tmp_path: Path) -> None:
    front, text, files, expected = PROJECTS[name]
    checked, built = both(project(tmp_path / "p", front, text, {"a": "", **files}), tmp_path)
    assert checked == built
    own = ("brief-", "glyph-", "manifest-", "template-", "theme-", "allow-")
    assert {code for code, *_ in checked if code.startswith(own)} == expected


def test_a_folder_for_outputs_that_leads_out_is_reported_beside_the_rest(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    path = project(tmp_path / "p", "", "Said @none.\n", {"a": ""})
    (path.parent / "build").symlink_to(tmp_path / "elsewhere")
    assert [d.code for d in check(path)] == ["output-outside", "cite-unknown"]


@pytest.fixture
def unsupervised(monkeypatch: pytest.MonkeyPatch) -> None:
    """What workers would do is done here, which takes a tenth of the time."""

    class Here:
        def __init__(self, *_: object) -> None:
            self.tasks: list[Any] = []

        def __enter__(self) -> "Here":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def begin(self, tasks: list[Any]) -> None:
            self.tasks = tasks

        def results(self) -> list[Any]:
            return [task() for task, _ in self.tasks]

    monkeypatch.setattr(workers, "run", lambda task, _: task())
    monkeypatch.setattr(pool, "Pool", Here)


@pytest.mark.usefixtures("unsupervised")
@pytest.mark.parametrize(
    "case", [c for c in places.CASES if c.limits is LIMITS], ids=lambda c: str(c.name)
)
def test_faults_of_every_stage_are_the_same(case: places.Case, tmp_path: Path) -> None:
    checked, built = both(
        project(tmp_path / "p", case.front, case.text, {"a": "", **case.files}), tmp_path
    )
    assert checked == built
    assert case.expected.keys() <= {code for code, *_ in checked} | {"brief-empty"}


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs that are quick to make, each of which has something to report."""

    def render_pages(name: str, edition: Any, bag: Bag) -> tuple[bytes, int]:
        place = edition.report.front.place("title")
        bag.add(Diagnostic("render-limit", Severity.NOTE, f"{name} {edition.name}", place))
        return b"made", 0

    monkeypatch.setattr(formats, "render_pages", render_pages)


@pytest.mark.usefixtures("unsupervised", "marked")
def test_every_annotated_case_has_the_same_faults(tmp_path: Path) -> None:
    first = {case.name: case for case in reversed(cases()) if any(case.expected.values())}

    results = []
    for case in first.values():
        folder = tmp_path / case.name
        results.append((case, *both(write(case, folder / "p"), folder)))
    assert len(results) > 60
    for case, checked, built in results:
        assert checked == built, case
        expected = sum(map(len, case.expected.values()))
        outputs = sum(code == "render-limit" for code, *_ in checked)
        assert outputs in (0, 3, 6), case
        assert len(checked) >= expected, case
    assert sum(any(code == "render-limit" for code, *_ in found) for _, found, _ in results) > 30


@pytest.mark.parametrize("name", sorted(p.name for p in (TESTS / "golden").iterdir()))
def test_golden_projects_have_the_same_faults(name: str, tmp_path: Path) -> None:
    shutil.copytree(TESTS / "golden" / name / "in", tmp_path / "p")
    checked, built = both(tmp_path / "p", tmp_path)
    assert checked == built


def test_a_second_check_makes_nothing_anew_and_says_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project(tmp_path / "p", BRIEF, "::: {.key-finding}\nIt leads.\n:::\n", {"a": ""})
    first = told(check(path, cache=tmp_path / "cache", workers=1))
    assert [code for code, *_ in first] == ["brief-sparse"]
    monkeypatch.setattr(formats, "render_pages", lambda *_: pytest.fail("made again"))
    assert told(check(path, cache=tmp_path / "cache", workers=1)) == first


def test_places_follow_a_text_that_moves_under_a_cache(tmp_path: Path) -> None:
    text = "::: {.key-finding}\nIt leads.\n:::\n"
    path = project(tmp_path / "p", BRIEF, text, {"a.png": PIXEL})
    cache = tmp_path / "cache"
    first = (told(check(path, cache=cache)), told(build(path, cache=cache).bag))
    project(tmp_path / "p", BRIEF, f"\n\n\n{text}", {})
    later = (told(check(path, cache=cache)), told(build(path, cache=cache).bag))
    for (before,), (after,) in zip(first, later, strict=True):
        assert before[0] == after[0] == "brief-sparse"
        assert after[3][1] == before[3][1] + 3
