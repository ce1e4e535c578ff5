"""Editions as BibTeX has them, and as citation styles print them."""

import pytest

from reportgen.bibliography.ordinals import edition


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Third", "3"),
        ("Second", "2"),
        ("Twenty-First", "21"),
        ("Eleventh edition", "11"),
        ("3", "3"),
        ("2nd ed.", "2"),
        ("3<sup>rd</sup>", "3"),
        ("Rev. and expanded", "rev. and expanded ed."),
        ("Third, revised edition", "3rd rev. ed."),
        ("Twelfth revised", "12th rev. ed."),
        ("2nd updated", "2nd updated ed."),
        ("Revised", "rev. ed."),
    ],
)
def test_an_edition_is_an_ordinal_or_ends_in_ed(typed: str, printed: str) -> None:
    assert edition(typed) == printed


@pytest.mark.parametrize(
    "typed", ["2., überarbeitete Auflage", "2e édition revue", "개정판", "Everyman’s Library"]
)
def test_an_edition_of_other_words_stays_as_typed(typed: str) -> None:
    assert edition(typed) == typed
