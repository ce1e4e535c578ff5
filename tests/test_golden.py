"""Small projects whose outputs are kept beside them; `make golden` writes them anew."""

import re
from pathlib import Path

import pypdfium2
import pytest

from picture import alike, pictures
from reportgen import build
from word_text import word_text

GOLDEN = Path(__file__).parent / "golden"


def page_text(file: Path) -> str:
    """A page for browsers without its styles, scripts and pictures."""
    page = re.sub(r"base64,[\w+/=]+", "base64,…", file.read_text("utf-8"))
    body = page[page.index("<body") :]
    return re.sub(r"<(style|script)\b.*?</\1>", "", body, flags=re.S)


def print_text(file: Path) -> str:
    """The words of a PDF, page by page."""
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    return "\n--- page ---\n".join(pages)


TEXTS = {".html": page_text, ".docx": word_text, ".pdf": print_text}


@pytest.mark.parametrize("project", sorted(p.name for p in GOLDEN.iterdir()))
def test_the_outputs_are_as_they_were_reviewed(project: str, tmp_path: Path, golden: bool) -> None:
    source = next((GOLDEN / project / "in").glob("*.md"))
    built = build(source, out=tmp_path)
    assert not built.bag.failed, [d.message for d in built.bag]
    found = {f"{file.name}.txt": TEXTS[file.suffix](file) for file in built.files}
    drawn = {f"{f.name}.picture.txt": pictures(f) for f in built.files if f.suffix == ".pdf"}
    out = GOLDEN / project / "out"
    if golden:
        out.mkdir(exist_ok=True)
        kept = {file.name: file.read_text("utf-8") for file in out.iterdir()}
        for name in kept.keys() - found.keys() - drawn.keys():
            (out / name).unlink()
        moved = {name: text for name, text in drawn.items() if not alike(text, kept.get(name, ""))}
        for name, text in {**found, **moved}.items():
            (out / name).write_text(text, encoding="utf-8")
    kept = {file.name: file.read_text("utf-8") for file in out.iterdir()}
    assert kept.keys() == found.keys() | drawn.keys()
    for name, text in found.items():
        assert text == kept[name], f"{name}: run `make golden`, review the diff"
    for name, text in drawn.items():
        assert alike(text, kept[name]), f"{name}: run `make golden`, review the diff"
