"""Dates of other tools: of other languages, of the day of the build, and vague ones."""

from pathlib import Path

import pytest

from guest import Guest, guest
from reportgen import build
from reportgen.parse.front_matter.dates import Date, read

__all__ = ["guest"]
EPOCH = 1_700_000_000  # 2023-11-14 22:13:20 UTC


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("4th June 2017", "2017-06-04"),
        ("09/2019", "2019-09"),
        ("28 Juni 2017", "2017-06-28"),
        ("28. Juni 2017", "2017-06-28"),
        ("Mittwoch, 28. Juni 2017", "2017-06-28"),
        ("1er août 2020", "2020-08-01"),
        ("28 de junio de 2017", "2017-06-28"),
        ("März 2020", "2020-03"),
        ("12 maart 2020", "2020-03-12"),
    ],
)
def test_dates_are_read_in_the_languages_that_papers_have(typed: str, iso: str) -> None:
    found = read(typed)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(
    ("lang", "iso"), [("en-US", "2026-03-07"), ("en-GB", "2026-07-03"), ("de", "2026-07-03")]
)
def test_slashes_are_read_by_language(guest: Guest, lang: str, iso: str) -> None:
    found = guest.manuscript("Text.\n", front=f"lang: {lang}\ndate: 03/07/2026\n").front.date
    assert found is not None
    assert found.iso == iso


def test_slashes_are_plain_in_no_language_that_is_not_named(guest: Guest) -> None:
    guest.manuscript("Text.\n", front="date: 03/07/2026\n")
    assert guest.places("front-value") == [("paper.qmd", 3, 7)]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("de", "28. Juni 2017"),
        ("fr", "28 juin 2017"),
        ("es", "28 de junio de 2017"),
        ("en-US", "June 28, 2017"),
        ("en-GB", "28 June 2017"),
        ("sv", "June 28, 2017"),
    ],
)
def test_dates_are_said_as_the_language_does(lang: str, said: str) -> None:
    assert Date(2017, 6, 28).say(lang) == said


TODAY = ["today", "now", "last-modified", '"`r Sys.Date()`"', "\"`r format(Sys.time(), '%d')`\"",
         "\\today"]  # fmt: skip


@pytest.mark.parametrize("typed", TODAY)
def test_today_is_left_out_with_a_warning_where_no_day_is_given(guest: Guest, typed: str) -> None:
    found = guest.manuscript("Text.\n", front=f"date: {typed}\n").front
    assert found.date is None
    assert guest.places("front-value") == [("paper.qmd", 3, 7)]
    assert not guest.bag.failed


@pytest.mark.parametrize("typed", TODAY)
def test_today_is_the_day_of_the_build_that_is_given(guest: Guest, typed: str) -> None:
    path = guest.write("paper.md", f"---\ntitle: T\nauthor: A B\ndate: {typed}\n---\n\nText.\n")
    out: Path = guest.folder / "out"
    made = build(path, to=["html"], out=out, epoch=EPOCH)
    assert not [d for d in made.bag if d.code.startswith("front")]
    assert "November 14, 2023" in (out / "paper.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", ["Spring 2020", "Michaelmas Term 2019", "submitted in 2021"])
def test_a_date_in_other_words_is_printed_as_typed_with_a_warning(guest: Guest, typed: str) -> None:
    found = guest.manuscript("Text.\n", front=f"date: {typed}\n").front.date
    assert found is not None
    assert found.say("en-US") == typed
    assert found.iso == typed[-4:]
    assert guest.places("front-date") == [("paper.qmd", 3, 7)]
    assert not guest.bag.failed


@pytest.mark.parametrize(
    "typed", ["31 February 2026", "2026-13", "13/2019", "soon", "32. Juni 2017"]
)
def test_a_day_that_there_is_not_is_a_fault(guest: Guest, typed: str) -> None:
    guest.manuscript("Text.\n", front=f"date: {typed}\n")
    assert guest.places("front-value") == [("paper.qmd", 3, 7)]
    assert guest.bag.failed
