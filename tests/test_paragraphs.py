"""Justified paragraphs are set as a whole: even spaces, few hyphens, and the same words."""

import re
import subprocess
import sys
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from reportgen import fonts, weasy
from reportgen.weasy.paragraphs import layout
from reportgen.weasy.paragraphs.breaks import Opportunities, choose
from reportgen.weasy.paragraphs.hyphens import hyphen_positions
from reportgen.weasy.paragraphs.together import inner_breaks

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import lines  # a script

CSS = """
@page { size: 454pt 320pt; margin: 40pt }
html { font: 10.5pt/14.5pt "Source Serif 4"; orphans: 2; widows: 2; hyphenate-limit-chars: 6 3 3 }
p { margin: 0; text-align: justify; hyphens: auto; text-indent: 14.5pt }
.note { float: footnote; font-size: 9pt }
"""
WORDS = (
    "Agreements of several <em>governments</em> on international measurement and standards "
    "presuppose laboratories; their <b>officials</b> found the affiliated efforts insufficient, "
    "and asked for USD 4.5 million on October 19 (pp. 12\u201315). "
)


def page(body: str, lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><title>T</title><main>{body}</main>'


def made(html: str, css: str = CSS) -> bytes:
    draft = weasy.read(html, css, fonts.css())
    data = weasy.pdf(draft.layout())
    draft.close()
    return data


def text(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(found.get_textpage().get_text_range() for found in document)


def rows(data: bytes) -> list[str]:
    return [row.rstrip("\r") for row in text(data).split("\n") if row.strip()]


def counted(data: bytes, tmp_path: Path) -> lines.Statistics:
    path = tmp_path / "page.pdf"
    path.write_bytes(data)
    return lines.statistics(path)


# --- the choice of breaks ------------------------------------------------------------------------


def words(*widths: float) -> Opportunities:
    """A paragraph of words so wide, with spaces of 5."""
    at = Opportunities()
    x = 0.0
    for number, width in enumerate((0, *widths)):
        at.x_start.append(x + width + (5 if number else 0))
        at.x_end.append(x + width)
        x = at.x_start[-1]
        spaces = 5.0 * number
        at.positions.append(number)
        at.ends.append(number)
        at.space_start.append(spaces)
        at.space_end.append(max(0.0, spaces - 5))
        for values in (at.em_start, at.em_end, at.penalty, at.hang_start, at.hang_end):
            values.append(0)
        at.hyphen.append(False)
    return at


def test_lines_that_are_full_by_nature_are_chosen() -> None:
    found = choose(words(30, 30, 30, 22, 22, 22, 19, 50), 0, 8, 100)
    assert found is not None
    assert found.indexes == [0, 3, 7, 8]
    assert found.loosest == 1


def test_words_that_fit_no_line_have_no_breaks() -> None:
    assert choose(words(45, 145, 45), 0, 3, 100, loosest=1e4) is None


def test_a_scrap_of_a_last_line_is_avoided_where_the_lines_before_can_give() -> None:
    at = words(*[4.0] * 25)
    plain, without = choose(at, 0, 25, 100), choose(at, 0, 25, 100, runt=20)
    assert plain is not None
    assert without is not None
    assert 25 - plain.indexes[-2] == 1
    assert 25 - without.indexes[-2] >= 3


# --- hyphens and what belongs together -----------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "language", "parts"),
    [
        ("ausdr\u00fccklich", "de", ["aus", "dr\u00fcck", "lich"]),
        ("Entwicklung", "de", ["Ent", "wick", "lung"]),
        ("R\u00fcckblick", "de", ["R\u00fcck", "blick"]),
        ("measurement", "en-US", ["mea", "sure", "ment"]),
        ("NATIONAL", "en", ["NATIONAL"]),
        ("words", "en", ["words"]),
        ("cooperation", "tlh", ["cooperation"]),
    ],
)
def test_words_are_parted_at_their_syllables(word: str, language: str, parts: list[str]) -> None:
    places = [0, *hyphen_positions(word, language, (6, 3, 3)), len(word)]
    found = [word[a:b] for a, b in pairwise(places)]
    assert found == parts


@pytest.mark.parametrize(
    "phrase",
    ["USD 4.5 million", "October 19", "19. Oktober", "pp. 12", "12 percent", "J. K. Rowling",
     "Table 2", "no. 7", "3 km"],
)  # fmt: skip
def test_a_phrase_is_kept_whole(phrase: str) -> None:
    before = f"It was {phrase} then"
    kept = inner_breaks(before)
    spaces = {7 + i + 1 for i, letter in enumerate(phrase) if letter == " "}
    if phrase.startswith("J."):
        spaces = {spaces.pop() for _ in range(2)}
    assert spaces <= kept
    assert 7 not in kept
    assert 7 + len(phrase) + 1 not in kept


# --- pages ---------------------------------------------------------------------------------------


def test_spaces_are_even_and_the_words_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    html = page("".join(f"<p>{WORDS * 3}" for _ in range(6)))
    composed = made(html)
    found = counted(composed, tmp_path)
    monkeypatch.setattr(layout, "COMPOSED", False)
    plain = made(html)
    before = counted(plain, tmp_path)
    assert before.over(1.6) > 2 * found.over(1.6)
    assert len(found.spaces) > 40
    assert found.under(0.8) == 0
    assert found.ladders == found.last_hyphens == 0

    def joined(data: bytes) -> str:
        return " ".join(re.sub(r"[\ufffe\x02\xad]\s*|(?<=\w)-\r\n", "", text(data)).split())

    assert joined(composed) == joined(plain)


def test_the_bytes_are_the_same_on_each_run() -> None:
    html = page(f"<p>{WORDS * 4}<p>{WORDS * 4}")
    assert made(html) == made(html)


def test_no_line_is_farther_out_than_its_hanging_mark() -> None:
    data = made(page(f"<p>{WORDS * 6}"))
    document = pypdfium2.PdfDocument(data)
    ends = [line.right for found in document for line in lines._lines(found) if len(line.text) > 20]
    assert max(ends) < 454 - 40 + 3.5


def test_what_follows_a_text_with_break_opportunities_does_not_overlap_it() -> None:
    address = "\u200b\u2060".join("address")
    data = made(page("".join(f"<p>{WORDS}<i>{address}</i>&gt;{'x' * n} {WORDS}" for n in range(5))))
    for found in pypdfium2.PdfDocument(data):
        letters = [(a.x, a.end, a.y, a.size) for a in lines._letters(found)]
        for (x, end, y, size), (then, _, other, _) in pairwise(letters):
            assert other != y or then < x + 0.01 or then > end - 0.2 * size


def test_a_word_that_is_longer_than_a_line_is_left_to_weasyprint() -> None:
    long = "a" * 200
    assert long in text(made(page(f"<p>{WORDS}{long} {WORDS}"))).replace("\r\n", "")


def test_marks_pieces_line_feeds_and_notes_stand_in_composed_lines() -> None:
    body = (
        f'<p>{WORDS}<sup>1</sup> <span style="display: inline-block; width: 20pt">x</span> '
        f'<a href="#t">link</a><span class="note">A note at the foot.</span> {WORDS}<br>'
        f'after the feed <u>{WORDS}</u> <span style="padding: 0 4pt">padded</span> <i id="t"></i>'
        f"{WORDS}"
    )
    found = " ".join(text(made(page(body))).split())
    for word in ("1 x link", "A note at the foot.", "after the feed Agreements", "padded"):
        assert word in found
    assert any(row.startswith("after the feed") for row in rows(made(page(body))))


def test_the_package_may_be_left_out(tmp_path: Path) -> None:
    code = (
        "import sys, importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda n, *a: None if n.endswith('paragraphs') else find(n, *a)\n"
        "from reportgen import fonts, weasy\n"
        f"draft = weasy.read({page('<p>' + WORDS * 2)!r}, {CSS!r}, fonts.css())\n"
        "sys.stdout.buffer.write(weasy.pdf(draft.layout()))\n"
        "assert 'reportgen.weasy.paragraphs' not in sys.modules\n"
        "sys.stdout.flush()\n"
        "import os; os._exit(0)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert "Agreements of several" in text(run.stdout)


# --- the statistics ------------------------------------------------------------------------------


def written(spacing: float, count: int = 6) -> bytes:
    """A PDF of lines of five words in Helvetica whose spaces are wider by this (in points)."""
    import pydyf

    pdf = pydyf.PDF()
    font = pydyf.Dictionary({"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"})
    pdf.add_object(font)
    stream = pydyf.Stream()
    stream.begin_text()
    stream.set_font_size("F1", 10)
    stream.stream.append(f"{spacing} Tw")
    for number in range(count):
        stream.set_text_matrix(1, 0, 0, 1, 50, 200 - 12 * number)
        stream.show_text_string("some words of one line")
    stream.end_text()
    pdf.add_object(stream)
    pdf.add_page(
        pydyf.Dictionary({
            "Type": "/Page", "Parent": pdf.pages.reference, "Contents": stream.reference,
            "MediaBox": pydyf.Array([0, 0, 300, 300]),
            "Resources": pydyf.Dictionary({"Font": pydyf.Dictionary({"F1": font.reference})}),
        })
    )  # fmt: skip
    out = BytesIO()
    pdf.write(out)
    return out.getvalue()


@pytest.mark.parametrize("space", [0.75, 0.9, 1.3, 1.7, 2.5])
def test_known_spaces_are_measured(space: float, tmp_path: Path) -> None:
    found = counted(written(2.78 * (space - 1)), tmp_path)
    assert found.spaces == [pytest.approx(space, abs=0.01)] * 6
    assert found.over(1.6) == (100 if space > 1.6 else 0)
    assert found.under(0.8) == (100 if space < 0.8 else 0)


def test_ragged_lines_do_not_count(tmp_path: Path) -> None:
    assert counted(written(0), tmp_path).spaces == []


def test_what_is_no_pdf_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"page\.pdf"):
        counted(b"text", tmp_path)
