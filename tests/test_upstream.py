"""What WeasyPrint, pydyf and HarfBuzz do not do yet, and is done here (docs/upstream.md).

When one of these fails, something of ours has become needless.
"""

import inspect
import re
import subprocess
import sys
import zlib
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import Any

import page as validation
import pikepdf
import pydyf
import pypdfium2
import pytest
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import _h_e_a_d as head

from reportgen import fonts, weasy
from reportgen.weasy import cidfonts, engine
from reportgen.weasy.speed.lazy_imports import MODULES
from tagged import render

ROOT = Path(__file__).parents[1]
SERIF = 'html { font: 12px "Source Serif 4" }'
KOREAN = 'html { font: 12px "Noto Serif KR" }'


def plain(html: str, css: str = SERIF) -> pikepdf.Pdf:
    """A tagged PDF as WeasyPrint makes it alone, with our fonts."""
    engine.start()
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    with engine.no_system_fonts():
        config = FontConfiguration()
    sheets = [CSS(string=rules, font_config=config) for rules in (fonts.css(), css)]
    page = HTML(string=f"<!DOCTYPE html><html lang=en><title>T</title>{html}")
    data = page.write_pdf(stylesheets=sheets, font_config=config, pdf_variant="pdf/ua-1")
    return pikepdf.open(BytesIO(data))


def objects(pdf: pikepdf.Pdf, key: str) -> list[Any]:
    found = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
    return [item[key] for item in found if key in item]


