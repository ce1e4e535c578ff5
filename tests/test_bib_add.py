"""`reportgen bib add` on the command line."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from articles import ARTICLE, BIB, DOI, ENTRY
from reportgen import bibliography
from reportgen.cli import main
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.pipeline import build
from servers import CSL, Internet, internet


@dataclass
class Project:
    """A project, with the command that adds to its bibliography."""

    root: Path
    net: Internet

    @property
    def bib(self) -> Path:
        return self.root / "bibliography.bib"

    def add(self, *arguments: str) -> Result:
        typed = ["bib", "add", *arguments, str(self.root)]
        return CliRunner().invoke(main, typed, obj=self.net.client(), catch_exceptions=False)

    def keys(self) -> list[str]:
        return list(bibliography.read((Source("b.bib", self.bib.read_text()),), Bag()).entries)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    monkeypatch.setattr(build, "supervised", lambda task, *_: task())  # without a worker of its own
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "metadata.yaml").write_text("title: A case\n")
    (tmp_path / "manuscript" / "01.md").write_text("Text.\n")
    with internet() as net:
        net.doi(DOI, ARTICLE)
        yield Project(tmp_path, net)


def test_a_doi_becomes_a_tidy_entry_with_the_note_that_it_prints(project: Project) -> None:
    result = project.add(DOI)
    assert (result.exit_code, project.bib.read_text()) == (0, ENTRY)
    assert result.stdout.splitlines() == [
        "added farrell2019 to bibliography.bib",
        "  cite   [@farrell2019]",
        "  print  Henry Farrell and Abraham L. Newman, “Weaponized Interdependence: How Global "
        "Economic Networks Shape State Coercion,” International Security 44, no. 1 (2019): 42–79, "
        "<https://doi.org/10.1162/isec_a_00351>.",
    ]
    assert project.net.asked[0].headers["Accept"].startswith(CSL)


def test_a_dry_run_prints_the_entry_and_writes_nothing(project: Project) -> None:
    project.bib.write_bytes(BIB.encode())
    result = project.add(DOI, "--dry-run")
    assert ENTRY in result.stdout
    assert project.bib.read_bytes() == BIB.encode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("978-0-262-04654-2", "its last digit does not fit"),
        ("0-691-02233-1", "its last digit does not fit"),
        ("isbn 12345", "10 or 13 digits"),
        ("doi:foo", "no DOI"),
        ("ftp://a.org/x", "no address of the web"),
        ("file:///etc/passwd", "no address of the web"),
        ("javascript:alert(1)", "no DOI, ISBN"),
        ("arxiv:12", "no number of arXiv"),
        ("http://", "no address of the web"),
        ("\x1b[31mred\x1b[0m", "no DOI, ISBN"),
        ("10.1/x", "no DOI, ISBN"),
    ],
)
def test_what_is_no_identifier_is_told_and_nobody_is_asked(
    project: Project, typed: str, said: str
) -> None:
    result = project.add(typed)
    assert result.exit_code == 1
    assert "identifier-malformed" in result.stderr
    assert said in result.stderr
    assert "\x1b" not in result.stderr
    assert not project.net.asked
    assert not project.bib.exists()


def test_a_key_of_ones_own_is_taken_if_it_is_free(project: Project) -> None:
    project.bib.write_text("@book{walt1987, title={Alliances}}\n")
    taken = project.add(DOI, "--key", "Walt1987")
    assert taken.exit_code == 1
    assert "key-taken" in taken.stderr
    for wrong in ("a b", "a,b", "{x}", "@x", "x\ny"):
        assert project.add(DOI, "--key", wrong).exit_code == 2
    assert project.add(DOI, "--key", "own:key_1").exit_code == 0
    assert project.keys() == ["walt1987", "own:key_1"]


def test_what_is_found_is_added_though_others_fail(project: Project) -> None:
    result = project.add("10.5555/none", DOI, f"doi:{DOI}")
    assert result.exit_code == 1
    assert "source-unfound" in result.stderr
    assert project.bib.read_text() == ENTRY


def test_a_bibliography_that_is_no_bibtex_is_told(project: Project) -> None:
    (project.root / "manuscript" / "metadata.yaml").write_text("title: T\nbibliography: b.json\n")
    (project.root / "b.json").write_text("[]")
    result = project.add(DOI)
    assert result.exit_code == 1
    assert "`b.json` is no BibTeX file" in result.stderr
    assert not project.net.asked


def test_the_bibliography_of_a_single_document_grows(project: Project, tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    paper = tmp_path / "alone" / "paper.md"
    paper.write_text("---\ntitle: T\nbibliography: refs.bib\n---\n\nText.\n")
    (tmp_path / "alone" / "refs.bib").write_text("")
    result = CliRunner().invoke(main, ["bib", "add", DOI, str(paper)], obj=project.net.client())
    assert result.exit_code == 0
    assert (tmp_path / "alone" / "refs.bib").read_text() == ENTRY


def test_an_author_date_style_prints_the_reference(project: Project) -> None:
    (project.root / "manuscript" / "metadata.yaml").write_text("title: T\ncsl: apa\n")
    assert "  print  Farrell, H., & Newman, A. L. (2019). " in project.add(DOI).stdout


def test_an_entry_that_was_added_has_nothing_to_mend(project: Project) -> None:
    project.add(DOI)
    (project.root / "manuscript" / "01.md").write_text("Text.[@farrell2019]\n")
    bag = Bag()
    assert build.examine(project.root, bag)
    assert not bag.found


def test_the_shell_completes_the_commands_the_options_and_the_path() -> None:
    group = main.get_command(click.Context(main), "bib")
    assert group is not None
    context = group.make_context("bib", [], resilient_parsing=True)
    assert [item.value for item in group.shell_complete(context, "a")] == ["add", "a"]
    assert group.shell_complete(context, "")[-1].type == "file"
    options = [item.value for item in group.shell_complete(context, "--")]
    assert {"--unused", "--format", "--help"} <= {*options}
    assert len(options) == len({*options})
