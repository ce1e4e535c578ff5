"""Tasks have a box, open or ticked, and no bullet."""

from pathlib import Path

import pypdfium2
import pytest

from package import Package
from reportgen import build

TEXT = """\
---
title: Tasks
date: 2026-01-02
---

- [ ] Ratify the treaty
- [x] Sign the treaty

1. One

    - [X] Inner task

        with a second paragraph

- A plain item
- [ ] Last task
"""
TASKS = ("☐ Ratify the treaty", "☑ Sign the treaty", "☑ Inner task", "☐ Last task")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tasks")
    (folder / "p.md").write_text(TEXT, encoding="utf-8")
    made = build(folder / "p.md")
    assert not list(made.bag)
    return folder / "build"


def test_a_page_shows_boxes_and_no_bullets(outputs: Path) -> None:
    page = pypdfium2.PdfDocument(outputs / "p.pdf")[0]
    found = page.get_textpage().get_text_range().split("\r\n")
    assert [task for task in TASKS if task not in found] == []
    assert "• A plain item" in found


def test_a_screen_shows_boxes_and_no_bullets(outputs: Path) -> None:
    html = (outputs / "p.html").read_text(encoding="utf-8")
    assert html.count('<li class="task">') == len(TASKS)
    assert all(task in html for task in TASKS)
    assert "<li>A plain item</li>" in html


def test_a_word_document_shows_boxes_and_no_bullets(outputs: Path) -> None:
    package = Package.of((outputs / "p.docx").read_bytes())
    for task in TASKS:
        (paragraph,) = package.find(f"//w:p[contains(string(), '{task}')]")
        assert paragraph.find(".//w:numPr", paragraph.nsmap) is None
    (plain,) = package.find("//w:p[contains(string(), 'A plain item')]")
    assert plain.find(".//w:numPr", plain.nsmap) is not None
