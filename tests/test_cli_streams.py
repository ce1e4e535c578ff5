"""Standard output and standard error that are closed, full, gone, or short of letters."""

import json
from pathlib import Path

import pytest

from command import COMMANDS, built_project, every, project, run

FAULTY = "# 하나\n\nText.[@없는것]\n"
ENCODINGS = {
    "ascii": {"PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "C": {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that has been built, and a PDF that carries a file."""
    return built_project(tmp_path_factory.mktemp("streams"))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    top = tmp_path_factory.mktemp("faulty")
    project(top, FAULTY)
    return top


def test_every_command_works_where_its_streams_are_closed_from_the_start(folder: Path) -> None:
    for name, ended in every(folder, shell='"$@" >&- 2>&- <&-').items():
        assert (name, ended.status, ended.out, ended.err) == (name, 0, b"", "")


def test_faults_have_their_status_where_nothing_can_be_said(faulty: Path) -> None:
    for name in ("build", "check"):
        for shell in ('"$@" 2>&-', '"$@" >&- 2>&-', '"$@" 2>/dev/full'):
            assert run(name, "p", cwd=faulty, shell=shell).status == 1


def test_no_file_takes_the_number_of_a_stream_that_was_closed(tmp_path: Path) -> None:
    project(tmp_path)
    command = ("build", "p", "--to", "html", "--no-cache", "--out")
    run(*command, "one", cwd=tmp_path)
    run(*command, "two", cwd=tmp_path, shell='"$@" >&- 2>&- <&-')
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).glob("*.*")}
        for name in ("one", "two")
    )
    assert one == two
    assert len(one) == 2


def test_output_that_cannot_be_written_is_the_machines_fault(folder: Path) -> None:
    commands = [name for name in COMMANDS if name != "check"]  # it has nothing to say
    for ended in every(folder, commands, shell='"$@" >/dev/full').values():
        assert ended.status == 3
        assert "the standard output cannot be written: no space left on device" in ended.err


def test_faults_that_cannot_be_written_are_the_machines_fault(faulty: Path) -> None:
    ended = run("check", "p", cwd=faulty, shell='"$@" >/dev/full')
    assert ended.status == 3
    assert "the standard output cannot be written" in ended.err


def test_a_reader_who_goes_away_ends_nothing(folder: Path) -> None:
    for ended in every(folder, shell='"$@" | head -c0; exit "${PIPESTATUS[0]}"').values():
        assert (ended.status, ended.err) == (0, "")


def test_many_documents_are_built_though_nobody_reads_of_it(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        project(tmp_path / name)
    command = ("build", "a/p", "b/p", "c/p", "--to", "html", "--no-cache")
    ended = run(*command, cwd=tmp_path, shell='"$@" | head -c0; exit "${PIPESTATUS[0]}"')
    assert ended.status == 0
    assert all((tmp_path / name / "p/build/article.html").is_file() for name in ("a", "b", "c"))


@pytest.mark.parametrize("name", ENCODINGS)
def test_letters_that_a_console_has_not_got_are_escaped(faulty: Path, name: str) -> None:
    encoding = {"C": "ascii"}.get(name, name)
    checked = run("check", "p", "--format", "full", cwd=faulty, env=ENCODINGS[name])
    built = run("build", "p", cwd=faulty, env=ENCODINGS[name])
    for ended, said in ((checked, checked.out.decode(encoding)), (built, built.err)):
        assert ended.status == 1
        assert "no entry `\\uc5c6\\ub294\\uac83`" in said


def test_json_is_json_whatever_the_encoding(folder: Path) -> None:
    for command in (("schema",), ("bib", "p", "--format", "json"), ("check", "p", "--format=json")):
        ended = run(*command, cwd=folder, env=ENCODINGS["ascii"])
        assert ended.status == 0
        json.loads(ended.out.decode("ascii"))
