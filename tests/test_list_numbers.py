"""Lists are printed under the numbers that they have in the text, in every format."""

import re
from pathlib import Path

import pytest

from package import Package
from pages import lines
from reportgen import build, pandoc
from reportgen.pandoc.prepared import prepared
from reportgen.tree import list_markers
from reportgen.tree.nodes import walk

TEXT = """\
---
title: Lists
date: 2026-01-02
---

Text:

3. three
4. four

Text:

(a) alpha
(b) beta

    i) first inner
    ii) second inner

Text:

iv. fourth
v. fifth

Text:

Y. Upper
Z. Case

Text:

(@good) An example.

As (@good) shows, (@) is text.

1953. It is in force.

(c) The authors, who stand alone.
"""
SHOWN = {
    "three": "3.", "four": "4.", "alpha": "(a)", "beta": "(b)", "first inner": "i)",
    "second inner": "ii)", "fourth": "iv.", "fifth": "v.", "Upper": "Y.", "Case": "Z.",
    "An example.": "(1)", "It is in force.": "1953.",
    "The authors, who stand alone.": "(c)",
}  # fmt: skip


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    (folder / "p.md").write_text(TEXT, encoding="utf-8")
    made = build(folder / "p.md")
    assert not list(made.bag)
    return folder / "build"


def test_a_page_shows_every_number(outputs: Path) -> None:
    found = [line.text for page in lines(outputs / "p.pdf") for line in page]
    for words, number in SHOWN.items():
        assert f"{number} {words}" in found
    assert "As (1) shows, (@) is text." in found


def test_a_screen_shows_every_number(outputs: Path) -> None:
    html = (outputs / "p.html").read_text(encoding="utf-8")
    for words, number in SHOWN.items():
        item = rf'<li data-marker="{re.escape(number)}">(?:<p>)?{re.escape(words)}'
        assert re.search(item, html) or f"<p>{number} {words}</p>" in html
    assert '<ol type="i" start="4">' in html
    assert "attr(data-marker)" in html


def test_a_word_document_counts_every_list_in_its_form(outputs: Path) -> None:
    package = Package.of((outputs / "p.docx").read_bytes())
    forms = {
        (str(level.find("w:numFmt", level.nsmap).get(f"{{{level.nsmap['w']}}}val")),
         str(level.find("w:lvlText", level.nsmap).get(f"{{{level.nsmap['w']}}}val")))
        for level in package.find("//w:lvl[not(w:pStyle)]", "numbering")
    }  # fmt: skip
    wanted = {("decimal", "%1."), ("lowerLetter", "(%1)"), ("lowerRoman", "%2)"),
              ("lowerRoman", "%1."), ("upperLetter", "%1."), ("decimal", "(%1)")}  # fmt: skip
    assert wanted <= forms
    starts = package.find("//w:lvlOverride[@w:ilvl='0']/w:startOverride/@w:val", "numbering")
    assert starts[:1] == ["3"]
    assert {"4", "25"} <= set(starts)


@pytest.mark.parametrize("number", [1, 4, 9, 26, 27, 40, 99, 702, 1953])
@pytest.mark.parametrize("style", ["Decimal", "LowerAlpha", "UpperRoman"])
def test_a_marker_means_its_number(number: int, style: str) -> None:
    shown = list_markers.marker(number, style, "Period").rstrip(".")
    alone = len(shown) > 1 and style == "LowerAlpha"
    assert alone or (style, number) in list_markers.values(shown)


@pytest.mark.parametrize(
    "markdown",
    ["p. 45 shows it.", "c. 1900 it began.", "(c) The authors.", "- See Roe,\n  p. 45 of it.",
     "A. Smith said so.", "vi. Only one.", "(1) Alone."],
)  # fmt: skip
def test_what_stands_alone_at_the_head_of_a_line_is_text(markdown: str) -> None:
    (tree,) = pandoc.read([prepared(markdown)])
    assert not any(node["t"] == "OrderedList" for node in walk(tree))


def test_a_table_under_dashes_stays_as_it_was_laid_out() -> None:
    table = "  Name     Sum\n  -------  ---\n  A. Smith  1\n  B. Roe    2\n"
    assert prepared(table) == table
