"""The marks by which a Word document is known again when it comes back edited."""

import re
from pathlib import Path

import pytest

from package import NAMES, Package
from reportgen._version import __version__
from reportgen.pipeline import build

TEXT = """---
title: A title that is short
author: {name: Ann Example}
keywords: [secret-keyword]
bibliography: a.bib
---

# Heading

One paragraph.[@one] The same note.[^n]

One paragraph.

| A | B |
|---|---|
| 1 | 2 |

: Words {#tbl-a}

One paragraph.

<!-- a comment of the author's -->

::: {.brief-only}
Words for the brief alone.
:::

[^n]: Some prose.
"""
BIB = "@book{one, author={Author, Bob}, title={A Book}, publisher={House}, year={2001}}\n"
NAMED = "//w:bookmarkStart/@w:name"
MARKED = "w:bookmarkEnd/@w:id = w:bookmarkStart[starts-with(@w:name, '_rg')]/@w:id"


def made(folder: Path, text: str = TEXT, bib: str = BIB) -> Package:
    folder.mkdir(exist_ok=True)
    (folder / "a.md").write_text(text)
    (folder / "a.bib").write_text(bib)
    built = build.build(folder / "a.md", to=["docx"], epoch=1_700_000_000, workers=1)
    assert not built.bag.failed, list(built.bag)
    return Package.of((folder / "build" / "a.docx").read_bytes())


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return made(tmp_path_factory.mktemp("marks"))


def custom(package: Package) -> dict[str, str]:
    text = package.parts["docProps/custom.xml"].decode()
    return dict(re.findall(r'name="([^"]+)"><vt:lpwstr>([^<]*)', text))


def test_every_paragraph_with_words_and_every_table_has_a_hidden_bookmark(
    package: Package,
) -> None:
    filled = package.find("/w:document/w:body/w:p[w:r or w:hyperlink]")
    unmarked = [p for p in filled if not p.xpath(MARKED, namespaces=NAMES)]
    assert filled
    assert not unmarked
    assert len(package.find("//w:tbl//w:bookmarkStart")) == len(package.find("//w:tbl"))
    blocks = [n for n in package.find(NAMED) if re.fullmatch("_rg[0-9a-f]{10}", n)]
    assert len(blocks) == len(filled) + len(package.find("/w:document/w:body/w:tbl"))


def test_every_markers_bookmark_stands_around_it_alone(package: Package) -> None:
    inside = package.find(
        "//w:bookmarkStart[starts-with(@w:name, '_rgn')]/following-sibling::*[1]/w:endnoteReference"
    )
    assert len(inside) == len(package.find("//w:endnoteReference")) == 2
    assert len(package.find("//w:bookmarkStart[starts-with(@w:name, '_rgn')]")) == 2


def test_names_and_identifiers_of_bookmarks_are_there_once(package: Package) -> None:
    for path in (NAMED, "//w:bookmarkStart/@w:id"):
        found = package.find(path)
        assert len(found) == len(set(found))
    assert sorted(package.find("//w:bookmarkStart/@w:id")) == sorted(
        package.find("//w:bookmarkEnd/@w:id")
    )


def test_identifiers_of_notes_ascend_with_their_markers(package: Package) -> None:
    assert package.find("//w:endnoteReference/@w:id") == ["1", "2"]


def test_the_properties_say_what_the_document_was_made_of(package: Package) -> None:
    found = custom(package)
    assert re.fullmatch("[0-9a-f]{40}", found["reportgen.source"])
    assert found["reportgen.version"] == __version__
    assert found["reportgen.edition"] == "article"
    assert all(len(value) <= 255 for value in found.values())


def test_same_sources_give_the_same_marks_and_what_is_printed_changes_them(
    package: Package, tmp_path: Path
) -> None:
    assert made(tmp_path / "again").parts == package.parts
    for i, (text, bib) in enumerate(
        [(TEXT.replace("One par", "A par", 1), BIB), (TEXT, BIB.replace("A Book", "The Book"))]
    ):
        other = made(tmp_path / str(i), text, bib)
        assert custom(other)["reportgen.source"] != custom(package)["reportgen.source"]
        kept = set(other.find(NAMED)) & set(package.find(NAMED))
        assert 0 < len(kept) < len(package.find(NAMED))


def test_nothing_that_is_not_printed_travels(package: Package, tmp_path: Path) -> None:
    hidden = ("Words for the brief alone", "a comment of the author", "brief-only", "a.bib")
    for data in package.parts.values():
        assert not [words for words in hidden if words.encode() in data]
    unseen = TEXT.replace("a comment of the author's", "another one")
    assert made(tmp_path / "unseen", unseen).parts == package.parts
