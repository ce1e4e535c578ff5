"""Footnotes stand on the page of their call, in order and whole, whatever calls them."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pikepdf
import pytest

from pages import lines
from reportgen import build, weasy
from reportgen.weasy import compat, engine
from reportgen.weasy.footnotes import pages as note_pages

SCRIPT = Path(__file__).parents[1] / "scripts" / "notes_moved.py"
LONG = "A long note follows, because it explains how the figures were made. "
SENTENCE = "Ports are paid for by users, by the state, or by lenders of some kind. "
SHEET = """
@page { size: 300pt 240pt; margin: 20pt; @footnote { border-top: 1pt solid; margin-top: 4pt } }
:root { --note-rule: 40pt; orphans: 2; widows: 2; font: 10pt/12pt "Source Serif 4" }
p, ul { margin: 0 } li { display: block }
.n { float: footnote; font: 8pt/10pt "Source Serif 4" }
table { border-collapse: collapse; width: 100% } td { padding: 0 } tr { break-inside: avoid }
"""


def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("notes_moved", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


notes_moved = _script()


@pytest.fixture(autouse=True, scope="module")
def started() -> None:
    engine.start()


def note(words: str) -> str:
    return f'<span class="n">{words}</span>'


def placed(body: str, tmp_path: Path, sheet: str = "") -> Any:
    """The places of the notes of a page's HTML, and the PDF."""
    from reportgen import fonts

    page = f'<html lang="en"><title>T</title>{body}'
    document = weasy.layout(page, SHEET + sheet, fonts.css())
    file = tmp_path / "p.pdf"
    file.write_bytes(weasy.pdf(document))
    return notes_moved.note_places(file), file


def in_place(places: list[Any], count: int) -> bool:
    return (
        len(places) == count
        and not any(place.moved for place in places)
        and notes_moved.out_of_order(places) == 0
    )


def words_of(file: Path) -> str:
    return " ".join(" ".join(line.text for page in lines(file) for line in page).split())


FILLER = f"<p>{SENTENCE * 4}"


@pytest.mark.parametrize("before", range(14))
def test_a_note_stands_with_its_call_wherever_the_page_ends(before: int, tmp_path: Path) -> None:
    body = f"<p>{'Filler.<br>' * before}Called{note('One. ' + LONG * 3)} here. {SENTENCE * 3}"
    body += f"And there{note('Two.')} and{note('Three. ' + LONG)}. {SENTENCE * 5}"
    places, _ = placed(body, tmp_path)
    assert in_place(places, 3)


CALLERS = {
    "table": f"<table>{{}}<tr><td>{SENTENCE}{note('In a cell. ' + LONG)}<td>x{note('B.')}</table>",
    "heading": f"{{}}<h2>Words{note('In a heading.')}</h2><p>{SENTENCE}",
    "caption": f"{{}}<figure>Box<figcaption>Words{note('In a caption.')}</figcaption></figure>",
    "list": f"{{}}<ul><li>One{note('In an item. ' + LONG * 2)}<li>Two{note('Next.')}</ul>",
    "quotation": f"{{}}<blockquote><p>{SENTENCE}{note('Quoted. ' + LONG)}</blockquote>",
    "two calls in a line": f"{{}}<p>Both{note('A. ' + LONG)}, {note('B. ' + LONG)}",
    "flex": f'{{}}<div style="display: flex"><p>{SENTENCE}{note("In a flex box.")}</div>',
    "float": f'{{}}<div style="float: left">A{note("In a float.")}</div><p>{SENTENCE}',
}


@pytest.mark.parametrize("before", [0, 7, 11, 13])
@pytest.mark.parametrize("caller", CALLERS)
def test_whatever_calls_it(caller: str, before: int, tmp_path: Path) -> None:
    template = CALLERS[caller]
    filler = "<tr><td>a<td>b" if caller == "table" else "<p>Filler."
    body = template.format(filler * before) + FILLER
    places, _ = placed(body, tmp_path)
    assert in_place(places, template.count('class="n"'))


