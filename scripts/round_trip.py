"""Draw the picture of the round trip through Word: docs/img/round-trip.png.

Run it from the project's folder, where LibreOffice is installed:
.venv/bin/python scripts/round_trip.py
"""

import io
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

from reportgen import build
from reportgen.diagnostics import Bag
from reportgen.merge import merging
from reportgen.merge.workspace import Project

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "img" / "round-trip.png"
GAP, EDGE, GROUND, LINE = 16, 1, "#e9ebee", "#b9bec5"
CHANGES = (
    ("it also settled an argument among strategists", "it settled a long argument"),
    ("no longer one resource of state power among many", "not one resource of power among many"),
    ("without hedging", "plainly"),
)
WHO = 'w:author="Editor" w:date="2026-05-04T12:00:00Z"'
PAGE = 1
"""The page that is shown, counted from 0."""


def main() -> int:
    """Build, edit with tracked changes, merge, build again, and show one page of each."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "manuscript", folder / "manuscript")
        shutil.copy(ROOT / "bibliography.bib", folder)
        build(folder, to=["docx"], edition=["article"])
        sent = (folder / "build" / "article.docx").read_bytes()
        edited = _tracked(sent)
        project = Project.of(folder, None)
        merged = merging.merged(edited, "article.docx", project, merging.Options(), Bag())
        if not merged.whole or len(merged.edits) < len(CHANGES):
            sys.stderr.write("not all of the changes came back\n")
            return 1
        for path, (_, data) in merged.files.items():
            (folder / path).write_bytes(data)
        build(folder, to=["docx"], edition=["article"])
        after = (folder / "build" / "article.docx").read_bytes()
        pages = [_page(data, folder / str(n)) for n, data in enumerate((sent, edited, after))]
    height = max(page.height for page in pages)
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    sheet = Image.new("RGB", (width, height + 2 * GAP), GROUND)
    left = GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    sheet.quantize(64).save(OUT, optimize=True)
    return 0


def _tracked(data: bytes) -> bytes:
    """The document with the changes, tracked."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts["word/document.xml"].decode()
    for old, new in CHANGES:
        kept = 'xml:space="preserve"'
        gone = f'<w:del w:id="901" {WHO}><w:r><w:delText {kept}>{old}</w:delText></w:r></w:del>'
        come = f'<w:ins w:id="902" {WHO}><w:r><w:t {kept}>{new}</w:t></w:r></w:ins>'
        split = f"</w:t></w:r>{gone}{come}<w:r><w:t {kept}>"
        if text.count(old) != 1:
            raise ValueError(f"{old!r} is not there once")
        text = text.replace(old, split)
    parts["word/document.xml"] = text.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def _page(data: bytes, folder: Path) -> Image.Image:
    """A page as LibreOffice shows it, with a hairline round it."""
    folder.mkdir()
    (folder / "a.docx").write_bytes(data)
    home = f"-env:UserInstallation={(folder.parent / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    subprocess.run([*command, str(folder / "a.docx")], check=True, capture_output=True)
    document = pypdfium2.PdfDocument(folder / "a.pdf")
    page = document[PAGE].render(scale=1.0).to_pil().convert("RGB")
    page = page.crop((0, 0, page.width, int(page.height * 0.6)))
    framed = Image.new("RGB", (page.width + 2 * EDGE, page.height + 2 * EDGE), LINE)
    framed.paste(page, (EDGE, EDGE))
    return framed


if __name__ == "__main__":
    sys.exit(main())
