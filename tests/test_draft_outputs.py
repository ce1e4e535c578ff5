"""Drafts in all formats, each edition by itself, and what lies in the folder of outputs."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

import pages
from package import Package
from reportgen import Built, build
from reportgen.reports.verify import verify
from reportgen.reports.words.compare import read

FRONT = """title: A title
author: Ann Author
lang: {0}
date: 2024-12-01
abstract: An abstract.
"""
BIB = "@book{smith, author={Jane Smith}, title={A Book}, publisher={Press}, date={2020}}\n"
SOUND = "# One\n\nSome prose cites a source.[@smith]\n\n"
FAULTS = (
    "A source.[@nobody] We see @fig-none. A formula $\\nosuch{x$ too, and a note.[^3]\n\n"
    '![A caption.](none.png){#fig-x alt="A map"}\n\nSee @fig-x.\n\n'
)
MARKS = ("[?nobody]", "We see ??", "\\nosuch{x", "[? the note [^3] is not defined]")
FINDING = '::: {.key-finding title="First"}\nA finding that stands.\n:::\n\n'


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(body: str, front: str = "", lang: str = "en-US", bib: str = "") -> Path:
        folder = tmp_path / "manuscript"
        folder.mkdir(exist_ok=True)
        (folder / "metadata.yaml").write_text(FRONT.format(lang) + front, encoding="utf-8")
        (folder / "01.md").write_text(body, encoding="utf-8")
        (tmp_path / "bibliography.bib").write_text(BIB + bib, encoding="utf-8")
        return tmp_path

    return write


def names(built: Built) -> set[str]:
    return {path.name for path in built.files}


def words(path: Path) -> str:
    """What an output reads out: a PDF by its tags."""
    contents = read(path.read_bytes())
    notes = [word for _, said in contents.notes for word in said]
    return " ".join(" ".join([*contents.text, *contents.captions, *notes]).split())


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.*")}


def test_the_marks_stand_in_the_text_of_each_format(write: Callable[..., Path]) -> None:
    built = build(write(SOUND + FAULTS), draft=True)
    assert built.bag.failed
    assert names(built) == {"article-draft.pdf", "article-draft.html", "article-draft.docx"}
    for path in built.files:
        said = words(path)
        for mark in (*MARKS, "[Picture to come: none.png: A map]"):
            assert mark in said, (path.name, said)


def test_an_error_is_marked_once(write: Callable[..., Path]) -> None:
    more = "Both.[see @nobody, 3; @smith; @nobody] As @nobody says.^[See @none.]\n"
    for style in ("", "csl: house-short\n"):
        built = build(write(SOUND + FAULTS + more, style), to=("html",), draft=True)
        html = built.files[0].read_text("utf-8")
        assert html.count('<span class="draft-fault') == len(built.bag.errors) == 9, style


def test_each_page_says_that_it_is_a_draft(write: Callable[..., Path]) -> None:
    long = "".join(f"Paragraph {i} of some words.\n\n" * 9 for i in range(12))
    built = {p.suffix: p for p in build(write(SOUND + long, "toc: true\n"), draft=True).files}
    sheets = pages.lines(built[".pdf"])
    assert len(sheets) > 2
    assert all(any(line.text == "DRAFT" for line in sheet) for sheet in sheets)
    assert built[".html"].read_text("utf-8").count(">DRAFT</aside>") == 1
    word = Package.of(built[".docx"].read_bytes())
    heads = [name for name in word.parts if re.fullmatch(r"word/header-\w+\.xml", name)]
    assert len(heads) == 3
    for name in heads:
        assert "DRAFT" in word.text(name.removeprefix("word/").removesuffix(".xml"))


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_the_cover_and_the_brief_say_so_too(write: Callable[..., Path], theme: str) -> None:
    path = write(SOUND + FINDING, f"theme: {theme}\n")
    built = build(path, to=("pdf", "docx"), draft=True)
    assert not built.bag.failed
    for file in built.files:
        if file.suffix == ".pdf":
            for sheet in pages.lines(file):
                assert any(line.text == "DRAFT" for line in sheet), file.name
        else:
            word = Package.of(file.read_bytes())
            for name in word.parts:
                if name.startswith("word/header-"):
                    assert b"DRAFT" in word.parts[name], (file.name, name)


def test_what_a_file_says_of_itself_is_that_it_is_a_draft(write: Callable[..., Path]) -> None:
    built = {p.suffix: p for p in build(write(SOUND), draft=True).files}
    with pikepdf.open(built[".pdf"]) as pdf:
        assert pdf.docinfo["/Title"] == "DRAFT: A title"
    html = built[".html"].read_text("utf-8")
    assert "<title>DRAFT: A title" in html
    assert '<meta name="robots" content="noindex">' in html
    core = Package.of(built[".docx"].read_bytes()).parts["docProps/core.xml"].decode()
    assert "DRAFT: A title" in core
    assert "contentStatus>Draft<" in core


def test_marks_in_word_have_a_style_of_their_own(write: Callable[..., Path]) -> None:
    built = build(write(SOUND + FAULTS), to=("docx",), draft=True)
    word = Package.of(built.files[0].read_bytes())
    marked = word.find("//w:r[w:rPr/w:rStyle/@w:val='DraftFault']/w:t/text()")
    assert "??" in marked
    assert "".join(marked).count("Picture to come") == 1
    kinds = word.find("//w:style[@w:styleId='DraftFault']/@w:type", "styles")
    assert kinds == ["character"]
    sound = build(write(SOUND), to=("docx",))
    assert b"Draft" not in Package.of(sound.files[0].read_bytes()).parts["word/styles.xml"]


def test_without_a_fault_a_draft_has_the_same_words_and_the_line(
    write: Callable[..., Path],
) -> None:
    path = write(SOUND + FINDING)
    strict = {p.suffix + p.stem: words(p) for p in build(path).files}
    draft = build(path, draft=True)
    assert not draft.bag.failed
    found = {p.suffix + p.stem.removesuffix("-draft"): words(p) for p in draft.files}
    assert found.keys() == strict.keys()
    for name, said in found.items():
        assert said.replace("DRAFT ", "", 1) == strict[name], name


def test_the_words_of_a_draft_are_in_the_documents_language(write: Callable[..., Path]) -> None:
    path = write(SOUND + FAULTS, lang="ko", front="nocite: '@none'\n")
    html = build(path, to=("html",), draft=True).files[0].read_text("utf-8")
    assert ">초안</aside>" in html
    assert "넣을 그림: none.png: A map" in html
    assert "본문 밖의 오류:" in html
    assert re.search(r'<span class="draft-fault" lang="en">\[\? the note', html)


def test_the_front_matter_can_ask_for_a_draft(write: Callable[..., Path]) -> None:
    built = build(write(SOUND + FAULTS, "draft: true\n"), to=("html",))
    assert names(built) == {"article-draft.html"}
    assert built.bag.failed


def test_a_single_files_drafts_are_named_after_it(tmp_path: Path) -> None:
    path = tmp_path / "paper.md"
    path.write_text(f"---\n{FRONT.format('en')}---\n\nText @fig-x.\n\n{FINDING}", encoding="utf-8")
    built = build(path, to=("html",), draft=True)
    assert names(built) == {"paper-draft.html", "paper-brief-draft.html"}


def test_a_draft_leaves_what_was_built_without_faults(write: Callable[..., Path]) -> None:
    path = write(SOUND)
    build(path, to=("html",))
    before = bytes_of(path / "build")
    build(path, to=("html",), draft=True)
    after = bytes_of(path / "build")
    assert after["article.html"] == before["article.html"]
    found = verify(path)
    assert [f.name for f in found] == ["article-draft.html", "article.html"]
    assert all(f.same for f in found), found


def test_the_manifest_says_that_an_output_is_of_a_draft(write: Callable[..., Path]) -> None:
    path = write(SOUND + FAULTS)
    build(path, to=("html",), draft=True)
    known = json.loads((path / "build/manifest.json").read_text("utf-8"))
    key = known["outputs"]["article-draft.html"]["build"]
    assert known["builds"][key]["request"]["draft"] is True
    assert all(finding.same for finding in verify(path))


def test_a_fault_of_the_article_does_not_stop_the_brief(write: Callable[..., Path]) -> None:
    path = write(SOUND + FINDING)
    build(path, to=("html",))
    before = bytes_of(path / "build")
    write(SOUND + "We see @fig-none.\n\n" + FINDING.replace("stands", "is new"))
    built = build(path, to=("html",))
    assert built.bag.failed
    assert names(built) == {"brief.html"}
    assert [p.name for p in built.kept] == ["article.html"]
    after = bytes_of(path / "build")
    assert after["article.html"] == before["article.html"]
    assert b"is new" in after["brief.html"]
    known = json.loads(after["manifest.json"])["outputs"]
    assert known["article.html"]["build"] != known["brief.html"]["build"]
    same = {finding.name: finding.same for finding in verify(path)}
    assert same == {"article.html": False, "brief.html": True}


@pytest.mark.parametrize(
    ("body", "front"),
    [
        (FINDING + "::: {.brief-only}\nWe see @fig-none.\n:::\n", ""),
        (FINDING, "brief: {date: 2024-13-45}\n"),
    ],
    ids=["its text", "its field"],
)
def test_a_fault_of_the_brief_does_not_stop_the_article(
    body: str, front: str, write: Callable[..., Path]
) -> None:
    built = build(write(SOUND + body, front), to=("html",))
    assert built.bag.failed
    assert names(built) == {"article.html"}
    assert "??" not in built.files[0].read_text("utf-8")


def test_a_fault_that_both_show_stops_both(write: Callable[..., Path]) -> None:
    built = build(write(SOUND + FINDING.replace("stands", "stands in @fig-none")), to=("html",))
    assert not built.files
    assert not built.whole


def test_a_picture_that_the_brief_shows_stops_both(write: Callable[..., Path]) -> None:
    figure = '![A caption.](none.png){#fig-x alt="A map"}\n\nSee @fig-x.\n\n'
    built = build(write(SOUND + figure + FINDING, "brief: {exhibit: fig-x}\n"), to=("html",))
    assert not built.files


def test_what_looks_like_a_mark_is_none(write: Callable[..., Path]) -> None:
    built = build(write(SOUND + "Some [words]{.draft-fault} of an author.\n"), to=("html",))
    assert not built.bag.failed
    assert names(built) == {"article.html"}


LONG = "".join(
    f'::: {{.key-finding title="Finding {i}"}}\n{"A finding with some words in it. " * 12}\n:::\n\n'
    for i in range(24)
)


def test_a_brief_that_is_too_long_does_not_stop_the_article(write: Callable[..., Path]) -> None:
    path = write(SOUND + LONG)
    built = build(path, to=("pdf", "docx"))
    assert {d.code for d in built.bag.errors} == {"brief-overflow"}
    assert names(built) == {"article.pdf", "article.docx"}


def test_a_draft_of_a_brief_that_is_too_long_takes_a_longer_page(
    write: Callable[..., Path],
) -> None:
    built = build(write(SOUND + LONG), to=("pdf", "docx"), edition=("brief",), draft=True)
    assert {d.code for d in built.bag.errors} == {"brief-overflow"}
    assert names(built) == {"brief-draft.pdf", "brief-draft.docx"}
    for file in built.files:
        assert "Finding 23" in words(file), file.name
    path = next(p for p in built.files if p.suffix == ".pdf")
    (sheet,) = pages.lines(path)
    assert "DRAFT" in {line.text for line in sheet}
    with pikepdf.open(path) as pdf:
        assert pdf.pages[0].mediabox[3] > 1000


def _no_front(folder: Path) -> None:
    (folder / "manuscript/metadata.yaml").unlink()


def _no_yaml(folder: Path) -> None:
    (folder / "manuscript/metadata.yaml").write_bytes(b"\x00{[: :\n- ]\n  x\n\x07")


def _binary_chapter(folder: Path) -> None:
    (folder / "manuscript/02.md").write_bytes(b"# Two\n\nCaf\xe9.\n")


def _binary_front(folder: Path) -> None:
    (folder / "manuscript/metadata.yaml").write_bytes(b"title: Caf\xe9\n")


def _deep_chapter(folder: Path) -> None:
    (folder / "manuscript/02.md").write_text("[" * 400 + "x" + "]" * 400, encoding="utf-8")


def _no_text(folder: Path) -> None:
    (folder / "manuscript/01.md").write_text("", encoding="utf-8")


def _no_chapter(folder: Path) -> None:
    (folder / "manuscript/01.md").unlink()


@pytest.mark.parametrize(
    ("spoil", "left"),
    [
        (_no_front, "Some prose cites"),
        (_no_yaml, "Some prose cites"),
        (_binary_front, "Some prose cites"),
        (_binary_chapter, "Some prose cites"),
        (_deep_chapter, "Some prose cites"),
        (_no_text, "A title"),
        (_no_chapter, "A title"),
    ],
)
def test_what_cannot_be_read_is_left_out_of_a_draft_and_said_at_its_head(
    spoil: Callable[[Path], None], left: str, write: Callable[..., Path]
) -> None:
    path = write(SOUND)
    spoil(path)
    assert not build(path, to=("html",)).files
    built = build(path, to=("html",), draft=True)
    assert built.bag.failed
    assert names(built) == {"article-draft.html"}
    said = words(built.files[0])
    assert left in said
    first = next(d for d in built.bag.errors)
    assert first.message.replace("`", "") in said


def test_where_nothing_is_there_nothing_is_made(tmp_path: Path) -> None:
    built = build(tmp_path, draft=True)
    assert built.bag.failed
    assert not built.files
    assert not (tmp_path / "build").exists()


def test_what_is_wrong_with_a_page_stands_at_its_head(write: Callable[..., Path]) -> None:
    built = build(write(SOUND + LONG), to=("pdf", "docx"), edition=("brief",), draft=True)
    for file in built.files:
        assert "Errors outside the text:" in words(file)
        assert "longer than its" in words(file)


def test_what_strict_takes_for_errors_stops_what_shows_it(write: Callable[..., Path]) -> None:
    path = write(SOUND + "A TODO here.\n\n" + FINDING, "brief: {exhibit: fig-none}\n")
    loose = build(path, to=("html",))
    assert not loose.bag.failed
    assert names(loose) == {"article.html", "brief.html"}
    strict = build(path, to=("html",), strict=True)
    assert {d.code for d in strict.bag.errors} >= {"placeholder", "brief-exhibit"}
    assert not strict.files
    draft = build(path, to=("html",), strict=True, draft=True)
    assert "[? `TODO`" in words(draft.files[0]) or "[? TODO" in words(draft.files[0])


def _run(path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "reportgen.cli", "build", str(path), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_says_what_is_not_written_and_what_lies_there(
    write: Callable[..., Path],
) -> None:
    path = write(SOUND)
    assert _run(path, "--to", "html").returncode == 0
    write(SOUND + FAULTS)
    failed = _run(path, "--to", "html")
    assert failed.returncode == 1
    assert not failed.stdout
    last = failed.stderr.splitlines()[-1]
    assert last.startswith("nothing was written; older files still lie there: ")
    assert last.endswith("build/article.html")
    draft = _run(path, "--to", "html", "--draft")
    assert draft.returncode == 1
    assert draft.stdout.endswith("build/article-draft.html\n")
    assert "error[cite-unknown]" in draft.stderr
    assert "written" not in draft.stderr
    again = _run(path, "--to", "html", "--draft")
    assert (again.returncode, again.stdout) == (1, draft.stdout)
