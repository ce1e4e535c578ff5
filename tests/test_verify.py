"""The same sources give the same bytes, wherever and however they are built; verify says so."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reportgen import build
from reportgen.reports.verify import verify

FRONT = """---
title: A title
author: Jane Doe
date: 2024-05-01
bibliography: refs.bib
{more}brief: {{standfirst: The bottom line., url: "https://example.org/a"}}
---

# One

Text [@kim] and 한국어.^[A note, 양자.]

::: {{.key-finding}}
A finding with a number, 31.2 percent.[@kim]
:::
"""
BIB = "@online{kim, author = {Kim}, title = {양자}, url = {https://example.org/b}, date = 2024}\n"


def project(folder: Path, more: str = "") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "paper.md").write_text(FRONT.format(more=more), encoding="utf-8")
    (folder / "refs.bib").write_text(BIB, encoding="utf-8")
    return folder / "paper.md"


def run(paper: Path, jobs: int = 2, **environment: str) -> dict[str, bytes]:
    """What a build in a process of its own writes."""
    kept = {"PATH", "HOME", "PYTHONPATH", "VIRTUAL_ENV"}
    given = {k: v for k, v in os.environ.items() if k in kept} | environment
    command = [sys.executable, "-m", "reportgen.cli", "build", str(paper), "--no-cache"]
    done = subprocess.run(
        [*command, "--jobs", str(jobs)], env=given, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return {p.name: p.read_bytes() for p in (paper.parent / "build").glob("*.*")}


def test_no_folder_seed_locale_or_time_zone_changes_a_byte(tmp_path: Path) -> None:
    first = run(project(tmp_path / "one"), PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    second = run(
        project(tmp_path / "two" / "긴 이름"), jobs=1, PYTHONHASHSEED="2", TZ="Asia/Seoul",
        LC_ALL="C.UTF-8",
    )  # fmt: skip
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []
    assert len(first) == 7


def test_the_epoch_dates_the_files(tmp_path: Path) -> None:
    paper = project(tmp_path)
    plain = run(paper)
    dated = run(paper, SOURCE_DATE_EPOCH="1000000000")
    assert b"2001-09-09" in dated["paper.pdf"] or plain["paper.docx"] != dated["paper.docx"]
    assert dated == run(paper, SOURCE_DATE_EPOCH="1000000000")


def test_what_was_built_is_verified(tmp_path: Path) -> None:
    paper = project(tmp_path)
    build(paper, to=["html"])
    build(paper, to=["docx"])
    found = verify(paper)
    assert {f.name: f.same for f in found} == {
        "paper.html": True, "paper-brief.html": True, "paper.docx": True, "paper-brief.docx": True,
    }  # fmt: skip


def test_a_changed_file_and_a_changed_source_are_told_apart(tmp_path: Path) -> None:
    paper = project(tmp_path)
    build(paper, to=["html"])
    brief = tmp_path / "build" / "paper-brief.html"
    brief.write_bytes(brief.read_bytes() + b"\n")
    by_name = {f.name: f.causes for f in verify(paper)}
    assert by_name == {
        "paper.html": (), "paper-brief.html": ("the file was changed after it was built",),
    }  # fmt: skip
    paper.write_text(paper.read_text("utf-8") + "\nMore.\n", encoding="utf-8")
    assert "paper.md has changed" in {f.name: f.causes for f in verify(paper)}["paper.html"]


def test_where_a_killed_build_left_new_files_beside_old_ones_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = project(tmp_path)
    build(paper, to=["html", "docx"])
    paper.write_text(paper.read_text("utf-8") + "\nAnother paragraph.\n", "utf-8")
    usual, done = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        if Path(target).parent.name == "sent":  # what is kept of Word documents comes first
            return usual(self, target)
        if done:
            raise OSError("killed")
        done.append(Path(target).name)
        return usual(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(OSError, match="killed"):
        build(paper, to=["html", "docx"])
    monkeypatch.undo()
    found = {f.name: f for f in verify(paper)}
    assert done[0] in found
    assert "the file was changed after it was built" in found[done[0]].causes
    assert not found["paper.html"].same
    assert not found["paper.docx"].same


def test_the_manifest_names_inputs_tools_and_fonts(tmp_path: Path) -> None:
    build(project(tmp_path), to=["html"])
    text = (tmp_path / "build" / "manifest.json").read_text("utf-8")
    (made,) = json.loads(text)["builds"].values()
    assert set(made["inputs"]) >= {"paper.md", "refs.bib"}
    assert {"pandoc", "weasyprint", "reportgen"} <= set(made["tools"])
    assert any(name.startswith("NotoSerifKR") for name in made["fonts"])
    assert str(tmp_path) not in text


def test_without_a_manifest_there_is_nothing_to_verify(tmp_path: Path) -> None:
    paper = project(tmp_path)
    build(paper, to=["html"])
    (tmp_path / "build" / "manifest.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ValueError, match="no manifest"):
        verify(paper)
    shutil.rmtree(tmp_path / "build")
    with pytest.raises(ValueError, match="no manifest"):
        verify(paper)
