"""What is embedded of fonts: drawn glyphs alone, at one place on their axes, as wide as is said."""

import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import page
import pikepdf
import pytest
import uharfbuzz as harfbuzz
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from reportgen import fonts
from reportgen.weasy import cidfonts, instance
from tagged import render

TESTS = Path(__file__).parent
TEXT = """<body><h1>Rates & Größe</h1><p>Über die <b>½ Waffe</b> für <i>Ærø, “fjord”</i> àéîõü
<small>Small AVATAR 0123</small>
<span lang="ko" class="k">한국 漢字 Sphinx of quartz, 0123 ㄱ</span>
<code>code [b]</code></p></body>"""
STYLE = """h1 { font: 600 28px "Source Serif 4" }
p { font-family: "Source Serif 4", "Noto Serif KR" }
code { font-family: "Source Code Pro" } .k { font-family: "Noto Sans KR" } small { font-size: 8px }
i { font-family: "Source Sans 3" }"""


@pytest.fixture(scope="module")
def made() -> bytes:
    return render(TEXT, STYLE, "en-US")


def embedded(data: bytes) -> Iterator[tuple[str, Any, Any]]:
    """The fonts of a PDF: name, CIDFont, descriptor."""
    with pikepdf.open(BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/FontDescriptor"):
                yield str(item.BaseFont), item, item.FontDescriptor


def outlined(data: bytes) -> dict[str, Any]:
    return {n: TTFont(BytesIO(d.FontFile2.read_bytes())) for n, _, d in embedded(data)
            if "/FontFile2" in d}  # fmt: skip


def said(font: Any) -> dict[int, int]:
    """Glyphs and their widths, as a CIDFont says them."""
    items = list(font.W)
    pairs = zip(items[::2], items[1::2], strict=True)
    return {int(first) + n: int(w) for first, widths in pairs for n, w in enumerate(widths)}


def table(data: bytes) -> Any:
    read = CFFFontSet()
    read.decompile(BytesIO(data), None)
    return read.topDictIndex[0]


def drawn(strings: Any, name: str) -> tuple[Any, float]:
    pen = RecordingPen()
    strings[name].draw(pen)
    return pen.value, strings[name].width


def test_a_font_is_as_wide_as_is_said(made: bytes) -> None:
    for name, font, descriptor in embedded(made):
        if "/FontFile2" in descriptor:
            whole = TTFont(BytesIO(descriptor.FontFile2.read_bytes()))
            unit, order = whole["head"].unitsPerEm, whole.getGlyphOrder()
            found = {g: whole["hmtx"][order[g]][0] * 1000 / unit for g in said(font)}
        else:
            top = table(descriptor.FontFile3.read_bytes())
            names = {int(n[3:]) if n != ".notdef" else 0: n for n in top.charset}
            found = {g: drawn(top.CharStrings, names[g])[1] for g in said(font)}
        assert found == pytest.approx(said(font), abs=1), name


def test_fonts_stand_still_and_hold_what_is_drawn(made: bytes) -> None:
    files = outlined(made)
    assert len(files) >= 6
    dates = {TTFont(face.path)["head"].modified for face in fonts.faces()}
    for whole in files.values():
        assert not {"fvar", "gvar", "HVAR", "STAT", "name", "GSUB", "GPOS"} & set(whole.keys())
        assert whole["head"].modified in dates
        glyphs = [whole["glyf"][name] for name in whole.getGlyphOrder()]
        simple = [g for g in glyphs if g.numberOfContours > 0]
        assert 0 < len(simple) < 60
        assert all(g.flags[0] & 0x40 for g in simple)
        assert all(g.components[0].flags & 0x400 for g in glyphs if g.isComposite())


def test_without_harfbuzz_weasyprint_does_it_as_usual(
    made: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(instance, "_subset", lambda *_: b"")
    usual = render(TEXT, STYLE, "en-US")
    assert usual == render(TEXT, STYLE, "en-US")
    profile = page.ValidationProfile.PDF_A_3A
    assert not page.validate_pdf_bytes(usual, profile=profile).failures
    fast, slow = outlined(made), outlined(usual)
    assert fast.keys() == slow.keys()
    for name, whole in fast.items():
        pairs = zip(whole.getGlyphOrder(), slow[name].getGlyphOrder(), strict=False)
        for mine, theirs in pairs:
            if whole["glyf"][mine].numberOfContours > 0:
                places = points(whole, mine)
                assert places == pytest.approx(points(slow[name], theirs), abs=1), (name, mine)


def points(font: Any, name: str) -> list[int]:
    """Where the points of a glyph stand, and how wide it is."""
    return [*sum(font["glyf"][name].coordinates, ()), font["hmtx"][name][0]]


def elsewhere(code: str) -> str:
    """What some code prints in a process of its own."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=TESTS, capture_output=True, text=True, check=True)
    return done.stdout


def test_a_page_needs_none_of_them() -> None:
    told = elsewhere(
        "import sys; from reportgen import weasy; weasy.warm(); at_first = set(sys.modules)\n"
        "from reportgen.weasy.speed.lazy_imports import MODULES\n"
        "assert not at_first & set(MODULES)\n"
        "import test_fonts\n"
        "before = {name for name in sys.modules if name.startswith('fontTools')}\n"
        "test_fonts.render(test_fonts.TEXT, test_fonts.STYLE, 'en-US')\n"
        "print({name for name in sys.modules if name.startswith('fontTools')} - before)\n"
    )
    assert told == "set()\n"


def test_they_are_there_when_they_are_wanted() -> None:
    told = elsewhere(
        "import sys; from reportgen.weasy import instance\n"
        "from test_fonts import STYLE, TEXT, outlined, render\n"
        "instance._subset = lambda *_: b''\n"
        "made = outlined(render(TEXT, STYLE, 'en-US'))\n"
        "print(len(made), any('fvar' in font for font in made.values()), *sys.modules)"
    )
    count, varies, *modules = told.split()
    assert int(count) >= 6
    assert varies == "False"
    assert "fontTools.varLib.instancer" in modules


@pytest.mark.parametrize("hinted", [False, True])
def test_glyphs_keyed_by_cids_are_drawn_as_they_are_in_the_font(hinted: bool) -> None:
    for face in fonts.faces():
        if face.path.suffix == ".otf":
            _alike(face.path, hinted)


def _alike(path: Path, hinted: bool) -> None:
    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)))
    glyphs = {0, *range(1, 120), *range(1270, 1290), *range(0, whole.glyph_count, 97), 65535}
    plan = harfbuzz.SubsetInput()
    plan.sets(harfbuzz.SubsetInputSets.GLYPH_INDEX).set(glyphs)
    plan.flags = harfbuzz.SubsetFlags.RETAIN_GIDS | harfbuzz.SubsetFlags.DESUBROUTINIZE
    if not hinted:
        plan.flags |= harfbuzz.SubsetFlags.NO_HINTING
    cut = table(cidfonts.rekeyed(bytes(plan.subset(whole).blob.data), glyphs))
    before = table(bytes(whole.reference_table("CFF ").data))
    kept = sorted(glyph for glyph in glyphs if glyph < whole.glyph_count)
    assert cut.charset == [".notdef", *(f"cid{glyph:05}" for glyph in kept[1:])]
    for glyph, name in zip(kept[1:], cut.charset[1:], strict=True):
        assert drawn(cut.CharStrings, name) == drawn(before.CharStrings, before.charset[glyph])
