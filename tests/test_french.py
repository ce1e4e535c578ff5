"""French as it is set: spaces before marks and within guillemets, its words and dates."""

from pathlib import Path

import pytest

from package import report
from reportgen import build
from reportgen.parse.front_matter.dates import Date
from reportgen.resolve.french import spaced
from reportgen.tree.nodes import string, text

NARROW, WIDE = "\u202f", "\u00a0"
FRONT = "---\ntitle: T\nauthor: A. B.\ndate: 2026-01-01\nlang: {}\n---\n\n"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Une question?", "Une question_?"),
        ("Une question ? Oui !", "Une question_? Oui_!"),
        ("Vraiment ?! Non ; si;", "Vraiment_?! Non_; si_;"),
        ("Attention : lire", "Attention~: lire"),
        ("À 10:30, un ratio 1:2", "À 10:30, un ratio 1:2"),
        ("« ceci » et «cela».", "«_ceci_» et «_cela_»."),
        ("(pourquoi?)", "(pourquoi_?)"),
        ("https://a.b/c?d=e; fin", "https://a.b/c?d=e; fin"),
        ("a?b x;y", "a?b x;y"),
        ("... ? !", "..._?_!"),
    ],
)
def test_no_break_spaces_stand_before_marks(typed: str, printed: str) -> None:
    assert text(spaced(string(typed))) == printed.replace("_", NARROW).replace("~", WIDE)


def test_what_is_in_another_language_stays() -> None:
    english = {"t": "Span", "c": [["", [], [["lang", "en"]]], string("What now? Yes!")]}
    cite = {"t": "Cite", "c": [[], string("“What Now?”")]}
    assert spaced([english, cite]) == [english, cite]


def paragraph(folder: Path, lang: str, typed: str) -> str:
    (folder / "p.md").write_text(FRONT.format(lang) + typed + "\n", encoding="utf-8")
    return text(report(folder / "p.md").blocks).strip()


def test_only_french_has_these_spaces(tmp_path: Path) -> None:
    assert paragraph(tmp_path, "fr-CA", "Quoi?") == f"Quoi{NARROW}?"
    assert paragraph(tmp_path, "de", "Was?") == "Was?"


def test_a_french_page_is_in_french(tmp_path: Path) -> None:
    typed = 'Il a dit "bonjour" à tous.^[Une note.]\n\nVoir @tbl-a.\n\n'
    typed += "| a |\n|---|\n| 1 |\n\n: V. {#tbl-a}\n"
    (tmp_path / "p.md").write_text(FRONT.format("fr-FR") + typed, encoding="utf-8")
    assert not build(tmp_path / "p.md", to=["html"]).bag.failed
    html = (tmp_path / "build" / "p.html").read_text(encoding="utf-8")
    assert f"«{NARROW}bonjour{NARROW}»" in html
    for words in ("Tableau 1", "1er janvier 2026", "Notes"):
        assert words in html
    for words in ("Table 1", "Endnotes", "January", "Skip to"):
        assert words not in html


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    assert Date(2026, 1, 1).say("fr-FR") == "1er janvier 2026"
    assert Date(2026, 1, 2).say("fr") == "2 janvier 2026"
