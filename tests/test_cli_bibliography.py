"""`reportgen check --fix` and `reportgen bib` on the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli import main

BIB = "@online{a, title = {Something.}, url = {https://example.org/a}}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "metadata.yaml").write_text("title: A case\n")
    (tmp_path / "manuscript" / "01.md").write_text("Text.[@a]\n")
    (tmp_path / "bibliography.bib").write_text(BIB)
    return tmp_path


def test_fix_shows_the_change_makes_it_and_has_nothing_left_to_say(project: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--fix", str(project)])
    assert result.exit_code == 0
    assert "-@online{a, title = {Something.}" in result.stderr
    assert "+@online{a, title = {Something}" in result.stderr
    assert result.stdout == ""
    assert (project / "bibliography.bib").read_text() == BIB.replace(".}", "}", 1)


def test_diff_shows_the_change_and_does_not_make_it(project: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--diff", str(project)])
    assert "+@online{a, title = {Something}" in result.stderr
    assert "title-end" in result.stdout
    assert (project / "bibliography.bib").read_text() == BIB


def test_fix_with_nothing_to_mend_says_nothing(project: Path) -> None:
    (project / "bibliography.bib").write_text(BIB.replace(".}", "}", 1))
    result = CliRunner().invoke(main, ["check", "--fix", str(project)])
    assert (result.exit_code, result.output) == (0, "")


def test_bib_lists_what_is_cited_where(project: Path) -> None:
    result = CliRunner().invoke(main, ["bib", str(project)])
    assert result.exit_code == 0
    assert result.output.splitlines() == [
        "1 entry: 1 cited in the article, 0 in the brief, 0 unused",
        "a  note 1              manuscript/01.md:1:7",
    ]


def test_bib_speaks_json(project: Path) -> None:
    result = CliRunner().invoke(main, ["bib", "--format", "json", str(project)])
    assert [item["key"] for item in json.loads(result.output)] == ["a"]
