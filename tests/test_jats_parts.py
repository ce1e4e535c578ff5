"""The parts of a text in JATS: sections, figures, tables, boxes, formulas, links."""

from functools import cache
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any

from lxml import etree

from jats_document import LINK, built, jats, said, sample
from package import KINDS
from reportgen.jats.pictures import images

PNG = b"\x89PNG\r\n\x1a\n"
TEXT = """\
---
title: T
author: [A B]
lang: en-US
number-sections: true
---

# One {#sec-one}

See @fig-a, @tbl-a, @eq-a, @sec-two, @box-a and [a place](#place).

![A picture.](figures/drawing.svg){#fig-a alt="A square"}

| A | B | C |
|---|--:|---|
| x | 1 | y |

: A table. {#tbl-a}

$$ E = mc^2 $$ {#eq-a}

::: {#box-a .box}
## A title

In a box.
:::

::: {#thm-a}
It holds.
:::

[Here]{#place} is a [link](https://example.org/), an [address](mailto:a@example.org), and
<https://example.org/b>.

3. three
4. four

## Two {#sec-two}

> Quoted.

::: {lang=ar}
نص عربي.
:::

# Appendix {.appendix}

More.

# Second {.appendix}

## Part

Last.
"""


@cache
def text() -> Any:
    with TemporaryDirectory() as folder:
        copytree(KINDS / "figures", Path(folder) / "figures")
        return built(TEXT, Path(folder))


def test_cross_references_lead_to_what_they_mean() -> None:
    root = text()
    kinds = {one.get("rid"): one.get("ref-type") for one in root.iterfind("body//xref")}
    assert kinds == {
        "fig-a": "fig", "tbl-a": "table", "eq-a": "disp-formula", "sec-two": "sec",
        "box-a": "boxed-text", "place": "other",
    }  # fmt: skip
    names = {one.get("id") for one in root.iter()}
    assert set(kinds) <= names


def test_sections_stand_in_those_that_they_belong_to_and_appendices_behind() -> None:
    root = text()
    assert [said(one) for one in root.iterfind("body/sec/title")] == ["One"]
    assert [said(one) for one in root.iterfind("body/sec/sec/title")] == ["Two"]
    assert [said(one) for one in root.iterfind("body/sec/sec/label")] == ["1.1"]
    apps = root.findall("back/app-group/app")
    assert [said(app.find("title")) for app in apps] == ["Appendix A", "Second"]
    assert said(apps[1].find("label")) == "Appendix B."
    assert said(apps[1].find("sec/label")) == "B.1"


def test_figures_have_both_pictures_and_are_described() -> None:
    figure = text().find("body//fig")
    files = [one.get(LINK) for one in figure.iterfind("alternatives/graphic")]
    assert files == ["drawing.svg", "drawing.png"]
    assert {said(one) for one in figure.iter("alt-text")} == {"A square"}
    assert said(figure.find("label")) == "Figure 1."
    assert said(figure.find("caption/title")) == "A picture."


def test_tables_have_headers_with_their_scope() -> None:
    table = text().find("body//table-wrap/table")
    assert [one.get("scope") for one in table.iterfind("thead/tr/th")] == ["col"] * 3
    assert [one.get("scope") for one in table.iterfind("tbody/tr/th")] == ["row"]
    assert table.find("tbody/tr/td").get("align") == "right"


def test_boxes_theorems_lists_and_languages_are_marked() -> None:
    root = text()
    box = root.find("body//boxed-text[@content-type='box']")
    assert said(box.find("label")) == "Box 1."
    assert said(box.find("caption/title")) == "A title"
    assert said(root.find("body//statement[@content-type='theorem']/label")) == "Theorem 1."
    assert [said(one) for one in root.iterfind("body//list-item/label")] == ["3.", "4."]
    (arabic,) = root.xpath("body//p[@xml:lang='ar']")
    assert said(arabic) == "نص عربي."
    assert said(root.find("body//disp-quote/p")) == "Quoted."


def test_links_say_where_they_lead() -> None:
    links = {one.get(LINK): one for one in text().iterfind("body//ext-link")}
    title = "{http://www.w3.org/1999/xlink}title"
    assert links["https://example.org/"].get(title) is None
    assert links["https://example.org/b"].get(title) == "example.org"
    assert said(text().find("body//email")) == "address"
    assert text().find("body//email").get(LINK) == "mailto:a@example.org"


def test_formulas_are_mathml_and_whole_documents_of_latex() -> None:
    formula = text().find("body//disp-formula")
    assert said(formula.find("label")) == "(1)"
    latex = formula.find("alternatives/tex-math")
    assert said(latex).startswith("\\documentclass")
    assert "E = mc^2" in said(latex)
    maths = "{http://www.w3.org/1998/Math/MathML}math"
    assert said(formula.find(f"alternatives/{maths}")) == "E=mc2"


def test_pictures_stand_beside_the_document_under_its_names() -> None:
    made = sample("kinds")
    root = etree.fromstring(jats(made))
    files = images(made)
    shown = {one.get(LINK) for one in root.iter("graphic", "inline-graphic")}
    assert shown == set(files)
    assert all(
        data[:8] == b"\x89PNG\r\n\x1a\n" for name, data in files.items() if name[-3:] == "png"
    )
    assert all(set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.") for name in files)


def test_two_builds_are_the_same_bytes() -> None:
    assert jats(sample("kinds")) == jats(sample("kinds"))
