"""A publisher's archive on other machines: a real scheduler and two workers on this one."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import journal_issue
from reportgen.issues import build as issues
from reportgen.pipeline import batch, cluster
from reportgen.project.request import Built, Request

pytest.importorskip("distributed")
pytestmark = pytest.mark.leaves_threads

TEXT = "---\ntitle: Paper {0}\nauthor: [A]\ndate: 2026-01-02\nlang: en-US\n---\n\n"
WORKER = "from distributed.cli.dask_worker import main; main()"
SCHEDULER = "from distributed.cli.dask_scheduler import main; main()"


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its two workers."""
    log = tmp_path / "scheduler.log"
    environment = os.environ | {"DASK_DISTRIBUTED__DIAGNOSTICS__NVML": "false"}
    environment |= {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}

    def start(code: str, *arguments: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-c", code, *arguments, "--no-dashboard"]
        with log.open("ab") as file:
            return subprocess.Popen(
                command, stdout=file, stderr=file, cwd=tmp_path, env=environment
            )

    scheduler = start(SCHEDULER, "--host", "127.0.0.1", "--port", "0")
    started = [scheduler]
    try:
        address = _found(r"(tcp://127\.0\.0\.1:\d+)", log)
        for i in range(2):
            local = ("--local-directory", str(tmp_path / f"worker-{i}"))
            started.append(start(WORKER, address, "--no-nanny", "--nthreads", "1", *local))
        yield address, started[1:]
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()


def _found(pattern: str, log: Path) -> str:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if log.exists() and (match := re.search(pattern, log.read_text())):
            return match[1]
        time.sleep(0.05)
    raise AssertionError(log.read_text())


def _papers(folder: Path, count: int) -> list[Path]:
    papers = []
    for i in range(count):
        papers.append(folder / f"p{i:02}" / "paper.md")
        papers[-1].parent.mkdir(parents=True)
        body = "\n\n".join([f"Paragraph {n} of paper {i}." for n in range(30)])
        papers[-1].write_text(TEXT.format(i) + body, encoding="utf-8")
    return papers


def test_a_lost_workers_articles_are_built_elsewhere(
    tmp_path: Path, machines: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = machines
    papers = _papers(tmp_path / "papers", 8)
    requests = batch.requests(papers, Request(Path(), ("html", "docx")))
    told: list[batch.Outcome] = []

    def hear(outcome: batch.Outcome) -> None:
        told.append(outcome)
        if len(told) == 1:  # while others are on their way
            workers[0].send_signal(signal.SIGKILL)

    with cluster.connect(address) as far:
        far.client.wait_for_workers(2, timeout=60)
        done = batch.build(requests, far.way(), hear)
    assert [outcome.trouble for outcome in done] == [""] * 8
    assert len(told) == 8
    assert workers[0].wait(10) == -signal.SIGKILL
    with batch.LocalBackend(2) as cores:
        nearby = [replace(r, out=tmp_path / "here" / r.path.parent.name) for r in requests]
        here = batch.build(nearby, cores.way(None), lambda _: None)
    for far_off, near in zip(done, here, strict=True):
        assert far_off.built is not None
        assert near.built is not None
        names = ["paper.docx", "paper.html"]
        assert sorted(p.name for p in far_off.built.files) == names
        for ours, theirs in zip(sorted(far_off.built.files), sorted(near.built.files), strict=True):
            assert ours.read_bytes() == theirs.read_bytes()


def test_faults_come_back_with_their_places(
    tmp_path: Path, machines: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    papers = _papers(tmp_path / "papers", 2)
    with papers[0].open("a", encoding="utf-8") as file:
        file.write("\n\nA claim.[@nobody]\n")
    command = [sys.executable, "-m", "reportgen.cli", "build", *map(str, papers)]
    done = subprocess.run(
        [*command, "--to", "html", "--cluster", machines[0]],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    assert "p00/paper.md:68:10: error[cite-unknown]" in done.stderr
    assert done.stdout.splitlines()[-1] == "1 of 2 documents built"
    assert (papers[1].parent / "build" / "paper.html").is_file()


def test_an_issue_is_the_same_on_other_machines_where_one_is_lost(
    tmp_path: Path, machines: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = machines
    here, there = journal_issue.write(tmp_path / "a"), journal_issue.write(tmp_path / "b")
    with batch.LocalBackend(2) as cores:
        assert journal_issue.built(cores, here, tmp_path / "own").bound
    made: list[str] = []
    with cluster.connect(address) as far:
        far.client.wait_for_workers(2, timeout=60)
        way = far.way(tmp_path / "cache")

        def finish(request: Request, answer: object) -> Built:
            if not made:  # while others are on their way
                workers[0].send_signal(signal.SIGKILL)
            made.append(request.path.name)
            return way.finish(request, answer)

        like = Request(Path(), ("pdf", "html"))
        once = replace(way, finish=finish)
        done = issues.build(there, like, once, cache=tmp_path / "cache")
        assert done.bound, [outcome.trouble for outcome in done.outcomes]
        again = issues.build(there, like, once, cache=tmp_path / "cache")
    assert workers[0].wait(10) == -signal.SIGKILL
    assert again.bound
    assert made.count("review.md") <= 2  # counted, built, and not built again
    assert _files(there) == _files(here)


def _files(folder: Path) -> dict[str, bytes]:
    top = folder / "build" / "issue"
    return {p.relative_to(top).as_posix(): p.read_bytes() for p in top.rglob("*") if p.is_file()}


def test_no_scheduler_is_the_machines_fault(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no Dask scheduler answers"):
        cluster.connect("not an address")


def test_a_parcel_holds_what_a_build_reads_and_no_more(tmp_path: Path) -> None:
    for name in ("paper.md", "refs.bib", "figures/a.svg", ".git/config.yaml", "build/paper.pdf",
                 ".env", "secret.key", ".hidden/b.md"):  # fmt: skip
        path = tmp_path / "root" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (tmp_path / "outside.md").write_text("x")
    (tmp_path / "root" / "link.md").symlink_to(tmp_path / "outside.md")
    parcel = cluster.pack(Request(tmp_path / "root" / "paper.md"))
    assert sorted(parcel.files) == ["figures/a.svg", "paper.md", "refs.bib"]
    assert parcel.entry == "paper.md"


def test_a_parcel_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "LARGEST", 10)
    (tmp_path / "paper.md").write_text("more than ten")
    with pytest.raises(OSError, match="to send"):
        cluster.pack(Request(tmp_path / "paper.md"))
