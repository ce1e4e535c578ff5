"""Draw the pictures of the pages that the manual shows: docs/img/*.png.

Run it from the project's folder after a change of a theme: .venv/bin/python scripts/pictures.py
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
import yaml
from PIL import Image

from reportgen import build

ROOT = Path(__file__).parents[1]
OUT = ROOT / "docs" / "img"
GAP, EDGE, GROUND, LINE = 16, 1, "#e9ebee", "#b9bec5"


def main() -> int:
    """Draw one picture a theme, and the one for the first page of the manual."""
    OUT.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        journal = _built(Path(folder) / "journal", {})
        report = _built(Path(folder) / "report", {"theme": "report"})
        for name, built in (("journal", journal), ("report", report)):
            pages = [*_pages(built / "article.pdf", (0, 1, 2)), *_pages(built / "brief.pdf", (0,))]
            _save(pages, f"theme-{name}.png")
        pages = [*_pages(journal / "article.pdf", (0, 3)), *_pages(journal / "brief.pdf", (0,))]
        _save(pages, "pages.png")
    return 0


def _built(folder: Path, settings: dict[str, str]) -> Path:
    """The folder of the real manuscript's PDF files with these settings."""
    shutil.copytree(ROOT / "manuscript", folder / "manuscript")
    shutil.copy(ROOT / "bibliography.bib", folder)
    path = folder / "manuscript" / "metadata.yaml"
    front = yaml.safe_load(path.read_text(encoding="utf-8")) | settings
    path.write_text(yaml.safe_dump(front, allow_unicode=True, sort_keys=False), encoding="utf-8")
    made = build(folder, to=["pdf"], out=folder / "build")
    for fault in made.bag:
        if not made.files:
            sys.stderr.write(f"{fault.code}: {fault.message}\n")
    return folder / "build"


def _pages(path: Path, numbers: tuple[int, ...]) -> list[Image.Image]:
    """Pages of a PDF as pictures with a hairline round them."""
    document = pypdfium2.PdfDocument(path)
    out = []
    for number in numbers:
        page = document[number].render(scale=0.72).to_pil().convert("RGB")
        framed = Image.new("RGB", (page.width + 2 * EDGE, page.height + 2 * EDGE), LINE)
        framed.paste(page, (EDGE, EDGE))
        out.append(framed)
    return out


def _save(pages: list[Image.Image], name: str) -> None:
    width = sum(page.width for page in pages) + GAP * (len(pages) + 1)
    height = max(page.height for page in pages) + 2 * GAP
    sheet = Image.new("RGB", (width, height), GROUND)
    left = GAP
    for page in pages:
        sheet.paste(page, (left, GAP))
        left += page.width + GAP
    sheet.quantize(200, dither=Image.Dither.NONE).save(OUT / name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
