"""`reportgen merge`: edited documents come back to their sources, and nothing is lost unsaid."""

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from command import run
from package import Package, W
from reportgen.pipeline import build

FRONT = """---
title: A title of some words
author: {name: Ann Example}
date: 2026-05-04
bibliography: a.bib
---
"""
TEXT = (
    FRONT
    + """
# First part

The first paragraph says what the alliance wants.[@one, 12] It says it twice.

A second paragraph has other words about research.[@two]

# Second part

Nothing stands here but a third paragraph.[^n] It is long enough to be known.

A fourth paragraph speaks of money and of ministers.

- An item of a list
- Another item of a list

[^n]: A note in prose about nothing.
"""
)
BIB = """@book{one, author={Author, Bob}, title={A Book}, publisher={House}, year={2001}}
@book{two, author={Writer, Cy}, title={Two Books}, publisher={Press}, year={2002}}
"""
Change = Callable[[str], str]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that was built, so that its document can be sent."""
    folder = tmp_path_factory.mktemp("sent")
    (folder / "a.md").write_text(TEXT)
    (folder / "a.bib").write_text(BIB)
    built = build.build(folder / "a.md", to=["docx"], workers=1)
    assert not built.bag.failed
    return folder


@pytest.fixture
def project(sent: Path, tmp_path: Path) -> Path:
    shutil.copytree(sent, tmp_path / "p")
    return tmp_path / "p"


def changed(data: bytes, change: Change, part: str = "word/document.xml") -> bytes:
    """A document with another XML in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before = parts[part].decode()
    after = change(before)
    assert after != before
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, held in {**parts, part: after.encode()}.items():
            package.writestr(name, held)
    return out.getvalue()


def words(old: str, new: str) -> Change:
    return lambda xml: xml.replace(old, new, 1)


def edit(project: Path, *changes: Change, name: str = "edited.docx") -> Path:
    data = (project / "build" / "a.docx").read_bytes()
    for change in changes:
        data = changed(data, change)
    (project.parent / name).write_bytes(data)
    return project.parent / name


