"""A build whose work takes too much, is stopped, crashes or is interrupted."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from misbehaviour import fill, nest, read_nowhere, sleep_in_c, spin, spin_in_c
from reportgen import check, checks, formats, pandoc, resolve
from reportgen.diagnostics import Bag
from reportgen.editions import Edition
from reportgen.limits import LIMITS, Limits
from reportgen.pipeline import build as pipeline
from reportgen.pipeline.state import State
from reportgen.processes import process
from reportgen.project.request import Built, Request
from reportgen.sanitize import drawn

GOLDEN = Path(__file__).parent / "golden" / "paper" / "in"
FRONT = "title: T\nauthor: [A]\ndate: 2026-01-02\nlang: en-US\nabstract: Short.\n"
TIGHT = replace(
    LIMITS, read_seconds=3, render_seconds=3, theme_seconds=1, drawing_seconds=1, pandoc_seconds=1,
    render_megabytes=300, theme_megabytes=100, drawing_megabytes=100, wall_seconds=4,
)  # fmt: skip


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "project" / "paper.md"
    path.parent.mkdir()
    path.write_text(f"---\n{FRONT}---\n\nText of the paper.\n", encoding="utf-8")
    return path


def build(path: Path, limits: Limits = TIGHT, jobs: int = 2, to: tuple[str, ...] = ()) -> Built:
    request = Request(path, to, limits=limits)
    return pipeline.make(request, State(None, request), jobs)


def descendants(pid: int) -> set[int]:
    """The processes below a process that are at work."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = status.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state not in "ZX":
            parents[int(status.parent.name)] = int(parent)
    found = {pid}
    while more := {child for child, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {pid}


@pytest.fixture(autouse=True)
def _nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No process and no temporary file stays behind any test of this module."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    before = descendants(os.getpid())
    yield
    _until(lambda: descendants(os.getpid()) <= before)
    assert not list(folder.iterdir())


def _until(fact: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not fact():
        assert time.monotonic() < end
        time.sleep(0.02)


# --- what goes wrong in a library -----------------------------------------------------------


FAULTS = {
    spin: "takes too long",
    spin_in_c: "takes too long",
    sleep_in_c: "takes too long",
    fill: "takes too much memory",
    nest: "nests too deep",
    read_nowhere: "makes a library crash",
    os.abort: "makes a library crash",
}
faults = pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)


def little(fault: Callable[[], None]) -> Limits:
    """What a task may take that never ends; one that sleeps is waited for, others use time."""
    wall = 2 if fault is sleep_in_c else TIGHT.wall_seconds
    return replace(TIGHT, read_seconds=1, render_seconds=1, wall_seconds=wall)


@pytest.mark.parametrize(
    ("fault", "jobs"), [*((fault, 2) for fault in FAULTS), (spin, 1), (fill, 1), (os.abort, 1)]
)
def test_an_output_that_cannot_be_made_is_said_and_the_others_are_looked_at(
    fault: Callable[[], None], jobs: int, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render_pages(name: str, edition: Edition, bag: Bag) -> tuple[bytes, int]:
        if name == "html":
            fault()
        bag.warning("glyph-missing", f"seen by {name}")
        return b"bytes", 0

    monkeypatch.setattr(formats, "render_pages", render_pages)
    monkeypatch.setattr(formats, "warm", lambda name: None)
    built = build(paper, little(fault), jobs=jobs)
    said = {d.code: d for d in built.bag}
    limit = said.pop("render-limit")
    assert limit.message.startswith(f"`paper.html` {FAULTS[fault]}")
    assert limit.span is not None
    assert (limit.span.source.name, limit.span.line) == ("paper.md", 9)
    assert {d.message for d in built.bag} >= {"seen by pdf", "seen by docx"}
    assert not (paper.parent / "build").exists()


@faults
def test_a_manuscript_that_cannot_be_read_is_said(
    fault: Callable[[], None], paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checks, "check", lambda manuscript, bag: fault())
    built = build(paper, little(fault))
    (said,) = built.bag
    assert said.code == "manuscript-unreadable"
    assert said.message.startswith(f"the manuscript {FAULTS[fault]}")
    assert said.span is not None
    assert said.span.line == 1


def test_a_check_that_cannot_be_done_is_said(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "check", lambda manuscript, bag: os.abort())
    assert [d.code for d in check(paper)] == ["manuscript-unreadable"]
    bag = Bag()
    assert pipeline.examine(paper, bag) is None
    assert [d.code for d in bag] == ["manuscript-unreadable"]


@pytest.mark.parametrize(
    "stage", [(checks, "check"), (resolve, "resolve"), (formats, "render_pages")]
)
def test_a_worker_that_something_else_kills_is_the_machines_fault(
    stage: tuple[Any, str], paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(*stage, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    with pytest.raises(OSError, match="was killed"):
        build(paper)


class PanicException(BaseException):
    """As PyO3 raises it where a library in Rust panics."""


def panic() -> None:
    raise PanicException("called `Option::unwrap()` on a `None` value")


@pytest.mark.parametrize("fault", [spin_in_c, fill, os.abort, panic])
def test_a_picture_that_cannot_be_drawn_is_named(
    fault: Callable[[], None], paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    )
    (paper.parent / "one.svg").write_text(drawing, encoding="utf-8")
    with paper.open("a", encoding="utf-8") as file:
        file.write("\n![A triangle](one.svg)\n")
    monkeypatch.setattr(drawn, "_drawn", lambda image: fault())
    drawn.raster.cache_clear()
    (said,) = (d for d in build(paper, to=("docx",)).bag if d.code == "image-unreadable")
    assert "`one.svg`" in said.message
    assert said.span is not None
    assert said.span.line == 11


# --- templates ------------------------------------------------------------------------------

TEMPLATES = {
    '{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}': "too much",
    '{% set ns = namespace(s="a") %}{% for i in range(60) %}{% set ns.s = ns.s + ns.s %}'
    "{% endfor %}": "too much",
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_without_an_end_is_ended(template: str, paper: Path) -> None:
    folder = paper.parent / "templates" / "journal"
    folder.mkdir(parents=True)
    (folder / "article.screen.html.j2").write_text(template, encoding="utf-8")
    for jobs in (1, 2):
        (said,) = build(paper, jobs=jobs, to=("html",)).bag
        assert said.code == "template-fault"
        assert TEMPLATES[template] in said.message
        assert said.span is not None
        assert said.span.source.name == "templates/journal/article.screen.html.j2"


# --- pandoc ---------------------------------------------------------------------------------

DEEP = "x_{" * 3000 + "x" + "}" * 3000


def test_a_formula_that_takes_too_long_is_named(paper: Path) -> None:
    with paper.open("a", encoding="utf-8") as file:
        file.write(f"\nSome $a$, and\nmore ${DEEP}$ here.\n")
    (said,) = build(paper).bag
    assert (said.code, said.message) == ("formula-unusable", "the formula takes too long to set")
    assert said.span is not None
    assert (said.span.line, said.span.column) == (12, 7)


@pytest.mark.parametrize("reason", ["time", "memory", "crash", "depth", "words of its own"])
@pytest.mark.parametrize("target", ["html", "docx"])
def test_whatever_pandoc_refuses_about_formulas_is_said(
    reason: str, target: str, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = pandoc.write

    def refused(blocks: Any, to: str, *how: str, limits: Limits = LIMITS) -> bytes:
        if to == target:
            raise pandoc.PandocError(reason)
        return write(blocks, to, *how, limits=limits)

    monkeypatch.setattr(pandoc, "write", refused)
    with paper.open("a", encoding="utf-8") as file:
        file.write("\nA formula $y + z$.\n")
    (said,) = build(paper, to=("docx",)).bag
    assert said.code == "formula-unusable"
    assert said.span is not None
    assert said.span.line == 11


# --- time that does not count ---------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
from dataclasses import replace
from reportgen.pipeline import build as pipeline
from reportgen.project.request import Request
from reportgen.pipeline.state import State
from reportgen.limits import LIMITS
limits = replace(LIMITS, read_seconds=3, pandoc_seconds=1, render_seconds=4, wall_seconds=20)
request = Request(Path(sys.argv[1]), limits=limits)
built = pipeline.make(request, State(None, request), 2)
print([d.message for d in built.bag])
"""


def test_a_build_that_is_stopped_and_goes_on_is_whole(paper: Path) -> None:
    """It is stopped with all that it started, for longer than any step of it may work."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(paper)], stdout=subprocess.PIPE, text=True
    )
    _until(lambda: bool(descendants(program.pid)))
    for _ in range(3):
        for pid in (program.pid, *descendants(program.pid)):
            _send(pid, signal.SIGSTOP)
        time.sleep(2.5)
        for pid in (*descendants(program.pid), program.pid):
            _send(pid, signal.SIGCONT)
        time.sleep(0.2)
    said, _ = program.communicate(timeout=120)
    assert said == "[]\n"
    assert len(list((paper.parent / "build").glob("*.*"))) == 4


def test_a_build_whose_worker_is_starved_is_whole(paper: Path) -> None:
    """The process that waits goes on; its worker hardly does."""
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(paper)], stdout=subprocess.PIPE, text=True
    )
    _until(lambda: bool(descendants(program.pid)))
    while program.poll() is None:
        below = descendants(program.pid)
        for pid in below:
            _send(pid, signal.SIGSTOP)
        time.sleep(0.4)
        for pid in below:
            _send(pid, signal.SIGCONT)
        time.sleep(0.3)
    assert program.stdout is not None
    assert program.stdout.read() == "[]\n"
    assert program.returncode == 0


def _send(pid: int, sign: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, sign)


# --- how processes start --------------------------------------------------------------------

SPAWN = """
import multiprocessing, sys
from reportgen import build
from reportgen.processes import process
if __name__ == "__main__":
    if sys.argv[3] == "spawn":
        multiprocessing.set_start_method("spawn")
    assert process.method() == sys.argv[3]
    built = build(sys.argv[1], out=sys.argv[2], epoch=0, workers=int(sys.argv[4]))
    assert built.files, [d.message for d in built.bag]
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_spawned_workers_make_the_same_bytes(jobs: int, tmp_path: Path) -> None:
    shutil.copytree(GOLDEN, tmp_path / "project")
    theme = tmp_path / "project" / "templates" / "journal"
    theme.mkdir(parents=True)
    own = Path(__file__).parents[1] / "templates" / "journal" / "article.print.html.j2"
    shutil.copy(own, theme / own.name)  # a stranger's template is filled in by one more worker
    program = tmp_path / "program.py"
    program.write_text(SPAWN, encoding="utf-8")
    made = {}
    for method in ("fork", "spawn"):
        out = tmp_path / method
        paper = tmp_path / "project" / "paper.md"
        subprocess.run(
            [sys.executable, program, paper, out, method, str(jobs)], check=True, timeout=300
        )
        made[method] = {path.name: path.read_bytes() for path in out.glob("*.*")}
    assert len(made["fork"]) == 7
    assert made["fork"] == made["spawn"]


def test_a_build_starts_no_thread(paper: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Any) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Thread.start", refuse)
    assert process.method() == "fork"
    assert build(paper, LIMITS).files


REFUSED = """
import os, sys
first, fork = os.getpid(), os.fork
def refuse():
    if DEPTH == 0 or os.getpid() != first:
        raise BlockingIOError(11, "Resource temporarily unavailable")
    return fork()
os.fork = refuse
from reportgen.cli import run
run()
"""


@pytest.mark.parametrize("depth", [0, 1])
@pytest.mark.parametrize("command", ["build", "check"])
def test_a_machine_without_processes_is_said(depth: int, command: str, paper: Path) -> None:
    code = REFUSED.replace("DEPTH", str(depth))
    around = os.environ | {"XDG_CACHE_HOME": str(paper.parent / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", code, command, str(paper)],
        capture_output=True, text=True, check=False, env=around,
    )  # fmt: skip
    assert done.returncode == 3
    assert "reportgen: no process can be started: Resource temporarily" in done.stderr
    assert "Traceback" not in done.stderr


# --- Ctrl-C ---------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("workers", [1, 3, 5])
def test_nothing_outlives_a_build_that_is_ended(
    sign: signal.Signals, workers: int, tmp_path: Path
) -> None:
    """When it has started so many processes it is ended; the last of them lay out pages."""
    root = Path(__file__).parents[1]
    command = [sys.executable, "-m", "reportgen.cli", "build", str(root), "--no-cache"]
    program = subprocess.Popen(
        [*command, "--jobs", "2", "--out", str(tmp_path / "out")],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    _until(lambda: len(descendants(program.pid)) >= workers)
    left = descendants(program.pid)
    os.killpg(program.pid, sign)  # as a terminal does it
    _, said = program.communicate(timeout=60)
    assert program.returncode == 128 + sign
    assert "Traceback" not in said
    _until(lambda: not any(_works(pid) for pid in left))
    _until(lambda: not list((tmp_path / "temporary").iterdir()))
    assert not list(tmp_path.glob("out/*"))


def _works(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False
