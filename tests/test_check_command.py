"""`reportgen check` on the command line: paths, colours, how much it prints."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from reportgen.cli import _options, _places, main
from reportgen.diagnostics import Bag, Diagnostic, Note, Severity
from reportgen.diagnostics.source import Source
from reportgen.project.discover import find_owners
from reportgen.project.request import Request

DOCUMENT = "---\ntitle: T\n---\n\nText.[@none]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two projects, two documents side by side, and files that belong to none, in the cwd."""
    files = {
        "one/manuscript/metadata.yaml": "title: T\n",
        "one/manuscript/01-a.md": "Text.[@none]\n",
        "one/manuscript/02-b.md": "Text.\n",
        "one/manuscript/dot.png": "",
        "one/bibliography.bib": "",
        "one/README.md": "# About this\n",
        "one/response.md": DOCUMENT,
        "two/metadata.yaml": "title: T\n",
        "two/01.md": "Text.\n",
        "papers/first.md": DOCUMENT,
        "papers/second.md": DOCUMENT,
        "papers/notes.md": "Words.\n",
        "papers/references.bib": "",
        "papers/figures/a.svg": "",
        "stray.bib": "",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


@pytest.mark.parametrize(
    ("given", "documents"),
    [
        (["one/manuscript/01-a.md"], ["one"]),
        (["one/manuscript/01-a.md", "one/bibliography.bib", "one"], ["one"]),
        (["one/manuscript/dot.png", "two/01.md"], ["one", "two"]),
        (["one/manuscript/metadata.yaml"], ["one"]),
        (["one/README.md"], ["one"]),
        (["one/response.md", "one/bibliography.bib"], ["one/response.md", "one"]),
        (["."], ["one", "two"]),
        (["papers/first.md", "papers/./first.md"], ["papers/first.md"]),
        (["papers/references.bib"], ["papers/first.md", "papers/second.md"]),
        (["papers/figures/a.svg"], ["papers/first.md", "papers/second.md"]),
        (["papers/notes.md"], ["papers/notes.md"]),
        (["nowhere.md"], ["nowhere.md"]),
    ],
)
def test_files_are_checked_with_what_they_belong_to_and_each_document_once(
    given: Sequence[str], documents: Sequence[str], folder: Path
) -> None:
    found, stray = find_owners([Path(name) for name in given])
    assert ([path.as_posix() for path in found], stray) == (list(documents), [])


def test_a_file_of_no_document_is_found_out(folder: Path) -> None:
    assert find_owners([Path("stray.bib")]) == ([], [Path("stray.bib")])
    (folder / "one" / "manuscript" / "metadata.yaml").unlink()
    assert find_owners([Path("one/bibliography.bib")]) == ([Path("one/response.md")], [])


def check(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def test_several_paths_are_one_list_with_names_from_here(folder: Path) -> None:
    ended = check("one/manuscript/01-a.md", "one/bibliography.bib", "papers/first.md", "stray.bib")
    assert ended.exit_code == 1
    lines = ended.stdout.splitlines()
    assert [line.partition(":")[0] for line in lines if "cite-unknown" in line] == [
        "one/manuscript/01-a.md", "papers/first.md",
    ]  # fmt: skip
    assert lines[-1].startswith("3 errors")
    faults = json.loads(check("one", "--format", "json").stdout)
    assert faults[0]["file"] == "one/manuscript/01-a.md"


def test_faults_that_documents_share_are_printed_once(folder: Path) -> None:
    (folder / "papers" / "references.bib").write_text("@book{a\n")
    ended = check("papers/first.md", "papers/second.md")
    assert ended.stdout.count("papers/references.bib:1:") == ended.stdout.count("bib-syntax") == 1


def test_quiet_prints_errors_alone_and_the_status_stays(folder: Path) -> None:
    text = "# Heading\n\n### Too deep\n\nText.[@none]\n"
    (folder / "two" / "01.md").write_text(text)
    assert "warning[heading-skip]" in check("two").stdout
    ended = check("two", "-q")
    assert ended.exit_code == 1
    assert "warning" not in ended.stdout
    assert ended.stdout.endswith("\n1 error\n")
    (folder / "two" / "01.md").write_text(text.replace("[@none]", ""))
    ended = check("two", "-q")
    assert (ended.exit_code, ended.stdout) == (0, "")
    assert check("two", "-q", "--strict").exit_code == 1


def test_many_notes_are_listed_with_v(folder: Path) -> None:
    (folder / "two" / "bibliography.bib").write_text(
        "".join(
            f"@online{{k{i}, title = {{T {i}}}, url = {{https://a.org/{i}}}}}\n" for i in range(9)
        )
    )
    assert check("two").stdout.count("entry-unused") == 1
    assert check("two", "-v").stdout.count("entry-unused") == 9


@pytest.mark.parametrize(
    ("terminal", "env", "colored"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        (True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colours_are_those_of_the_environment(
    terminal: bool, env: dict[str, str], colored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert _options._colored(terminal) is colored


def test_an_option_says_more_about_colours_than_the_environment(folder: Path) -> None:
    os.environ["NO_COLOR"] = "1"
    try:
        assert "\x1b[1;31merror" in check("one", "--color").stdout
    finally:
        del os.environ["NO_COLOR"]
    assert "\x1b[" not in check("one", "--no-color").stdout


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["chek"], "there is no command `chek`; did you mean `check`?"),
        (["biuld"], "there is no command `biuld`; did you mean `build`?"),
        (["Check"], "there is no command `Check`; did you mean `check`?"),
        (["xyzzy"], "there is no command `xyzzy`"),
        (["check", "--stric"], "--strict"),
        (["check", "--formt", "json"], "--format"),
    ],
)
def test_a_mistyped_command_or_option_names_the_nearest(typed: list[str], said: str) -> None:
    ended = CliRunner().invoke(main, typed)
    assert ended.exit_code == 2
    assert said in ended.stderr
    assert ("did you mean" in ended.stderr.lower()) is (typed != ["xyzzy"])


def test_places_are_named_from_here_with_those_of_their_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    span = Source("a.md", "x\n").span(0)
    bag = Bag([Diagnostic("a-b", Severity.NOTE, "m", span, notes=(Note("n", span), Note("n")))])
    (tmp_path / "p" / "q").mkdir(parents=True)
    (found,) = _places.from_here(bag, Request(tmp_path / "p" / "q"))
    assert found.span is not None
    assert found.span.source.name == "p/q/a.md"
    assert [note.span and note.span.source.name for note in found.notes] == ["p/q/a.md", None]
    (same,) = _places.from_here(bag, Request(tmp_path))
    assert same == bag.found[0]


def test_all_faults_of_a_file_share_its_text(tmp_path: Path) -> None:
    source = Source("a.md", "line\n" * 1000)
    bag = Bag()
    for i in range(1000):
        bag.error("any-fault", "a fault", source.span(5 * i))
    named = _places.from_here(bag, Request(tmp_path / "p"))
    assert len({id(d.span.source) for d in named if d.span}) == 1