def track(old: str, new: str, author: str) -> Change:
    """The words tracked as a change of an author."""
    who = f'w:id="900" w:author="{author}" w:date="2026-05-04T12:00:00Z"'

    def change(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        text = next(t for t in root.iter(f"{W}t") if old in (t.text or ""))
        before, _, after = text.text.partition(old)
        pieces = [("t", before), ("delText", old), ("t", new), ("t", after)]
        runs = [
            f'<w:r><w:{tag} xml:space="preserve">{said}</w:{tag}></w:r>' for tag, said in pieces
        ]
        runs[1:3] = [f"<w:del {who}>{runs[1]}</w:del>", f"<w:ins {who}>{runs[2]}</w:ins>"]
        made = etree.fromstring(f'<x xmlns:w="{W[1:-1]}">{"".join(runs)}</x>')
        parent = text.getparent()
        for piece in reversed(list(made)):
            parent.addnext(piece)
        parent.getparent().remove(parent)
        return etree.tostring(root).decode()

    return change


def merge(project: Path, document: Path, *options: str) -> "tuple[int, str, str]":
    ended = run("merge", document, project / "a.md", *options, cwd=project.parent)
    assert "Traceback" not in ended.err
    return ended.status, ended.out.decode(), ended.err


def test_a_patch_then_the_manuscript_and_nothing_a_second_time(project: Path) -> None:
    document = edit(
        project, words("alliance wants", "ally needs"), words("A title of", "The title of")
    )
    wanted = TEXT.replace("alliance wants", "ally needs").replace("A title of", "The title of")
    status, out, err = merge(project, document)
    assert (status, err) == (0, "")
    assert (project / "a.md").read_text() == TEXT
    assert "a.md:10:35: " in out
    assert "[-alliance wants-]{+ally needs+}" in out
    patch = (project / "build" / "merge" / "edited.patch").read_text()
    assert patch.startswith("--- a/a.md\n+++ b/a.md\n@@ ")
    report = (project / "build" / "merge" / "edited.md").read_text()
    assert "~~alliance wants~~**ally needs**" in report
    assert "`a.md:10:35`" in report
    assert merge(project, document, "--apply")[0] == 0
    assert (project / "a.md").read_text() == wanted
    status, out, _ = merge(project, document, "--apply")
    assert status == 0
    assert "already" in out
    assert (project / "a.md").read_text() == wanted


def test_the_authors_own_words_stay_and_a_conflict_shows_both(project: Path) -> None:
    document = edit(project, words("alliance wants", "ally needs"), words("money", "funds"))
    now = TEXT.replace("says it twice", "says it once").replace("of money", "of gold")
    (project / "a.md").write_text(now)
    status, out, err = merge(project, document, "--apply")
    assert status == 1
    assert "[-alliance wants-]{+ally needs+}" in out
    assert "conflict" in err
    assert "gold" in err
    assert "funds" in err
    assert (project / "a.md").read_text() == now.replace("alliance wants", "ally needs")
    assert "“money”" in (project / "build" / "merge" / "edited.md").read_text()
    merge(project, document, "--apply", "--conflicts")
    text = (project / "a.md").read_text()
    assert "<<<<<<< now\nA fourth paragraph speaks of gold and of ministers.\n=======\n" in text
    assert "=======\nA fourth paragraph speaks of funds and of ministers.\n>>>>>>> edited" in text


def test_nothing_differs_in_what_comes_back_as_it_was(project: Path) -> None:
    status, out, _ = merge(project, edit(project, words("<w:body>", "<w:body >")), "--apply")
    assert status == 0
    assert "nothing differs" in out
    assert (project / "a.md").read_text() == TEXT


def test_tracked_changes_are_taken_of_whom_they_are_asked_of(project: Path) -> None:
    document = edit(
        project, track("alliance", "ally", "Ed Itor"), track("ministers", "kings", "Re Viewer")
    )
    status, out, _ = merge(project, document)
    assert status == 0
    assert "Ed Itor: 1 change\nRe Viewer: 1 change\n" in out
    status, out, _ = merge(project, document, "--accept", "Ed Itor")
    assert "ally" in out
    assert "kings" not in out
    report = (project / "build" / "merge" / "edited.md").read_text()
    assert "were not accepted" in report
    status, _, err = merge(project, document, "--accept", "Nobody")
    assert (status, "`Ed Itor`, `Re Viewer`" in err) == (1, True)
    assert "kings" in report


def test_what_cannot_come_back_is_told_with_the_editors_words(project: Path) -> None:
    document = edit(project, words("4, 2026", "5, 2027"), words("money", "funds"))
    status, _, err = merge(project, document, "--apply")
    assert status == 1
    assert "front matter" in err
    assert "2027" in err
    assert (project / "a.md").read_text() == TEXT.replace("money", "funds")


def test_another_document_is_refused(project: Path) -> None:
    other = project.parent / "q"
    other.mkdir()
    (other / "a.md").write_text(FRONT + "\n# Quite\n\n" + "Wholly different matters rule. " * 30)
    (other / "a.bib").write_text(BIB)
    build.build(other / "a.md", to=["docx"], workers=1)
    status, _, err = merge(project, other / "build" / "a.docx")
    assert status == 1
    assert "no document is kept" in err
    given = project / "build" / "a.docx"
    status, _, err = merge(project, other / "build" / "a.docx", "--base", str(given))
    assert status == 1
    assert "stands in the one that was sent" in err
    assert not (project / "build" / "merge").exists()


def test_a_document_of_which_much_is_gone_needs_force(project: Path) -> None:
    def drop(xml: str) -> str:
        root = etree.fromstring(xml.encode())
        paragraphs = [p for p in root.iter(f"{W}p") if p.find(f"{W}r") is not None]
        for paragraph in paragraphs[4:10]:
            paragraph.getparent().remove(paragraph)
        return etree.tostring(root).decode()

    document = edit(project, drop)
    status, _, err = merge(project, document)
    assert status == 1
    assert "are gone" in err
    assert "--force" in err
    assert (project / "a.md").read_text() == TEXT


def test_a_document_is_known_again_without_its_properties(project: Path) -> None:
    document = edit(project, words("money", "funds"))
    data = changed(document.read_bytes(), words("reportgen.", "other."), "docProps/custom.xml")
    for name in ("source", "version", "edition"):
        if f"reportgen.{name}" in Package.of(data).parts["docProps/custom.xml"].decode():
            data = changed(data, words(f"reportgen.{name}", "x"), "docProps/custom.xml")
    document.write_bytes(data)
    status, out, _ = merge(project, document)
    assert status == 0
    assert "[-money-]{+funds+}" in out
    report = (project / "build" / "merge" / "edited.md").read_text()
    assert "does not say what it was made of" in report


def test_without_what_was_sent_the_manuscript_as_it_is_counts_while_it_prints_the_same(
    project: Path,
) -> None:
    document = edit(project, words("money", "funds"))
    shutil.rmtree(project / "build")
    assert merge(project, document)[0] == 0
    (project / "a.md").write_text(TEXT.replace("third", "3rd"))
    status, _, err = merge(project, document)
    assert status == 1
    assert "no document is kept" in err
    assert "--base" in err
    (project.parent / "old").mkdir()
    (project.parent / "old" / "a.md").write_text(TEXT)
    (project.parent / "old" / "a.bib").write_text(BIB)
    status, out, err = merge(project, document, "--base", str(project.parent / "old" / "a.md"))
    assert (status, err) == (0, "")
    assert "[-money-]{+funds+}" in out
    assert "third" not in out


@pytest.mark.parametrize("data", [b"%PDF-1.7", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)])
def test_what_is_no_document_is_refused_with_a_reason(data: bytes, project: Path) -> None:
    (project.parent / "x.docx").write_bytes(data)
    status, out, err = merge(project, project.parent / "x.docx")
    assert (status, out) == (1, "")
    assert err.startswith("reportgen: x.docx: ")
    assert not (project / "build" / "merge").exists()


def test_wrong_usage_is_told(project: Path) -> None:
    document = edit(project, words("money", "funds"))
    assert merge(project, document, "--conflicts")[0] == 2
    assert merge(project, project / "missing.docx")[0] == 2


def test_a_link_in_the_place_of_the_reports_folder_is_not_followed(project: Path) -> None:
    (project.parent / "elsewhere").mkdir()
    (project / "build" / "merge").symlink_to(project.parent / "elsewhere")
    assert merge(project, edit(project, words("money", "funds")))[0] == 3
    assert not list((project.parent / "elsewhere").iterdir())
