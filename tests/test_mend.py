"""`check --fix`: what is mended, and that nothing else changes."""

import stat
import time
from pathlib import Path

import pytest

from case import cases, examine, write
from reportgen.diagnostics import Diagnostic, Edit, Severity
from reportgen.diagnostics.source import Source
from reportgen.parse import Manuscript
from reportgen.reports import fix

BIB = (
    "@online{a,\n"
    "\ttitle\t=  {Something That Happened.},   \n"
    "  date = {12 May 2020},\n"
    "  url = {https://example.org/a?utm_source=x},\n"
    "}\n"
    "\n"
    "\n"
    "Some text between entries, 한국어.\n"
    "@article{b, title={Something Else}, journaltitle={Journal}, date={2020}, pages={12-15}}"
)


def project(root: Path, bib: bytes, text: str = "Text.[@a; @b]\n") -> Manuscript:
    (root / "manuscript").mkdir()
    (root / "manuscript" / "metadata.yaml").write_text("title: A case\n")
    (root / "manuscript" / "01.md").write_bytes(text.encode())
    (root / "bibliography.bib").write_bytes(bib)
    return examine(root)[0]


def mended(text: str) -> str:
    return (
        text.replace("Happened.", "Happened")
        .replace("12 May 2020", "2020-05-12")
        .replace("?utm_source=x", "")
        .replace("12-15", "12--15")
    )


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "byte-order-mark"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_other_byte_stays(tmp_path: Path, mark: str, end: str) -> None:
    before = mark + BIB.replace("\n", end)
    fix.write(fix.fix(project(tmp_path, before.encode())))
    assert (tmp_path / "bibliography.bib").read_bytes() == mended(before).encode()


def test_mixed_line_ends_stay_mixed(tmp_path: Path) -> None:
    before = BIB.replace("\n", "\r\n", 3)
    fix.write(fix.fix(project(tmp_path, before.encode())))
    assert (tmp_path / "bibliography.bib").read_bytes() == mended(before).encode()


def test_a_second_time_changes_nothing(tmp_path: Path) -> None:
    fix.write(fix.fix(project(tmp_path, BIB.encode())))
    manuscript, bag = examine(tmp_path)
    assert fix.fix(manuscript) == ()
    assert not list(bag)


def test_the_diff_shows_the_changed_lines_alone(tmp_path: Path) -> None:
    (change,) = fix.fix(project(tmp_path, BIB.encode()))
    lines = change.diff.splitlines()
    assert lines[:2] == ["--- a/bibliography.bib", "+++ b/bibliography.bib"]
    assert sum(line.startswith("-") for line in lines) == 1 + 4
    assert sum(line.startswith("+") for line in lines) == 1 + 4
    assert lines[-1] == "\\ No newline at end of file"
    assert (tmp_path / "bibliography.bib").read_bytes() == BIB.encode()


def test_what_is_allowed_is_left_as_it_is(tmp_path: Path) -> None:
    project(tmp_path, BIB.encode())
    (tmp_path / "manuscript" / "metadata.yaml").write_text(
        "title: A case\nallow: [title-end, date-form, url-tracking, pages-form]\n"
    )
    assert fix.fix(examine(tmp_path)[0]) == ()


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    changes = fix.fix(project(tmp_path, BIB.encode()))
    (tmp_path / "bibliography.bib").write_bytes(b"something else")
    with pytest.raises(OSError, match="meanwhile"):
        fix.write(changes)
    assert (tmp_path / "bibliography.bib").read_bytes() == b"something else"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bibliography.bib", "manuscript"]


def test_the_mode_of_a_file_stays(tmp_path: Path) -> None:
    manuscript = project(tmp_path, BIB.encode())
    (tmp_path / "bibliography.bib").chmod(0o640)
    fix.write(fix.fix(manuscript))
    assert stat.S_IMODE((tmp_path / "bibliography.bib").stat().st_mode) == 0o640


def test_a_single_file_is_mended_below_its_front_matter(tmp_path: Path) -> None:
    file = tmp_path / "one.md"
    before = "---\r\ntitle: One\r\n---\r\n\r\nText^[A note.]. More.\r\n"
    file.write_bytes(before.encode())
    fix.write(fix.fix(examine(file)[0]))
    assert file.read_bytes() == before.replace("^[A note.].", ".^[A note.]").encode()


def test_values_that_are_put_together_are_left_alone(tmp_path: Path) -> None:
    bib = "@string{x = {Some}}\n@online{a, title = x # { Thing.}, url = {https://example.org/a}}\n"
    assert fix.fix(project(tmp_path, bib.encode(), "Text.[@a]\n")) == ()


def test_nothing_that_can_be_mended_is_left_of_the_planted_faults(tmp_path: Path) -> None:
    planted = next(case for case in cases() if case.name == "planted")
    manuscript, before = examine(write(planted, tmp_path))
    fix.write(fix.fix(manuscript))
    again, after = examine(tmp_path)
    assert len([d for d in before if d.fix]) >= 10
    assert not [d for d in after if d.fix]
    assert not fix.fix(again)
    assert len(list(after)) < len(list(before))


def test_very_many_edits_of_a_file_are_put_together_in_time() -> None:
    source = Source("a.bib", "x" * 300_000)
    places = [source.span(i, i) for i in range(298_000, 0, -9)]
    found = [
        Diagnostic("field-escape", Severity.NOTE, "", place, fix=(Edit(place, "\\"),))
        for place in [*places, *places]
    ]
    start = time.process_time()
    cuts = fix._edits(found, {"a.bib": 0})["a.bib"]
    assert time.process_time() - start < 4
    assert len(cuts) == len(places)
    assert cuts == sorted(cuts)
