"""Pictures in Word documents stand upright, whatever their Exif orientation."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from package import Package
from reportgen import build
from reportgen.sanitize.raster import raster

TURNS = {3: (40, 20), 6: (20, 40), 8: (20, 40)}
"""Orientations, and the size at which a picture of 40 by 20 pixels is shown."""
PICTURE = "---\ntitle: Turned\nauthor: A. Tester\ndate: 2026-01-01\nlang: en-US\n---\n\n![](p.{})\n"


def photograph(form: str, orientation: int) -> bytes:
    """A picture of 40 by 20 pixels, red on its left half and blue on its right."""
    picture = Image.new("RGB", (40, 20), "blue")
    picture.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    picture.save(out, form, exif=exif, quality=95, dpi=(96, 96))
    return out.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", TURNS)
def test_a_turned_picture_is_upright_in_word(form: str, orientation: int, tmp_path: Path) -> None:
    (tmp_path / f"p.{form.lower()}").write_bytes(photograph(form, orientation))
    (tmp_path / "p.md").write_text(PICTURE.format(form.lower()), "utf-8")
    assert not build(tmp_path / "p.md").bag.failed
    package = Package.of((tmp_path / "build" / "p.docx").read_bytes())
    (media,) = (data for name, data in package.parts.items() if "/media/" in name)
    (extent,) = package.find("//wp:inline/wp:extent")
    with Image.open(BytesIO(media)) as picture:
        assert picture.size == TURNS[orientation]
        assert picture.getexif().get(0x0112, 1) == 1
        first = {3: (35, 10), 6: (10, 5), 8: (10, 35)}[orientation]  # where red is now
        assert picture.convert("RGB").getpixel(first)[0] > 200
    wide, high = int(extent.get("cx")), int(extent.get("cy"))
    assert wide / high == pytest.approx(TURNS[orientation][0] / TURNS[orientation][1], rel=0.01)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_the_size_of_a_turned_picture_is_that_shown(form: str) -> None:
    for orientation, size in {1: (40, 20), **TURNS}.items():
        found = raster("p", photograph(form, orientation))
        assert not isinstance(found, str)
        assert (found.width, found.height) == pytest.approx(size, rel=0.01)


def test_hyphens_that_are_no_letters_are_elements_of_word(tmp_path: Path) -> None:
    text = PICTURE.split("![")[0] + "Konfi\u00adguration und *soft\u00adhyphen* in E\u2011Mails.\n"
    (tmp_path / "p.md").write_text(text, "utf-8")
    assert not build(tmp_path / "p.md").bag.failed
    package = Package.of((tmp_path / "build" / "p.docx").read_bytes())
    assert len(package.find("//w:r/w:softHyphen")) == 2
    assert len(package.find("//w:r/w:noBreakHyphen")) == 1
    assert not {"\u00ad", "\u2011"} & set(package.text())
    assert "Konfiguration und softhyphen in EMails." in package.text()
    assert "Konfi\u00adguration" in (tmp_path / "build" / "p.html").read_text("utf-8")
