"""Citations as fields that Zotero reads, where the front matter asks for them."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree

from reportgen import build, pandoc

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
FRONT = """---
title: On Things
author: Jane Harrowgate
lang: en-US
date: 2026-01-02
bibliography: refs.bib
notes: {notes}
{more}
docx: {{citations: {citations}}}
---
"""
TEXT = """
# One

First.[@one, p. 12] Then two.[see @two, chap. 3, for more; @three] A note.^[As @one shows, and
others do [-@two, xii-xv].]

@three says so [@one, 4-6].

| A | B |
|---|---|
| in a cell[@two] | *italic* |

Last.[@one, passim]
"""
KEYS = ["one", "two", "three", "one", "two", "three", "one", "two", "one"]
"""The keys of the document in order."""
BIB = r"""
@book{one, title = {A {Book} \& More}, author = {Roe, Robert}, publisher = {Press},
  address = {Seoul}, year = {2020}}
@article{two, title = {"Quoted" <Tags>}, author = {Lee, Ann and others}, journal = {Journal},
  volume = {3}, pages = {1--9}, year = {2021}, doi = {10.1234/two}}
@book{three, title = {책}, author = {김민수}, publisher = {출판사}, year = {2022}, langid = {ko}}
"""
IN_TEXT = "csl: apa"


def made(
    folder: Path, citations: str = "zotero", notes: str = "endnotes", more: str = "theme: journal"
) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "refs.bib").write_text(BIB, "utf-8")
    front = FRONT.format(notes=notes, citations=citations, more=more)
    (folder / "a.md").write_text(front + TEXT, "utf-8")
    built = build(folder / "a.md", to=["docx"], edition=["article"])
    assert not built.bag.failed, [d.message for d in built.bag]
    return built.files[0]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("zotero"))


def fields(path: Path) -> list[tuple[str, dict[str, Any], str]]:
    """The fields of each part: the number of its note, its object, and what it shows."""
    found = []
    with ZipFile(path) as package:
        for part in ("document", "endnotes", "footnotes"):
            if f"word/{part}.xml" not in package.namelist():
                continue
            root = etree.fromstring(package.read(f"word/{part}.xml"))
            for paragraph in root.iter(f"{W}p"):
                found += [(*one,) for one in _of_paragraph(paragraph)]
    return found


def _of_paragraph(paragraph: etree._Element) -> list[tuple[str, dict[str, Any], str]]:
    note = next(
        (a.get(f"{W}id") for a in paragraph.iterancestors(f"{W}endnote", f"{W}footnote")), "0"
    )
    out, code, shown, state = [], "", "", ""
    for node in paragraph.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = node.get(f"{W}fldCharType") or ""
        if kind == "begin":
            code = shown = ""
        if kind == "end" and "ZOTERO_ITEM" in code:
            out.append((note, json.loads(code.split("CSL_CITATION", 1)[1]), shown))
        state = kind or state
        if node.tag == f"{W}instrText":
            code += node.text or ""
        elif node.tag == f"{W}t" and state == "separate":
            shown += node.text or ""
    return out


def read_back(path: Path) -> list[str]:
    """The keys that pandoc finds in the fields of a document, in the order of the text."""
    asked = [pandoc.path(), "-f", "docx+citations", "-t", "json", str(path)]
    tree = json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)
    keys: list[str] = []

    def look(node: Any) -> None:
        if isinstance(node, dict):
            if node.get("t") == "Cite":
                keys.extend(c["citationId"] for c in node["c"][0])
            look(node.get("c"))
        elif isinstance(node, list):
            for item in node:
                look(item)

    look(tree["blocks"])
    return keys


@pytest.mark.parametrize(("notes", "more"), [("endnotes", "theme: report"), ("footnotes", IN_TEXT)])
def test_pandoc_reads_every_key_back_in_order(notes: str, more: str, tmp_path: Path) -> None:
    assert read_back(made(tmp_path, notes=notes, more=more)) == KEYS


def test_a_field_shows_what_it_says_and_knows_its_works(document: Path) -> None:
    found = fields(document)
    assert len(found) == len(KEYS) - 1  # two of them stand in one
    for note, field, shown in found:
        said = " ".join(shown.split())
        assert field["properties"]["plainCitation"].replace("\u2060", "") == said.replace(
            "\u2060", ""
        )
        assert field["properties"]["noteIndex"] == int(note)
        assert field["schema"].endswith("/csl-citation.json")
        for item in field["citationItems"]:
            assert item["itemData"]["id"] == item["itemData"]["citation-key"] == item["id"]
            assert item["itemData"]["title"]
            assert re.fullmatch(
                r"http://zotero\.org/users/local/\w+/items/[2-9A-Z]{8}", item["uris"][0]
            )
    identifiers = [field["citationID"] for _, field, _ in found]
    assert len(set(identifiers)) == len(identifiers)
    assert all(re.fullmatch(r"[2-9A-Z]{8}", one) for one in identifiers)


def test_locators_and_words_around_them_are_zotero_s_own(document: Path) -> None:
    items = [item for _, field, _ in fields(document) for item in field["citationItems"]]
    known = [
        (i["id"], i.get("label"), i.get("locator"), i.get("prefix"), i.get("suffix")) for i in items
    ]
    assert ("one", "page", "12", None, None) in known
    assert ("two", "chapter", "3", "see ", ", for more") in known
    assert ("two", "page", "xii-xv", None, None) in known
    assert ("one", "page", "4-6", None, None) in known
    assert ("one", None, None, None, ", passim") in known
    assert [item.get("suppress-author", False) for item in items].count(True) == 1


@pytest.mark.parametrize(
    ("notes", "more", "kind"),
    [("endnotes", "theme: journal", "2"), ("footnotes", "theme: journal", "1"),
     ("endnotes", IN_TEXT, "0")],
)  # fmt: skip
def test_the_settings_say_where_citations_stand(
    notes: str, more: str, kind: str, tmp_path: Path
) -> None:
    with ZipFile(made(tmp_path, notes=notes, more=more)) as package:
        root = etree.fromstring(package.read("docProps/custom.xml"))
    values = {one.get("name"): "".join(one.itertext()) for one in root}
    pieces = [values[name] for name in sorted(values) if name and name.startswith("ZOTERO_PREF_")]
    assert len(pieces) > 1
    assert all(len(piece) <= 255 for piece in pieces)
    data = etree.fromstring("".join(pieces))
    prefs = {one.get("name"): one.get("value") for one in data.iter("pref")}
    assert prefs["noteType"] == kind
    assert prefs["fieldType"] == "Field"
    style = data.find("style")
    assert style is not None
    assert str(style.get("id")).startswith("http")


def test_the_words_are_those_of_a_document_without_fields(document: Path, tmp_path: Path) -> None:
    bare = made(tmp_path, citations="text")

    def words(path: Path) -> list[str]:
        with ZipFile(path) as package:
            roots = [
                etree.fromstring(package.read(f"word/{p}.xml")) for p in ("document", "endnotes")
            ]
        return ["".join(node.text or "" for node in root.iter(f"{W}t")) for root in roots]

    assert words(document) == words(bare)
    with ZipFile(bare) as package:
        assert not any(b"ZOTERO" in package.read(name) for name in package.namelist())


def test_the_same_manuscript_gives_the_same_bytes(document: Path, tmp_path: Path) -> None:
    assert made(tmp_path).read_bytes() == document.read_bytes()


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice: apt-get install libreoffice-writer")
def test_libreoffice_keeps_every_field(document: Path, tmp_path: Path) -> None:
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    to = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path)]
    command = [str(OFFICE), home, "--headless", *to, str(document)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    again = tmp_path / document.name
    assert read_back(again) == KEYS
    codes = [[item["id"] for item in field["citationItems"]] for _, field, _ in fields(again)]
    assert codes == [[i["id"] for i in field["citationItems"]] for _, field, _ in fields(document)]
