"""Tables: every cell under its headers, figures set as figures."""

from pathlib import Path

from lxml import html as parser

from reportgen import build

GRID = """---
title: Grid
---

+---------------------+----------+
| Property            | Earth    |
+=============+=======+==========+
|             | min   | -89.2 °C |
| Temperature +-------+----------+
| 1961-1990   | max   | 56.7 °C  |
+-------------+-------+----------+
"""
PIPES = """---
title: Pipes
---

| Country | Index | Note |
|---------|------:|------|
| US      |  0.41 | high |
| China   | −0.03 | —    |
"""


def page(folder: Path, text: str):
    (folder / "t.md").write_text(text, encoding="utf-8")
    (file,) = build(folder / "t.md", to=["html"], out=folder).files
    return parser.fromstring(file.read_bytes()).find(".//table")


def test_a_cell_of_a_joined_table_names_its_headers(tmp_path: Path) -> None:
    table = page(tmp_path, GRID)
    heads = {th.get("id"): th.text_content().strip() for th in table.iter("th")}
    said = {
        td.text_content().strip(): [heads[name].split()[0] for name in td.get("headers").split()]
        for td in table.iter("td")
    }
    assert said["min"] == ["Property", "Temperature"]
    assert said["56.7 °C"] == ["Earth", "Temperature"]
    assert {th.get("scope") for th in table.iter("th")} == {"colgroup", "col", "rowgroup"}


def test_a_plain_table_has_scopes_alone(tmp_path: Path) -> None:
    table = page(tmp_path, PIPES)
    assert [th.get("scope") for th in table.iter("th")] == ["col"] * 3 + ["row"] * 2
    assert not [cell for cell in table.iter("td", "th") if cell.get("headers") or cell.get("id")]


def test_a_column_of_figures_is_set_as_figures(tmp_path: Path) -> None:
    table = page(tmp_path, PIPES)
    rows = [[cell.get("class") for cell in row] for row in table.find("tbody")]
    assert rows == [[None, "number", None]] * 2
