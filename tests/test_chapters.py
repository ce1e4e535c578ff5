"""Which texts of a folder are chapters, in which order, and which are left out."""

from pathlib import Path

from case import examine
from reportgen.project import paths

NAMES = ("10-end.md", "2-middle.md", "1-start.md", "01b-more.md", "2.10-x.md", "2.9-x.md")


def folder(root: Path, *names: str) -> Path:
    top = root / "manuscript"
    top.mkdir()
    (top / "metadata.yaml").write_text("title: T\nlang: en-US\ndate: 2026-01-01\n", "utf-8")
    for name in names:
        (top / name).write_text(f"Text of {name.partition('.')[0]}.\n", "utf-8")
    return root


def test_chapters_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    folder(tmp_path, *NAMES)
    assert paths.chapters(tmp_path / "manuscript") == [
        "1-start.md",
        "01b-more.md",
        "2-middle.md",
        "2.9-x.md",
        "2.10-x.md",
        "10-end.md",
    ]


def test_texts_that_look_like_chapters_and_are_none_are_reported(tmp_path: Path) -> None:
    names = ("01.md", "conclusion.md", "02-more.txt", "03.qmd", "appendix.Rmd", "04.markdown")
    _, bag = examine(folder(tmp_path, *names))
    found = {(d.span.source.name, d.span.line, d.span.column, d.help) for d in bag if d.span}
    assert {d.code for d in bag} == {"chapter-unbuilt"}
    assert found == {
        (f"manuscript/{name}", 1, 1, f"call it `{better}`, or `_{name}` where it is to be left out")
        for name, better in (
            ("conclusion.md", "02-conclusion.md"),
            ("02-more.txt", "02-more.md"),
            ("03.qmd", "03.md"),
            ("appendix.Rmd", "02-appendix.md"),
            ("04.markdown", "04.md"),
        )
    }


def test_texts_about_a_project_and_what_is_left_out_on_purpose_are_not(tmp_path: Path) -> None:
    names = ("01.md", "README.md", "_old.md", ".hidden.md", "NOTES.md", "data.csv", "LICENSE.md")
    _, bag = examine(folder(tmp_path, *names))
    assert not list(bag)


def test_beside_a_single_file_nothing_is_a_chapter(tmp_path: Path) -> None:
    (tmp_path / "paper.md").write_text("---\ntitle: T\nlang: en\ndate: 2026-01-01\n---\n\nText.\n")
    (tmp_path / "other.md").write_text("Other.\n")
    _, bag = examine(tmp_path / "paper.md")
    assert not list(bag)
