"""Tables wider than the text fit by steps, long ones say that they go on, joined heads stand over
their columns; a browser shows that a table can be scrolled."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image

from pages import lines
from reportgen import build
from reportgen.diagnostics import Bag

HEAD = "---\ntitle: Wide\nauthor: A. Tester\ndate: 2026-01-01\nlang: {}\n{}---\n\nText before.\n\n"
LETTER = (612, 792)
PICTURE = 3
"""The type of a page's object that is an image (`FPDF_PAGEOBJ_IMAGE`)."""


def table(columns: int, cell: str, label: str = "w") -> str:
    heads = [str(2000 + i) for i in range(columns)]
    rule = "|:--|" + "--:|" * columns
    rows = [["United States"] + [cell] * columns, ["South Korea"] + [cell] * columns]
    body = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return (
        f"| Country | {' | '.join(heads)} |\n{rule}\n{body}\n\n: Spending. {{#tbl-{label}}}\n\n"
        f"Text that follows @tbl-{label}.\n"
    )


def made(folder: Path, text: str, to: str = "pdf", name: str = "p") -> tuple[Path, Bag]:
    (folder / "p.md").write_text(text, "utf-8")
    bag = build(folder / "p.md", to=[to]).bag
    assert not bag.failed, list(bag)
    return folder / "build" / f"{name}.{to}", bag


def pages_of(path: Path) -> list[tuple[tuple[float, float], list[Any]]]:
    """Size and lines of each page."""
    sizes = [page.get_size() for page in pypdfium2.PdfDocument(path)]
    return list(zip(sizes, lines(path), strict=True))


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_no_table_runs_off_its_page(theme: str, tmp_path: Path) -> None:
    counts = (6, 8, 10, 12, 14, 18, 30, 45)
    text = "\n".join(table(n, "738,005", f"n{n}") for n in counts)
    path, bag = made(tmp_path, HEAD.format("en-US", f"theme: {theme}\n") + text)
    for (width, height), found in pages_of(path):
        assert all(line.left > 20 and line.right < width - 20 for line in found)
        assert all(line.bottom > 20 and line.top < height - 10 for line in found)
    said = [d for d in bag if d.code == "table-wide"]
    assert len(said) == 2
    assert all("mm wider" in d.message and d.help for d in said)
    starts = [d.span.line for d in said if d.span]
    shown = (tmp_path / "p.md").read_text("utf-8").splitlines()
    assert [shown[line - 1] for line in starts] == [
        ": Spending. {#tbl-n30}",
        ": Spending. {#tbl-n45}",
    ]
    whole = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))
    bare = "".join(whole.split()).replace("\ufffe", "")
    assert bare.count("738,005") >= 2 * sum(counts[:6])


@pytest.mark.parametrize(
    ("columns", "turned", "small"), [(6, False, False), (10, False, True), (12, False, True)]
)
def test_a_table_takes_no_more_than_it_needs(
    columns: int, turned: bool, small: bool, tmp_path: Path
) -> None:
    path, bag = made(tmp_path, HEAD.format("en-US", "") + table(columns, "738,005"))
    assert not list(bag)
    sizes = [size for size, _ in pages_of(path)]
    assert ((792, 612) in sizes) is turned
    (figure,) = (
        line for _, found in pages_of(path) for line in found if line.text.startswith("Country")
    )
    assert (figure.top - figure.bottom < 7.2) is small


LANDSCAPE = {
    "figure": "![A square](a.png){#fig-w .landscape}\n\n",
    "around a figure": "::: landscape\n![A square](a.png){#fig-w}\n:::\n\n",
    "around a table": f"::: landscape\n{table(2, '1')}:::\n\n",
    "around a wide table": f"::: landscape\n{table(14, '738,005')}:::\n\n",
    "wide as well": "![A square](a.png){#fig-w .wide .landscape}\n\nSource: OECD.\n\n",
}


@pytest.mark.parametrize("theme", ["journal", "report"])
@pytest.mark.parametrize("body", LANDSCAPE.values(), ids=LANDSCAPE)
def test_what_is_of_the_class_landscape_has_a_turned_page(
    body: str, theme: str, tmp_path: Path
) -> None:
    Image.new("RGB", (600, 400)).save(tmp_path / "a.png")
    text = HEAD.format("en-US", f"theme: {theme}\n") + body + "Text behind it.\n"
    path, bag = made(tmp_path, text)
    assert not [d for d in bag if d.code not in ("image-alt", "label-unused")], list(bag)
    pages = pages_of(path)
    (turned,) = (found for (width, height), found in pages if width > height)
    said = " ".join(line.text for line in turned)
    assert "A square" in said or "Spending." in said
    assert ("Source: OECD." in said) is ("OECD" in body)
    upright = " ".join(line.text for size, found in pages if size[0] < size[1] for line in found)
    assert "Text before." in upright
    assert "Text behind it." in upright
    for (width, height), found in pages:
        assert all(line.left > 20 and line.right < width - 20 for line in found)
        assert all(line.bottom > 20 and line.top < height - 10 for line in found)