def elsewhere(code: str) -> str:
    """What some code prints in a process of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


# --- tags and text -------------------------------------------------------------------------------


def test_weasyprint_still_makes_two_paragraphs_of_one_that_a_page_breaks() -> None:
    pdf = plain(f"<style>@page {{ size: 60mm 40mm }}</style><p>{'Several words. ' * 60}")
    assert len(pdf.pages) > 1
    assert len(pdf.Root.StructTreeRoot.K[0].K) > 1


def test_weasyprint_still_leaves_hyphens_of_line_breaks_in_the_text() -> None:
    style = f"{SERIF} @page {{ size: 50mm; margin: 0 }} p {{ hyphens: auto }}"
    pdf = plain("<p>Internationalization, institutionalization, standardization", style)
    shown = pypdfium2.PdfDocument(BytesIO(_saved(pdf)))[0].get_textpage().get_text_range()
    assert re.search("\\w[\u2010\ufffe-]\\s", shown)
    assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_weasyprint_still_gives_a_glyph_the_text_that_it_meets_first() -> None:
    pdf = plain("<p>one\u00a0two three four")
    assert "three\u00a0four" in _text(pdf)


def test_weasyprint_still_shows_notdef_for_a_missing_character() -> None:
    pdf = plain("<p>word \U0001f389")
    maps = [m.read_bytes() for m in objects(pdf, "/Encoding") if isinstance(m, pikepdf.Stream)]
    assert any(re.search(rb"<(?!0000)[0-9a-f]{4}> 0\n", cmap) for cmap in maps)


def test_weasyprint_still_shows_other_glyphs_of_a_cid_keyed_font() -> None:
    pdf = plain("<p>한국", KOREAN)
    (file,) = objects(pdf, "/FontFile3")
    font = TTFont(BytesIO(file.read_bytes()))
    whole = harfbuzz.Font(harfbuzz.Face(harfbuzz.Blob.from_file_path(str(_serif()))))
    glyph = whole.get_nominal_glyph(ord("한"))
    assert font["CFF "].cff[0].charset[glyph] != f"cid{glyph:05}"  # the code on the page


def _serif() -> Path:
    return next(face.path for face in fonts.faces() if face.family == "Noto Serif KR")


def _saved(pdf: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def _text(pdf: pikepdf.Pdf) -> str:
    maps = [m.read_bytes().decode("ascii") for m in objects(pdf, "/ToUnicode")]
    codes = dict(re.findall(r"^<([0-9a-f]{4})> <([0-9a-f]+)>$", "\n".join(maps), re.M))
    runs = re.findall(rb"<([0-9a-f]+)>", pdf.pages[0].Contents.read_bytes())
    glyphs = re.findall("....", b"".join(runs).decode("ascii"))
    return bytes.fromhex("".join(codes.get(g, "") for g in glyphs)).decode("utf-16-be")


# --- fonts ---------------------------------------------------------------------------------------


def test_weasyprint_still_dates_the_fonts_that_it_embeds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(head, "timestampNow", lambda: 3_000_000_000)
    pdf = plain("<p>word")
    (file,) = objects(pdf, "/FontFile2")
    assert TTFont(BytesIO(file.read_bytes()))["head"].modified == 3_000_000_000


def test_weasyprint_still_has_no_way_to_close_a_font_configuration() -> None:
    from weasyprint.text.fonts import FontConfiguration

    assert not hasattr(FontConfiguration, "close")
    assert not hasattr(FontConfiguration, "__exit__")


def test_harfbuzz_still_writes_an_identity_charset_in_full() -> None:
    whole = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(_serif())))
    plan = harfbuzz.SubsetInput()
    plan.sets(harfbuzz.SubsetInputSets.GLYPH_INDEX).set({0, 20_000})
    flags = harfbuzz.SubsetFlags
    plan.flags = flags.RETAIN_GIDS | flags.DESUBROUTINIZE | flags.CFF_IDENTITY_CHARSET
    table = bytes(plan.subset(whole).reference_table("CFF ").data)
    assert len(zlib.compress(table)) > 20_000  # otherwise the flag can replace cidfonts.py


def test_page_validation_still_overlooks_widths_before_hmoveto(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cidfonts, "_with_rmoveto", lambda charstring: charstring)
    made = render("<body><p>Sphinx of black quartz", KOREAN)
    profile = validation.ValidationProfile.PDF_A_3A
    failures = validation.validate_pdf_bytes(made, profile=profile).failures
    assert {f.rule_id for f in failures} == {"PDFA3A-TRUETYPE-GLYPH-WIDTH-001"}


# --- speed ---------------------------------------------------------------------------------------


def test_pydyf_still_compresses_a_stream_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    compressobj = zlib.compressobj
    monkeypatch.setattr(zlib, "compressobj", lambda **how: made.append(1) or compressobj(**how))
    pdf = pydyf.PDF()
    pdf.add_object(pydyf.Stream([b"word"], compress=True))
    pdf.write(BytesIO(), identifier=True)
    assert len(made) == 2


def test_weasyprint_still_parses_its_declarations_at_each_start() -> None:
    code = "import cffi, weasyprint.text.ffi as f; print(isinstance(f.ffi, cffi.FFI))"
    assert elsewhere(code).strip() == "True"


def test_weasyprint_still_makes_a_context_for_each_layout() -> None:
    engine.start()
    from weasyprint.text.line_break import Layout

    assert "pango_font_map_create_context" in inspect.getsource(Layout.setup.__wrapped__)


def test_weasyprint_still_imports_what_few_pages_need() -> None:
    modules = elsewhere("import sys, weasyprint\nprint(*sys.modules, sep='\\n')")
    assert set(MODULES) <= set(modules.split())


def test_weasyprint_still_makes_styles_of_pseudo_elements_for_all_elements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weasy.warm()
    from weasyprint import HTML, css

    made: Counter[str] = Counter()
    real = css.ComputedStyle

    def counted(parent: Any, cascaded: Any, pseudo: str | None, *more: Any) -> Any:
        made[pseudo or ""] += 1
        return real(parent, cascaded, pseudo, *more)

    monkeypatch.setattr(css, "ComputedStyle", counted)
    usual = css.StyleFor.set_computed_styles.__wrapped__
    monkeypatch.setattr(css.StyleFor, "set_computed_styles", usual)
    HTML(string="<h1>One</h1><p>Text<span>more</span></p><ul><li>Two</li></ul>").render()
    assert min(made[name] for name in ("marker", "footnote-call", "note-callback")) > 5


# --- the page ------------------------------------------------------------------------------------


def test_each_of_these_is_told_of_in_the_documentation_and_no_other() -> None:
    told = (ROOT / "docs" / "upstream.md").read_text(encoding="utf-8")
    ours = {name for name in globals() if name.startswith("test_") and "_still_" in name}
    assert set(re.findall(r"`(test_\w+)`", told)) == ours
