"""`--to` as people type it, `-o`, `--open`, `--watch`, and completions of a shell."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from select import select

import pytest

from command import PROGRAM, TEXT, project, run

BRIEF = f"{TEXT}\n::: {{.key-finding}}\nA finding.\n:::\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project `p` with an article and a brief, and one, `q`, with an article alone."""
    top = tmp_path_factory.mktemp("options")
    project(top, BRIEF).rename(top / "both")
    project(top)
    return top


def built(folder: Path, *arguments: str, path: str = "p") -> list[str]:
    """The names of what is built."""
    ended = run("build", path, *arguments, cwd=folder)
    assert ended.status == 0, ended.err
    return sorted(Path(line).name for line in ended.out.decode().splitlines())


def test_formats_are_known_in_capitals_too(folder: Path) -> None:
    assert built(folder, "--to", "HTML") == ["article.html"]


def test_formats_may_be_listed_and_repeated(folder: Path) -> None:
    both = ["article.docx", "article.html"]
    assert built(folder, "--to", "html", "--to", "docx") == both
    assert built(folder, "--to", "Html, docx") == both
    assert built(folder, "--to", "html,docx", "--to", "html") == both


def test_so_may_editions(folder: Path) -> None:
    both = ["article.html", "brief.html"]
    editions = ("--edition", "ARTICLE", "--edition", "brief")
    assert built(folder, "--to", "html", *editions, path="both") == both
    assert built(folder, "--to", "html", "--edition", "Brief", path="both") == both[1:]


def test_one_output_goes_into_one_file(folder: Path) -> None:
    ended = run("build", "p", "-o", "new/My Paper.HTML", cwd=folder)
    assert (ended.status, ended.out, ended.err) == (0, b"new/My Paper.HTML\n", "")
    assert [path.name for path in (folder / "new").iterdir()] == ["My Paper.HTML"]
    built(folder, "--to", "html")
    usual = (folder / "p" / "build" / "article.html").read_bytes()
    assert (folder / "new" / "My Paper.HTML").read_bytes() == usual


def test_it_is_there_as_well_where_nothing_has_changed_since_the_last_build(folder: Path) -> None:
    for _ in range(2):
        built(folder, "--to", "html")
        assert built(folder, "-o", "again.html") == ["again.html"]
        (folder / "again.html").unlink()


def test_a_document_with_faults_leaves_the_file_as_it_was(folder: Path) -> None:
    project(folder / "faulty", "Text.[@nobody]\n")
    (folder / "old.html").write_text("old", encoding="utf-8")
    ended = run("build", "faulty/p", "-o", "old.html", cwd=folder)
    assert ended.status == 1
    assert (folder / "old.html").read_text() == "old"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("both", "-o", "a.html"), "this gives `article.html` and `brief.html`"),
        (("p", "both", "-o", "a.html"), "there are 2 documents"),
        (("p", "-o", "a.html", "--to", "docx"), "not of the format that `--to` asks for"),
        (("p", "-o", "a.html", "--out", "x"), "a file with `-o`, or a folder with `--out`"),
        (("p", "-o", "a.md"), " or .docx or "),
        (("p", "-o", "a"), "must end in"),
        (("p", "both", "--open"), "`--open` is for one document"),
        (("p", "both", "--watch"), "`--watch` is for one document"),
        (("p", "--to", "epub,jats", "--edition", "review"), "is not made of the edition 'review'"),
        (("p", "--to", "pdf,odt"), "'odt' is not one of: "),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    ended = run("build", *arguments, cwd=folder)
    assert (ended.status, ended.out) == (2, b"")
    assert words in " ".join(ended.err.split())
    assert not (folder / "a.html").exists()


def test_one_of_several_is_chosen_by_its_edition(folder: Path) -> None:
    assert built(folder, "-o", "b.html", "--edition", "brief", path="both") == ["b.html"]


def opener(folder: Path, status: int) -> str:
    """A PATH on which the program that opens files writes down what it is handed."""
    for name in ("xdg-open", "open"):
        program = folder / "bin" / name
        program.parent.mkdir(exist_ok=True)
        program.write_text(f'#!/bin/sh\necho "$@" > "{folder}/opened"\nexit {status}\n')
        program.chmod(0o755)
    return f"{folder}/bin:{os.environ['PATH']}"


