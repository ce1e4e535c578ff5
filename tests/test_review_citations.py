"""The authors' own works in a copy that hides them, in styles with notes and without."""

import re
from pathlib import Path

import pytest

from reportgen import build

FRONT = """---
title: T
author: Jane Harrowgate
lang: {lang}
date: 2026-03-02
csl: {csl}
bibliography: refs.bib
docx: {{citations: zotero}}
review: {{self-citations: {how}}}
---
"""
TEXT = """
As @own shows, and others [see @own, p. 3; @roe, 12]; again [-@own, chap. 2]. Let
@own [and @roe] be.^[A note with @own, and more [@roe].]
"""
BIB = """@book{own, author = {Harrowgate, Jane and Roe, Robert}, title = {Own Book},
  publisher = {Press}, year = {2020}}
@book{roe, author = {Roe, Robert}, title = {Roe Book}, publisher = {Press}, year = {2021}}
"""


def page(folder: Path, csl: str, how: str = "hide", lang: str = "en-US") -> str:
    """The text of the page for browsers, on one line."""
    (folder / "refs.bib").write_text(BIB, "utf-8")
    (folder / "a.md").write_text(FRONT.format(csl=csl, how=how, lang=lang) + TEXT, "utf-8")
    built = build(folder / "a.md", to=["html", "docx"], edition=["review"])
    assert not built.bag.failed, [d.message for d in built.bag]
    found = next(path for path in built.files if path.suffix == ".html").read_text("utf-8")
    shown = re.sub(r"<[^>]+>", "", found[found.index("<article") :])
    return " ".join(shown.replace("\u2060", "").split())


def test_names_in_brackets_and_in_the_text_are_masked(tmp_path: Path) -> None:
    text = page(tmp_path, "apa")
    assert (
        "As [author, 2020] shows, and others (see [author, 2020], p. 3; Roe, 2021, p. 12)" in text
    )
    assert "again [author, 2020], chap. 2." in text
    assert "Let ([author, 2020]; and Roe, 2021) be." in text
    assert "Roe, R. (2021). Roe Book." in text
    assert not re.search("Harrowgate|Own Book", text)


def test_notes_keep_their_numbers_and_the_works_of_others(tmp_path: Path) -> None:
    text = page(tmp_path, "house")
    assert "As [author, 2020]1 shows" in text
    assert "See [author, 2020], p. 3; Robert Roe, Roe Book (Press, 2021), 12." in text
    assert "Let [author, 2020]4 be." in text
    assert re.search(r"A note with .*\[author, 2020\].*, and more", text)
    assert re.findall(r"(\d)Note \1", text) == ["1", "2", "3", "4", "5"]
    assert not re.search("Harrowgate|Own Book", text)


def test_the_mask_is_in_the_language_of_the_article(tmp_path: Path) -> None:
    assert "[저자, 2020]" in page(tmp_path, "house", lang="ko")


@pytest.mark.parametrize("how", ["show", "note"])
def test_works_are_printed_as_all_others_where_they_are_not_hidden(
    how: str, tmp_path: Path
) -> None:
    text = page(tmp_path, "apa", how)
    assert "As Harrowgate &amp; Roe (2020) shows" in text
    assert "Own Book" in text
