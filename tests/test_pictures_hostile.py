"""No picture, however made, ends the process or takes longer than a picture may."""

import io
import os
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from PIL import Image as Pillow

from reportgen import build
from reportgen.limits import Limits
from reportgen.sanitize import drawn, image
from reportgen.sanitize.raster import Image

SPACE = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
WHOLE = '<rect width="100%" height="100%"/>'
FILTERED = WHOLE.replace("/>", ' filter="url(#f)"/>')
FILLED = WHOLE.replace("/>", ' fill="url(#p)"/>')


def svg(inner: str, side: int = 19_999) -> str:
    return f'<svg {SPACE} width="{side}" height="{side}">{inner}</svg>'


def picture(text: str) -> Image:
    found = image.read("a.svg", text.encode())
    assert isinstance(found, Image), found
    return found


def blurred(steps: int) -> str:
    filters = '<feGaussianBlur stdDeviation="500"/>' * steps
    region = 'x="-10" y="-10" width="30" height="30"'
    return svg(f'<filter id="f" {region}>{filters}</filter>{FILTERED}')


PATTERN = svg(
    '<pattern id="p" width="1000000" height="1000000" patternUnits="userSpaceOnUse">'
    f'<rect width="9" height="9"/></pattern>{FILLED}'
)
LAYERS = svg('<g opacity=".9">' * 38 + WHOLE + "</g>" * 38)


@pytest.mark.parametrize("text", [PATTERN, LAYERS, blurred(29)], ids=["pattern", "layers", "blur"])
def test_a_drawing_that_takes_too_much_is_named_with_its_place(text: str, tmp_path: Path) -> None:
    (tmp_path / "chart.svg").write_text(text, encoding="utf-8")
    paper = (
        "---\ntitle: T\nauthors: [A B]\ndate: 2024-01-01\n---\n\nText.\n\n![Words.](chart.svg)\n"
    )
    (tmp_path / "p.md").write_text(paper, encoding="utf-8")
    little = Limits(drawing_seconds=1, drawing_megabytes=200)
    before = sum(os.times()[2:4])
    built = build(tmp_path / "p.md", to=["docx"], edition=["article"], workers=1, limits=little)
    assert sum(os.times()[2:4]) - before < 10
    (fault,) = (d for d in built.bag if d.code == "image-unreadable")
    assert "`chart.svg`" in fault.message
    assert fault.span is not None
    assert (fault.span.source.name, fault.span.line) == ("p.md", 9)
    assert fault.help
    assert built.files == ()


def test_a_large_drawing_with_a_filter_is_drawn_in_fewer_pixels() -> None:
    soft = svg(f'<filter id="f"><feOffset dx="3"/></filter>{FILTERED}', 19_999)
    for text, side in ((svg(WHOLE), 4000), (soft, 707)):
        pixels = drawn.raster(picture(text))
        assert Pillow.open(io.BytesIO(pixels)).size == (side, side)


