"""Pictures in PDF are drawn, and those with too many pixels are made smaller."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image as Pillow

from guest import Guest, guest
from reportgen import build
from reportgen.limits import LIMITS
from reportgen.sanitize import converted, image
from reportgen.sanitize.image import Image

__all__ = ["guest"]

SMALL = replace(LIMITS, pixels=1_000_000)


def pdf(wide: int = 144, high: int = 72, drawn: bytes = b"0 0 36 36 re f") -> bytes:
    """A PDF of one page that shows what is `drawn`, a black square; sizes are points."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R >>" % (wide, high),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    out = b"%PDF-1.4\n"
    starts = []
    for number, part in enumerate(parts, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    at = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % s for s in starts)
    return out + b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % at


def raster(wide: int, high: int, kind: str = "PNG", dpi: int = 300) -> bytes:
    out = BytesIO()
    Pillow.new("RGB", (wide, high), "white").save(out, kind, dpi=(dpi, dpi))
    return out.getvalue()


def test_a_page_of_pdf_is_drawn_for_print_in_its_own_size() -> None:
    found = image.read("a.pdf", pdf())
    assert isinstance(found, Image)
    assert (found.media, found.width, found.height) == ("image/png", 192, 96)
    with Pillow.open(BytesIO(found.data)) as drawn:
        assert abs(drawn.width - 600) <= 2
        assert drawn.getpixel((5, drawn.height - 5)) == (0, 0, 0)
        assert drawn.getpixel((5, 5)) == (255, 255, 255)


def test_a_very_large_page_of_pdf_is_drawn_within_the_limits() -> None:
    found = image.read("a.pdf", pdf(14_000, 14_000), SMALL)
    assert isinstance(found, Image)
    assert found.pixels <= SMALL.pixels


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", b"%PDF-", pdf()[:120]])
def test_a_broken_pdf_is_said(data: bytes) -> None:
    assert image.read("a.pdf", data) == "is a PDF that cannot be read"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_with_too_many_pixels_is_made_smaller_in_its_own_size(kind: str) -> None:
    found = image.read("a", raster(3000, 1500, kind), SMALL)
    assert isinstance(found, Image)
    assert found.media == f"image/{kind.lower()}"
    assert 500_000 < found.pixels <= SMALL.pixels
    assert found.width == pytest.approx(3000 / 300 * 96, rel=0.02)


def test_where_no_room_is_left_a_picture_is_refused_with_its_name(guest: Guest) -> None:
    found = image.read("a.png", raster(3000, 1500), replace(LIMITS, pixels=10))
    assert isinstance(found, str)
    assert "3000 × 1500" in found


def test_a_picture_of_more_pixels_than_any_camera_makes_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(converted, "LARGEST", 2_000_000)
    found = image.read("a.png", raster(3000, 1500), SMALL)
    assert isinstance(found, str)
    assert "far too many pixels" in found


def test_an_article_with_a_figure_in_pdf_is_built_in_all_formats(guest: Guest) -> None:
    (guest.folder / "fig.pdf").write_bytes(pdf())
    path = guest.write("p.Rmd", "---\ntitle: T\n---\n\nText.\n\n![A square](fig){#fig-a}\n")
    built = build(path, out=guest.folder / "out")
    assert not built.bag.failed
    assert {file.suffix for file in built.files} >= {".pdf", ".html", ".docx"}


def test_all_pictures_of_a_document_have_their_time_for_drawing_together(guest: Guest) -> None:
    slow = pdf(drawn=b"0 0 m " + b"50 50 l 1 1 l " * 200_000 + b"S")
    names = [f"f{i}.pdf" for i in range(6)]
    for name in names:
        (guest.folder / name).write_bytes(slow)
    text = "\n\n".join(f"![A square]({name})" for name in names)
    path = guest.write("p.Rmd", f"---\ntitle: T\n---\n\n{text}\n")
    few = replace(LIMITS, all_drawing_seconds=0.2)
    bag = build(path, out=guest.folder / "out", to=("html",), limits=few).bag
    late = [d for d in bag if "0.2 seconds that all may take" in d.message]
    assert len(late) == len(names) - 1, [d.message for d in bag]
    assert all(d.code == "image-unreadable" and d.span for d in late)