def test_a_result_is_opened_only_where_that_is_asked_for(folder: Path) -> None:
    env = {"PATH": opener(folder, 0)}
    assert run("build", "p", "--to", "html", cwd=folder, env=env).status == 0
    assert not (folder / "opened").exists()
    shell = '"$@"; for i in 1 2 3 4 5 6 7 8 9; do [ -s opened ] && break; sleep 0.2; done'
    run("build", "p", "--to", "html", "--open", cwd=folder, env=env, shell=shell)
    assert (folder / "opened").read_text() == f"{folder}/p/build/article.html\n"


def test_where_nothing_opens_it_the_output_is_there_and_the_machine_is_named(folder: Path) -> None:
    shell = 'PATH=/nowhere "$@"'
    ended = run("build", "p", "--to", "html", "--open", cwd=folder, shell=shell)
    assert (ended.status, ended.out) == (3, b"p/build/article.html\n")
    assert "no program is known that opens it" in ended.err


@contextmanager
def watching(folder: Path, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    env = os.environ | {"XDG_CACHE_HOME": str(folder / "cache")}
    command = [sys.executable, "-c", PROGRAM, "build", *arguments, "--watch"]
    with subprocess.Popen(
        command, cwd=folder, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def heard(process: "subprocess.Popen[str]") -> list[str]:
    """The lines up to where it waits."""
    assert process.stdout is not None
    lines: list[str] = []
    while not (lines and lines[-1].startswith("waiting for changes")):
        line = process.stdout.readline()
        assert line, lines
        lines.append(line.rstrip("\n"))
    return lines[:-1]


def test_watching_builds_at_each_change_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    root = project(tmp_path)
    chapter = root / "manuscript" / "01.md"
    with watching(tmp_path, "p", "--to", "html") as process:
        assert heard(process) == ["building", "p/build/article.html"]
        chapter.write_text(f"{TEXT}\nMore.[@nobody]\n", encoding="utf-8")
        assert "error[cite-unknown]" in "\n".join(heard(process))
        chapter.write_text(f"{TEXT}\nEven more.\n", encoding="utf-8")
        assert heard(process) == ["building", "p/build/article.html"]
        assert "Even more." in (root / "build" / "article.html").read_text("utf-8")
        (root / "figures").mkdir()
        (root / "figures" / "later.svg").write_text("<svg/>", encoding="utf-8")
        assert heard(process)[0] == "building", "a folder that is new is watched"
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130


def test_its_own_outputs_are_no_change(tmp_path: Path) -> None:
    pytest.importorskip("watchfiles")
    (tmp_path / "paper.md").write_text("---\ntitle: A\n---\n\nText.\n", encoding="utf-8")
    options = ("--to", "html", "--no-cache", "--out", ".")
    with watching(tmp_path, "paper.md", *options) as process:
        assert heard(process)[0] == "building"
        (tmp_path / "paper.md").write_text("---\ntitle: B\n---\n\nText.\n", encoding="utf-8")
        assert heard(process)[0] == "building"
        assert process.stdout is not None
        assert not select([process.stdout], [], [], 1.5)[0]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_gets_its_completions(folder: Path, shell: str) -> None:
    script = run(cwd=folder, env={"_REPORTGEN_COMPLETE": f"{shell}_source"}, before=NAMED)
    assert (script.status, script.err) == (0, "")
    assert b"_REPORTGEN_COMPLETE" in script.out


NAMED = "import sys; sys.argv[0] = 'reportgen'"


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("reportgen ne", ["new"]),
        ("reportgen build --edi", ["--edition"]),
        ("reportgen build --to P", ["pdf", "publish"]),
        ("reportgen build --to pdf,h", ["pdf,html"]),
        ("reportgen new --kind ", ["article", "paper"]),
    ],
)
def test_words_are_completed(folder: Path, words: str, offered: list[str]) -> None:
    env = {
        "_REPORTGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split(" ")) - 1),
    }
    ended = run(cwd=folder, env=env, before=NAMED)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.decode().split() == [f"plain,{word}" for word in offered]
