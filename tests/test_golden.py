"""Small projects whose outputs are kept beside them; `make golden` writes them anew."""

import re
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree

from reportgen import build

GOLDEN = Path(__file__).parent / "golden"


def texts(file: Path) -> str:
    """An output as text that a person can review: no faces, no bytes."""
    if file.suffix == ".html":
        page = re.sub(r"base64,[\w+/=]+", "base64,…", file.read_text("utf-8"))
        body = page[page.index("<body") :]
        return re.sub(r"<(style|script)\b.*?</\1>", "", body, flags=re.S)
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as packed:
            parts = [
                n for n in ("word/document.xml", "word/endnotes.xml") if n in packed.namelist()
            ]
            trees = [etree.fromstring(packed.read(name)) for name in parts]
        return "".join(etree.tostring(t, pretty_print=True, encoding="unicode") for t in trees)
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    return "\n--- page ---\n".join(pages)


@pytest.mark.parametrize("project", sorted(p.name for p in GOLDEN.iterdir()))
def test_the_outputs_are_as_they_were_reviewed(
    project: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    source = next((GOLDEN / project / "in").glob("*.md"))
    built = build(source, out=tmp_path)
    assert not built.bag.failed, [d.message for d in built.bag]
    for file in built.files:
        kept = GOLDEN / project / "out" / f"{file.name}.txt"
        found = texts(file)
        if request.config.getoption("--golden"):
            kept.write_text(found, encoding="utf-8")
        assert found == kept.read_text("utf-8"), f"{file.name}: run `make golden`, review the diff"
