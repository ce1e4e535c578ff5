"""Exit statuses: 0 fine, 1 faults in the document, 2 wrong usage, 3 the machine (README)."""

from pathlib import Path

import pytest

from command import COMMANDS, carrier, every, project, run

NO_PANDOC = """
from reportgen import pandoc
def path(): raise OSError("no pandoc")
pandoc.path = path
"""
TAKEN = """
import errno, os, socket
def create(*_, **__): raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
socket.create_server = create
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("status")
    project(top)
    carrier(top)
    (top / "faulty.md").write_text("---\ntitle: ''\n---\nNo title.\n", encoding="utf-8")
    (top / "file").write_text("no folder", encoding="utf-8")
    return top


def test_0_is_fine(folder: Path) -> None:
    assert run("build", "p", "--to", "html", cwd=folder).status == 0
    for name, ended in every(folder).items():
        assert (name, ended.status, ended.err) == (name, 0, "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("build", "faulty.md"), "`title` is missing"),
        (("build", "faulty.md", "p", "--to", "html"), "`title` is missing"),
        (("build", "nowhere"), "there is no `nowhere` here"),
        (("check", "faulty.md"), "`title` is missing"),
        (("bib", "nowhere"), "there is no `nowhere` here"),
        (("verify", "faulty.md", "--out", "never"), "has no manifest"),
        (("extract", "faulty.md"), "is not a PDF"),
    ],
)
def test_1_is_a_document_with_faults(folder: Path, arguments: tuple[str, ...], words: str) -> None:
    ended = run(*arguments, cwd=folder)
    assert ended.status == 1
    assert words in ended.err + ended.out.decode()


@pytest.mark.parametrize("command", [(name,) for name in (*COMMANDS, "serve")] + [()])
def test_2_is_wrong_usage(folder: Path, command: tuple[str, ...]) -> None:
    ended = run(*command, "--nope", cwd=folder)
    assert (ended.status, ended.out) == (2, b"")
    assert "No such option '--nope'" in ended.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("nope",), ("build", "--to", "odt"), ("build", "--jobs", "0"), ("extract",),
        ("build", "--jobs", "9" * 5000), ("serve", "--port", "-1"), ("serve", "nowhere"),
        ("serve", "--port", "9" * 5000), ("extract", "nowhere.pdf"), ("check", "--format", "x"),
    ],
)  # fmt: skip
def test_so_is_what_no_option_takes(folder: Path, arguments: tuple[str, ...]) -> None:
    ended = run(*arguments, cwd=folder)
    assert (ended.status, ended.out) == (2, b"")
    assert "Error: " in ended.err


@pytest.mark.parametrize(
    ("arguments", "before", "words"),
    [
        (("build", "p", "--no-cache", "--out", "file"), "", "file`: file exists"),
        (("build", "p", "--no-cache"), NO_PANDOC, "no pandoc"),
        (("check", "p"), NO_PANDOC, "no pandoc"),
        (("bib", "p"), NO_PANDOC, "no pandoc"),
        (("verify", "p"), NO_PANDOC, "no pandoc"),
        (("doctor",), NO_PANDOC, "MISSING  pandoc"),
        (("extract", "a.pdf", "--out", "file"), "", "file`: file exists"),
        (("serve", "p", "--port", "1"), TAKEN, "address already in use\ngive another port"),
    ],
)
def test_3_is_the_machine(
    folder: Path, arguments: tuple[str, ...], before: str, words: str
) -> None:
    run("build", "p", "--to", "html", cwd=folder)
    ended = run(*arguments, cwd=folder, before=before)
    assert ended.status == 3
    assert words in ended.err + ended.out.decode()
