"""Many documents side by side: one summary, one exit status, and none lost with another."""

import os
import pty
import signal
import subprocess
import sys
import time
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from reportgen.diagnostics import Bag
from reportgen.pipeline import batch, build
from reportgen.pipeline.batch import NOT_STARTED, Backend, Outcome
from reportgen.project.discover import find_projects
from reportgen.project.request import Built, Request

TEXT = (
    "---\ntitle: Paper {0}\nauthor: [A]\ndate: 2026-01-02\nlang: en-US\nabstract: Short.\n---\n\n"
    "Text {0}.\n"
)


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """Single files; none of them has a fault."""
    out = []
    for i in range(6):
        out.append(tmp_path / f"paper-{i}.md")
        out[-1].write_text(TEXT.format(i), encoding="utf-8")
    return out


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """A folder of projects, and of something else."""
    root = tmp_path / "archive"
    for i in range(3):
        folder = root / f"project-{i}"
        folder.mkdir(parents=True)
        front, body = TEXT.format(i).removeprefix("---\n").split("---\n")
        (folder / "metadata.yaml").write_text(front, encoding="utf-8")
        (folder / "01-text.md").write_text(body, encoding="utf-8")
    (root / "notes").mkdir()
    (root / "README.md").write_text("Nothing to build.", encoding="utf-8")
    return root