def test_many_notes_of_a_table_that_is_broken_over_pages(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{n}{note(f'Row {n}. ' + LONG * (n % 3))}<td>x" for n in range(40))
    head = f"<thead><tr><th>Head{note('Of the head.')}<th>B</thead>"
    places, file = placed(f"<table>{head}{rows}</table>", tmp_path)
    assert in_place(places, 41)
    assert words_of(file).count("Of the head.") == 1


def test_the_rest_of_a_note_opens_the_notes_of_the_next_page(tmp_path: Path) -> None:
    words = " ".join(f"word{n}" for n in range(170))
    body = f"<p>Called{note(words)}. {SENTENCE * 2} <p>Then{note('Second.')} {SENTENCE * 40}"
    places, file = placed(body, tmp_path)
    assert [place.pages for place in places] == [(1, 2), (2,)]
    from reportgen import fonts

    document = weasy.layout(f'<html lang="en"><title>T</title>{body}', SHEET, fonts.css())
    assert _rules(document)[:2] == [40.0, 260.0]
    text = words_of(file)
    found = re.findall(r"word(\d+)", text.replace("\u2010 ", ""))
    assert [int(n) for n in found] == list(range(170))


def _rules(document: Any) -> list[float]:
    """The width of the rule over each page's notes, in points; 0 where it has none."""
    areas = []
    for page in document.pages:
        found = (b for b in compat.page_box(page).children if isinstance(b, compat.FootnoteAreaBox))
        areas.append(next((round(area.width * 0.75, 1) for area in found), 0.0))
    return areas


@pytest.mark.parametrize("before", range(8, 14))
def test_two_lines_of_a_note_stand_with_its_call_at_least(before: int) -> None:
    from reportgen import fonts

    body = f"<p>{'Filler.<br>' * before}Called{note(LONG * 5)} here. {SENTENCE * 8}"
    document = weasy.layout(f'<html lang="en"><title>T</title>{body}', SHEET, fonts.css())
    for page in document.pages:
        for area in compat.page_box(page).children:
            if isinstance(area, compat.FootnoteAreaBox):
                assert len([b for b in area.descendants() if compat.is_line(b)]) >= 2


def test_a_note_longer_than_a_page_goes_on_over_several(tmp_path: Path) -> None:
    words = " ".join(f"w{n}" for n in range(900))
    body = f"<p>Called{note(words)}. {SENTENCE} Next{note('Second.')}. {SENTENCE * 30}"
    places, file = placed(body, tmp_path)
    assert in_place(places, 2)
    assert len(places[0].pages) > 2
    found = re.findall(r"\bw(\d+)", words_of(file))
    assert [int(n) for n in found] == list(range(900))


def test_notes_at_the_end_of_a_text_have_pages_of_their_own(tmp_path: Path) -> None:
    words = " ".join(f"w{n}" for n in range(700))
    places, file = placed(f"<p>The end{note(words)}.", tmp_path)
    assert in_place(places, 1)
    assert re.findall(r"\bw(\d+)", words_of(file))[-1] == "699"


def test_references_to_pages_are_right_where_notes_go_on(tmp_path: Path) -> None:
    """WeasyPrint lays out again what page numbers change, and the notes with it."""
    link = '<a class="r" href="#end">end</a> <a class="r" href="#far">far</a>'
    body = f"<p>{link} {SENTENCE * 3}{note(LONG * 30)} {SENTENCE}<p>{SENTENCE * 4}{note('B.')}"
    body += f"<p id=far>Far{note('See ' + link)}.<p>{SENTENCE * 30}<p id=end>End{note('Last.')}."
    places, file = placed(
        body, tmp_path, '.r::after { content: " " target-counter(attr(href), page) }'
    )
    assert in_place(places, 4)
    with pikepdf.open(file) as pdf:
        count = len(pdf.pages)
    assert f"end {count}" in words_of(file)


def test_notes_in_columns_are_all_printed(tmp_path: Path) -> None:
    text = "".join(f"<p>{SENTENCE}{note(f'Note {n}.')}" for n in range(12))
    places, file = placed(f'<div style="columns: 2">{text}</div>', tmp_path)
    assert len(places) == 12
    text = words_of(file)
    assert all(text.count(f"Note {n}.") == 1 for n in range(12))


def test_without_this_part_weasyprint_places_notes_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = f"<p>{'Filler.<br>' * 12}Called{note(LONG * 5)} here. {SENTENCE * 8}"
    assert placed(body, tmp_path)[0][0].pages == (1, 2)
    monkeypatch.setattr(note_pages, "enabled", False)
    places, _ = placed(body, tmp_path)
    assert [place.moved for place in places] == [True]


def test_what_is_replaced_is_there() -> None:
    assert note_pages.enabled
    assert {"make_page", "linebox_layout"} <= set(compat.REPLACEABLE)


@pytest.mark.parametrize("theme", ["journal", "report"])
def test_an_article_with_footnotes_of_every_kind(theme: str, tmp_path: Path) -> None:
    notes = "\n\n".join(
        f"Sentence {n}, which says something.[^{n}] {SENTENCE * (n % 5)}" for n in range(60)
    )
    definitions = "\n\n".join(f"[^{n}]: Note {n} ends here. {LONG * (n % 13)}" for n in range(60))
    head = f"title: T\nauthor: [A B]\ndate: 2026-01-02\nnotes: footnotes\ntheme: {theme}"
    (tmp_path / "p.md").write_text(f"---\n{head}\n---\n\n{notes}\n\n{definitions}\n")
    assert not build(tmp_path / "p.md", to=["pdf"], out=tmp_path).bag.failed
    (file,) = tmp_path.glob("*.pdf")
    places = notes_moved.note_places(file)
    assert in_place(places, 60)
    assert any(len(place.pages) > 1 for place in places)
    text = words_of(file)
    assert all(f"Note {n} ends" in text for n in range(60))


def test_moved_notes_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = notes_moved.NotePlace
    assert place(3, (4,)).moved
    assert place(3, ()).moved
    assert not place(3, (3, 4)).moved
    assert notes_moved.out_of_order([place(1, (2,)), place(1, (1,)), place(2, (2,))]) == 1
    monkeypatch.setattr(note_pages, "enabled", False)
    body = f"<p>{'Filler.<br>' * 12}Called{note(LONG * 5)} here. {SENTENCE * 8}"
    _, file = placed(body, tmp_path)
    assert notes_moved.main([str(file)]) == 1


def test_notes_switched_off_before_weasyprint_starts_can_be_switched_on_again() -> None:
    code = (
        "from reportgen.weasy import engine; from reportgen.weasy.footnotes import pages as p\n"
        "before, p.enabled = p.enabled, False\nengine.start()\nassert not p.enabled\n"
        "p.enabled = before\nengine.start()\nassert p.enabled"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
