"""Nothing is lost: killed builds, full disks, folders that cannot be written, two at once."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reportgen import build
from reportgen.project import write

PAPER = "---\ntitle: A title\n---\n\nText number {}.\n"
KILLS = int(os.environ.get("REPORTGEN_KILLS", "25"))
"""How many builds are killed; 200 before a release."""


def command(folder: Path) -> list[str]:
    paper = str(folder / "p.md")
    return [sys.executable, "-m", "reportgen.cli", "build", paper, "--to", "html", "--no-cache"]


def outputs(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in (folder / "build").glob("*.*") if p.suffix != ".tmp"}


def test_a_killed_build_leaves_whole_outputs_and_the_next_is_right(tmp_path: Path) -> None:
    wanted = {}
    for number in (0, 1):
        (tmp_path / "p.md").write_text(PAPER.format(number), encoding="utf-8")
        assert not build(tmp_path / "p.md", to=["html"]).bag.failed
        wanted[number] = outputs(tmp_path)["p.html"]
    chance = random.Random(7)
    started = time.monotonic()
    subprocess.run(command(tmp_path), check=True, capture_output=True)
    whole = time.monotonic() - started
    for i in range(KILLS):
        (tmp_path / "p.md").write_text(PAPER.format(i % 2), encoding="utf-8")
        process = subprocess.Popen(command(tmp_path), stdout=-3, stderr=-3)
        # Most moments near the end, when files are written.
        time.sleep(whole * (1 - chance.random() ** 2 * 0.9))
        process.kill()
        process.wait()
        assert outputs(tmp_path)["p.html"] in wanted.values()
    (tmp_path / "p.md").write_text(PAPER.format(0), encoding="utf-8")
    subprocess.run(command(tmp_path), check=True, capture_output=True)
    assert outputs(tmp_path)["p.html"] == wanted[0]


def test_two_builds_at_once_in_one_folder_write_one_of_the_two(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(PAPER.format(1), encoding="utf-8")
    running = [subprocess.Popen(command(tmp_path), stdout=-3, stderr=-3) for _ in range(3)]
    assert [process.wait() for process in running] == [0, 0, 0]
    first = outputs(tmp_path)
    build(tmp_path / "p.md", to=["html"])
    assert outputs(tmp_path) == first


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write.write_files({"a": b"old", "b": b"old"}, tmp_path)
    calls = []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write.write_files({"a": b"new", "b": b"new"}, tmp_path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_a_folder_that_cannot_be_written_is_the_machines_fault(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(PAPER.format(1), encoding="utf-8")
    (tmp_path / "build").write_text("a file where the folder should be", encoding="utf-8")
    done = subprocess.run(command(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert (tmp_path / "build").read_text("utf-8").startswith("a file")


def test_what_a_killed_build_left_is_taken_away_later(tmp_path: Path) -> None:
    left = tmp_path / ".reportgen-x1.tmp"
    left.write_bytes(b"half")
    write.write_files({"a.html": b"whole"}, tmp_path)
    assert left.exists()
    os.utime(left, (1, 1))
    write.write_files({"a.html": b"whole"}, tmp_path)
    assert not left.exists()


def test_a_fault_leaves_the_last_good_outputs(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(PAPER.format(1), encoding="utf-8")
    build(tmp_path / "p.md", to=["html"])
    good = outputs(tmp_path)
    (tmp_path / "p.md").write_text(PAPER.format(2) + "\n[@nobody]\n", encoding="utf-8")
    made = build(tmp_path / "p.md", to=["html"])
    assert made.bag.failed
    assert made.files == ()
    assert outputs(tmp_path) == good


def test_the_command_works_where_its_output_was_closed_from_the_start() -> None:
    command = f"exec '{sys.executable}' -m reportgen.cli --version >&-"
    done = subprocess.run(["sh", "-c", command], stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