def chunk(name: bytes, data: bytes = b"") -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def png(side: int, *chunks: bytes) -> bytes:
    head = chunk(b"IHDR", side.to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00")
    pixels = chunk(b"IDAT", zlib.compress(b"\0\0\0\0"))
    return b"\x89PNG\r\n\x1a\n" + b"".join([head, *chunks, pixels, chunk(b"IEND")])


def saved(kind: str, size: tuple[int, int] = (8, 8), mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Pillow.new(mode, size).save(out, kind, **more)  # type: ignore[arg-type]
    return out.getvalue()


def declared(width: int, height: int) -> bytes:
    """A JPEG of eight pixels that says it has others."""
    data = bytearray(saved("JPEG"))
    at = data.index(b"\xff\xc0")
    data[at + 5 : at + 9] = height.to_bytes(2, "big") + width.to_bytes(2, "big")
    return bytes(data)


def scans() -> bytes:
    data = saved("JPEG", progressive=True)
    at = data.rindex(b"\xff\xda")
    return data[:at] + data[at:-2] * 60 + data[-2:]


JPEG = saved("JPEG")[2:]
NOT = "is not a picture that can be read"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (declared(65_500, 65_500), "pixels"),
        (png(50_000), "pixels"),
        (png(1, chunk(b"zTXt", b"a\0\0" + zlib.compress(b"a" * 50_000_000))), NOT),
        (png(1, chunk(b"iCCP", b"a\0\0" + zlib.compress(b"a" * 50_000_000))), NOT),
        (png(1, *[chunk(b"abCd")] * 25_000), "is of more than 20,000 pieces"),
        (b"\xff\xd8" + b"\xff\xe5\0\2" * 25_000 + JPEG, "is of more than 20,000 pieces"),
        (b"\xff\xd8" + b"\xff" * 3_000_000 + JPEG, "is of more than 20,000 pieces"),
        (scans(), "goes over its pixels more than 50 times"),
        (saved("JPEG", (900, 900))[:900], NOT),
        (saved("PNG", (900, 900))[:900], NOT),
        (saved("TIFF"), NOT),
        (saved("BMP"), NOT),
        (saved("ICO", (32, 32)), NOT),
        (saved("PPM"), NOT),
    ],
    ids=[
        *("jpeg-size", "png-size", "png-text", "png-profile", "png-chunks", "jpeg-segments"),
        *("jpeg-fill", "jpeg-scans", "jpeg-cut", "png-cut", "tiff", "bmp", "ico", "ppm"),
    ],
)
def test_a_picture_that_would_take_too_much_is_refused(data: bytes, said: str) -> None:
    found = image.read("a", data)
    assert isinstance(found, str)
    assert said in found


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (saved("JPEG", mode="CMYK"), "image/jpeg"),
        (saved("PNG", mode="I;16"), "image/png"),
        (saved("MPO", save_all=True, append_images=[Pillow.new("RGB", (8, 8))]), "image/jpeg"),
        (saved("GIF", save_all=True, append_images=[Pillow.new("RGB", (8, 8), 9)]), "image/gif"),
        (saved("PNG", save_all=True, append_images=[Pillow.new("RGB", (8, 8), 9)]), "image/png"),
        (saved("WEBP", save_all=True, append_images=[Pillow.new("RGB", (8, 8), 9)]), "image/webp"),
    ],
    ids=["cmyk", "deep", "mpo", "gif", "apng", "webp"],
)
def test_an_odd_picture_that_is_sound_is_read(data: bytes, media: str) -> None:
    found = image.read("a", data)
    assert isinstance(found, Image)
    assert (found.media, found.pixels) == (media, 64)


def test_the_pictures_within_a_drawing_count_together() -> None:
    data = b64encode(saved("PNG", (10, 10))).decode()
    inner = f'<image width="9" height="9" xlink:href="data:image/png;base64,{data}"/>' * 3
    found = image.read("a.svg", svg(inner, 99).encode(), Limits(pixels=250))
    assert isinstance(found, Image)
    assert found.data.count(b"<image") == 3
    assert found.data.count(b"base64") == 2
    assert found.refused


def test_a_declaration_of_a_drawing_is_looked_through_once() -> None:
    text = "<!DOCTYPE" * 200_000 + svg("")
    assert isinstance(image.read("a.svg", (svg("") + text).encode()), str)


def test_a_cut_picture_is_refused_whether_or_not_an_engine_has_been_started() -> None:
    from PIL import ImageFile

    from reportgen.weasy import engine

    engine.start()
    ImageFile.LOAD_TRUNCATED_IMAGES = True  # as WeasyPrint sets it
    assert isinstance(image.read("a", saved("PNG", (900, 900))[:900]), str)


PANICS = """\
<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900" viewBox="0 0 1e-30 1e-30">
<rect width="1" height="1" stroke="red"/></svg>
"""


def test_a_drawing_that_its_library_panics_at_is_named_with_its_place(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.svg").write_text(PANICS, encoding="utf-8")
    path = tmp_path / "p.md"
    path.write_text("---\ntitle: T\n---\n\nText.\n\n![Words](a.svg)\n", encoding="utf-8")
    (said,) = (d for d in build(path, to=("docx",)).bag if d.code == "image-unreadable")
    assert "`a.svg` makes the library crash" in said.message
    assert said.span is not None
    assert said.span.line == 7
    assert "panicked" not in capfd.readouterr().err