def test_a_picture_on_a_turned_page_fills_its_width_or_its_height(tmp_path: Path) -> None:
    sizes = {"broad": (900, 300), "high": (300, 600)}
    for name, size in sizes.items():
        Image.new("RGB", size).save(tmp_path / f"{name}.png")
    body = "".join(f"![A {name} one]({name}.png){{.landscape}}\n\n" for name in sizes)
    path, _ = made(tmp_path, HEAD.format("en-US", "") + body)
    turned = [page for page in pypdfium2.PdfDocument(path) if page.get_width() == LETTER[1]]
    broad, high = (next(iter(page.get_objects([PICTURE]))).get_bounds() for page in turned)
    assert broad[2] - broad[0] == pytest.approx(LETTER[1] - 108, abs=1)
    assert (broad[2] - broad[0]) / (broad[3] - broad[1]) == pytest.approx(3, rel=0.01)
    assert high[3] - high[1] == pytest.approx((LETTER[0] - 132) * 0.85, abs=1)
    assert (high[3] - high[1]) / (high[2] - high[0]) == pytest.approx(2, rel=0.01)


def test_a_table_too_wide_for_an_upright_page_has_a_turned_one(tmp_path: Path) -> None:
    path, bag = made(tmp_path, HEAD.format("en-US", "") + table(18, "738,005"))
    assert not list(bag)
    sizes = [size for size, _ in pages_of(path)]
    assert sizes == [LETTER, (792, 612), LETTER]
    (_, first), (_, second), (_, third) = pages_of(path)
    assert any("Text before" in line.text for line in first)
    assert any(line.text.startswith("Table 1. Spending") for line in second)
    assert any("Text that follows" in line.text for line in third)


def test_long_words_are_broken_by_the_rules_of_the_language(tmp_path: Path) -> None:
    word = "Verantwortungsbereich, Zuständigkeitsverteilung"
    path, bag = made(tmp_path, HEAD.format("de-DE", "") + table(7, word))
    assert not list(bag)
    found = [line.text for _, lines_ in pages_of(path) for line in lines_]
    assert any(line.endswith(("-", "\u2010", "\ufffe", "\x02")) for line in found), found


def test_a_table_without_a_label_is_found_by_its_words(tmp_path: Path) -> None:
    wide = table(40, "738,005").replace(" {#tbl-w}", "").replace("@tbl-w", "it")
    text = table(3, "1", "a") + "\n" + wide.replace("Country", "Land").replace("20", "19")
    _, bag = made(tmp_path, HEAD.format("en-US", "") + text)
    (found,) = (d for d in bag if d.code == "table-wide")
    assert found.span is not None
    assert found.span.line > 16


def test_a_wide_exhibit_stays_within_a_brief(tmp_path: Path) -> None:
    text = (
        "::: {.key-finding title=Found}\nA finding of some words.\n:::\n\n"
        "::: {.recommendation}\nDo this.\n:::\n\n" + table(7, "738,005")
    )
    front = HEAD.format("en-US", "brief: {exhibit: tbl-w}\n")
    path, _ = made(tmp_path, front + text, name="p-brief")
    ((width, _), found), *rest = pages_of(path)
    assert not rest
    assert all(line.right < width - 40 for line in found)


@pytest.mark.parametrize(
    ("lang", "words"), [("en-US", "Table 1 (continued)"), ("ko", "표 1 (계속)")]
)
@pytest.mark.parametrize("theme", ["journal", "report"])
def test_the_rest_of_a_long_table_says_so_under_its_head(
    lang: str, words: str, theme: str, tmp_path: Path
) -> None:
    rows = "".join(f"| {1900 + i} | Something happened | {i} |\n" for i in range(90))
    text = (
        f"| Year | Event | Number |\n|:--|:--|--:|\n{rows}\n: Events. {{#tbl-e}}\n\nSee @tbl-e.\n\n"
    )
    text += "Words of a paragraph that goes on. " * 500
    path, bag = made(tmp_path, HEAD.format(lang, f"theme: {theme}\n") + text)
    assert not list(bag)
    with_rows = []
    for page in pypdfium2.PdfDocument(path):
        said = " ".join(page.get_textpage().get_text_range().split()).replace(" )", ")")
        if "Something happened" in said:
            with_rows.append(said)
        else:
            assert words not in said
    assert words not in with_rows[0]
    assert len(with_rows) > 2
    assert all(words in said and said.count("Event") == 1 for said in with_rows[1:])


def test_a_head_over_several_columns_stands_in_their_middle(tmp_path: Path) -> None:
    text = """\
+---------+-------------+-------------+
| Country | Spending    | Troops      |
|         +------+------+------+------+
|         | 2020 | 2021 | 2022 | 2023 |
+=========+=====:+=====:+=====:+=====:+
| Korea   | 4501 | 4502 | 5003 | 5104 |
+---------+------+------+------+------+

: Spans. {#tbl-s}

See @tbl-s.
"""
    path, _ = made(tmp_path, HEAD.format("en-US", "") + text)
    page = pypdfium2.PdfDocument(path)[0].get_textpage()
    whole = page.get_text_range()

    def ends(word: str) -> tuple[float, float]:
        at = whole.index(word)
        return page.get_charbox(at)[0], page.get_charbox(at + len(word) - 1)[2]

    for head, last in (("Spending", "4502"), ("Troops", "5104")):
        assert ends(head)[1] < ends(last)[1] - 15
        assert ends(head)[0] > ends("Korea")[1] + 15
    assert ends("2021")[1] == pytest.approx(ends("4502")[1], abs=1)


def test_a_screen_shows_that_a_table_goes_on(tmp_path: Path) -> None:
    path, _ = made(tmp_path, HEAD.format("en-US", "") + table(14, "738,005"), to="html")
    html = path.read_text("utf-8")
    assert '<div class="scroll" tabindex="0" role="group" aria-label="Table 1">' in html
    rule = html[html.index("\n.scroll {") :].split("}")[0]
    assert "overflow-x: auto" in rule
    assert rule.count("no-repeat local") == rule.count("no-repeat scroll") == 2
