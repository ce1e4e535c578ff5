"""Dates that are no day, month or year: as they are read, and as a note prints them."""

import re
from pathlib import Path
from typing import Any

import pytest

from reportgen import build
from reportgen.bibliography import dates
from reportgen.resolve import seasons

ARTICLE = "@article{%s, author = {Roe, Max}, title = {T}, journal = {J}, %s}\n"
PRINTED = {
    "volume = 20, number = 3, date = {1995-24}": "J 20, no. 3 (Winter 1995)",
    "volume = 20, number = 3, year = {Winter 1995/96}": "J 20, no. 3 (Winter 1995/96)",
    "volume = 20, date = {Winter 1999--00}": "J 20 (Winter 1999/00)",
    "volume = 20, date = {Winter/Spring 2024}": "J 20 (Winter/Spring 2024)",
    "volume = 20, year = 2024, month = {Fall}": "J 20 (Fall 2024)",
    "number = 90, date = {1993-21}": "J, no. 90 (Spring 1993)",
    "number = 90, date = {1993-05}": "J, no. 90 (May 1993)",
    "volume = 20, date = {1993-05}": "J 20 (1993)",
    "volume = 1, date = {-0410}": "J 1 (411 BC)",
    "volume = 1, date = {535 BCE}": "J 1 (535 BC)",
    "volume = 1, date = {0000}": "J 1 (1 BC)",
    "volume = 1, date = {1772?}": "J 1 (1772?)",
    "volume = 1, date = {1772~}": "J 1 (ca. 1772)",
    "volume = 1, date = {../2019}": "J 1 (–2019)",
    "volume = 1, year = {[1893] 1984}": "J 1 ([1893] 1984)",
    "volume = 1, year = {1984 [1893]}": "J 1 (1984 [1893])",
}


def notes(folder: Path) -> list[str]:
    entries = (ARTICLE % (f"k{i}", fields) for i, fields in enumerate(PRINTED))
    (folder / "refs.bib").write_text("".join(entries), encoding="utf-8")
    cites = "\n\n".join(f"Words.[@k{i}]" for i in range(len(PRINTED)))
    text = f"---\ntitle: T\ndate: 2026-01-01\nbibliography: refs.bib\n---\n\n{cites}\n"
    (folder / "p.md").write_text(text, encoding="utf-8")
    bag = build(folder / "p.md", to=["html"], edition=["article"]).bag
    assert not bag.failed, [d.message for d in bag]
    page = (folder / "build" / "p.html").read_text(encoding="utf-8")
    return re.findall(r"“T,” (.*?)\.<", re.sub(r"</?em>", "", page))


def test_a_note_prints_seasons_and_doubtful_dates(tmp_path: Path) -> None:
    assert notes(tmp_path) == list(PRINTED.values())


@pytest.mark.parametrize(
    ("typed", "parts"),
    [("411 BC", (-410,)), ("1 b.c.", (0,)), ("44 BCE", (-43,)), ("-0043", (-43,))],
)
def test_a_year_before_christ_is_counted_as_in_edtf(typed: str, parts: tuple[int]) -> None:
    assert dates.read(typed).parts == (parts,)
    assert (dates.read(typed).csl or {})["date-parts"] == [[parts[0] - 1]]


@pytest.mark.parametrize("typed", ["Winter 1995/99", "Winter 1995/94", "Autumn 2000-00"])
def test_a_winter_has_two_years_and_no_more(typed: str) -> None:
    assert "is not one" in dates.read(typed).problem


@pytest.mark.parametrize("notes", [False, True])
def test_other_languages_and_styles_print_a_season_by_their_own_terms(notes: bool) -> None:
    item: dict[str, Any] = {"id": "k", "issued": {"date-parts": [[1993]], "season": 1}}
    assert seasons.printed(item, notes, "de-DE" if notes else "en-US")["issued"] == {
        "date-parts": [[1993, 21]]
    }