def run(*arguments: object, **more: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportgen.cli", "build", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def test_a_folder_of_projects_is_its_projects(archive: Path) -> None:
    assert [p.name for p in find_projects([archive])] == [f"project-{i}" for i in range(3)]


def test_a_document_named_twice_is_built_once(papers: list[Path]) -> None:
    assert find_projects([papers[0], papers[0]]) == [papers[0]]


def test_each_document_has_a_folder_of_its_own_in_out(tmp_path: Path) -> None:
    like = Request(Path(), out=tmp_path)
    made = batch.requests([Path("a/x.md"), Path("b/x.md"), Path("y.md")], like)
    assert [r.out for r in made] == [tmp_path / "x", tmp_path / "x-2", tmp_path / "y"]


def test_a_project_that_only_a_link_leads_to_is_not_of_the_folder(
    archive: Path, tmp_path: Path
) -> None:
    inner = tmp_path / "stranger"
    inner.mkdir()
    (inner / "manuscript").symlink_to(archive / "project-0")
    assert find_projects([inner]) == [inner]


def test_a_folder_of_projects_has_one_summary_and_one_status(archive: Path) -> None:
    done = run(archive, "--to", "html", "--no-cache", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "3 of 3 documents built"
    assert all((archive / f"project-{i}" / "build" / "article.html").is_file() for i in range(3))
    (archive / "project-1" / "01-text.md").write_text("No source.[@nobody]", encoding="utf-8")
    done = run(archive, "--to", "html", "--no-cache", "--jobs", 2)
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1] == "2 of 3 documents built"
    assert "project-1/01-text.md:1:12: error[cite-unknown]" in done.stderr
    assert "project-1: has faults" in done.stdout


def test_in_a_pipe_there_is_a_plain_line_for_each_document(papers: list[Path]) -> None:
    done = run(*papers[:2], "--to", "html", "--no-cache")
    assert "\x1b" not in done.stdout + done.stderr
    assert sorted(x.rsplit("/", 1)[-1] for x in done.stdout.splitlines()[:-1]) == [
        "paper-0.md: built",
        "paper-1.md: built",
    ]


def test_on_a_terminal_there_is_a_bar(papers: list[Path]) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "reportgen.cli", "build", *map(str, papers[:2])]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "300"}
    process = subprocess.Popen(
        [*command, "--to", "html", "--no-cache"], stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    shown = b""
    try:
        while data := os.read(ours, 65536):
            shown += data
    except OSError:  # the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    assert b"\x1b[" in shown
    assert b"building" in shown
    assert b"2 of 2 documents built" in shown


def test_the_first_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    papers = [tmp_path / f"{i:02}.md" for i in range(40)]
    for path in papers:
        path.write_text(TEXT.format(path.stem), encoding="utf-8")
    command = [sys.executable, "-m", "reportgen.cli", "build", *map(str, papers), "--no-cache"]
    process = subprocess.Popen(
        [*command, "--jobs", "2", "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    first = process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: to every process
    rest, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said
    lines = [first, *rest.splitlines()]
    assert "not begun" in lines[-1]
    # What was begun is whole, and nothing is reported as built that is not there.
    built = [line.split(":")[0] for line in lines if line.strip().endswith(": built")]
    assert 0 < len(built) < 40
    for name in built:
        made = tmp_path / "out" / Path(name).stem
        files = {path.suffix for path in made.iterdir() if path.is_file()}
        assert files == {".html", ".pdf", ".docx", ".json"}
    assert not list((tmp_path / "out").rglob("*.tmp"))


# --- what kills a worker --------------------------------------------------------------------


def _made(request: Request, *_: object) -> build.Made:
    """In place of a worker's build: the name of a document says how it ends."""
    name = request.path.stem
    if name == "dies":
        os.kill(os.getpid(), signal.SIGKILL)
    if name == "kills":
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(0.3)
    if name == "raises":
        raise RuntimeError("a bug")
    time.sleep(0.02)
    return build.Made(Bag(), (), {}, {}, {}, {}, {}, {})


@pytest.fixture
def played(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "work", _made)


def _play(names: list[str]) -> dict[str, Outcome]:
    told: list[Outcome] = []
    requests = [Request(Path(name)) for name in names]
    with batch.LocalBackend(2) as cores:
        done = batch.build(requests, cores.way(None), told.append)
    assert [outcome.request for outcome in done] == requests
    assert len(told) == len(done)
    return {outcome.request.path.name: outcome for outcome in done}


@pytest.mark.parametrize("fault", ["dies", "kills", "raises"])
def test_a_document_that_kills_its_worker_is_lost_alone(fault: str, played: None) -> None:
    names = [*(f"good-{i}" for i in range(5)), fault, *(f"good-{i}" for i in range(5, 12))]
    done = _play(names)
    assert not done[fault].fine
    assert done[fault].trouble
    assert all(done[name].fine for name in names if name != fault)


def test_two_documents_that_kill_are_both_found(played: None) -> None:
    done = _play(["a/kills", "good-1", "b/kills", "good-2", "good-3"])
    assert [name for name, outcome in done.items() if outcome.fine] == [
        "good-1",
        "good-2",
        "good-3",
    ]


def test_no_more_documents_are_on_their_way_than_there_is_room() -> None:
    flying: list[int] = []
    most: list[int] = []

    def submit(request: Request) -> "Future[Built]":
        flying.append(1)
        most.append(len(flying))
        future: Future[Built] = Future()
        future.set_result(Built(Bag()))
        return future

    def finish(request: Request, built: Built) -> Built:
        flying.pop()
        return built

    batch.build(
        [Request(Path(str(i))) for i in range(20)], Backend(submit, finish, 3), lambda _: None
    )
    assert max(most) <= 3


def test_any_executor_does(tmp_path: Path, papers: list[Path]) -> None:
    """Here one that forks nothing and shares nothing with this process."""
    requests = batch.requests(papers[:2], Request(Path(), ("html",), out=tmp_path / "out"))
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        way = Backend(lambda r: pool.submit(batch.work, r, None), lambda _, built: built, 2)
        done = batch.build(requests, way, lambda _: None)
    assert all(outcome.fine for outcome in done)
    assert (tmp_path / "out" / "paper-1" / "paper-1.html").is_file()


def test_what_an_interrupt_leaves_is_said_to_be_not_begun() -> None:
    def submit(request: Request) -> "Future[Built]":
        if request.path.name == "2":
            raise KeyboardInterrupt
        future: Future[Built] = Future()
        future.set_result(Built(Bag()))
        return future

    requests = [Request(Path(str(i))) for i in range(5)]
    done = batch.build(requests, Backend(submit, lambda _, built: built, 2), lambda _: None)
    assert [outcome.trouble for outcome in done] == ["", "", NOT_STARTED, NOT_STARTED, NOT_STARTED]


def test_no_process_outlives_a_batch_that_is_killed(tmp_path: Path) -> None:
    code = (
        "import os, time\nfrom reportgen.pipeline import batch\n"
        "with batch.LocalBackend(2) as cores:\n"
        "    found = {f.result() for f in [cores.pool.submit(os.getpid) for _ in range(9)]}\n"
        "    print(*found, flush=True)\n    time.sleep(60)"
    )
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    left = [Path("/proc") / number for number in program.stdout.readline().split()]
    assert left
    program.kill()
    program.wait()
    end = time.monotonic() + 30
    while any(path.exists() for path in left):
        assert time.monotonic() < end
        time.sleep(0.05)
