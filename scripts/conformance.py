"""Build documents of every kind, and hold each output to the validators of its format.

Prints one line a file and validator; exit status 1 where anything is found. The documents are the
manuscript in every theme, the site of its journal, and the samples in `tests/word/`; the outputs
stay in `build/conformance/`. `make conformance` installs what this needs first.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from reportgen import build, themes

ROOT = Path(__file__).parents[1]
TOOLS = ROOT / "conformance"
OUT = ROOT / "build" / "conformance"
ROUND = """\
comments:
- id: a1
  reviewer: Reviewer 1
  date: 2026-11-20
  passage: Rivalry is only half of the picture.
  quote: half of the picture
  text: Is this so? Please give a source.
  state: answered
  answer: We now cite two sources.
"""
"""What the letter of responses answers."""


def main() -> int:
    shutil.rmtree(OUT, ignore_errors=True)
    files = [file for folder in _documents() for file in folder]
    if not (TOOLS / "node_modules").is_dir():
        subprocess.run(["npm", "ci", "--silent", "--no-audit", "--no-fund"], cwd=TOOLS, check=True)
    commands = {
        "pdf": [sys.executable, "pdf.py"],
        "docx": [sys.executable, "docx.py"],
        "html": ["node", "html.mjs"],
    }
    failed = False
    for suffix, command in commands.items():
        ours = [str(file) for file in files if file.suffix == f".{suffix}"]
        failed |= subprocess.run([*command, *ours], cwd=TOOLS, check=False).returncode != 0
    site = _site()
    pages = [str(page) for page in sorted(site.rglob("*.html"))]
    command = ["node", "html.mjs", "--site", str(site), *pages]
    failed |= subprocess.run(command, cwd=TOOLS, check=False).returncode != 0
    return int(failed)


def _site() -> Path:
    """The site of the journal whose issue stands in `examples/`."""
    site = OUT / "site"
    command = [
        *(sys.executable, "-m", "reportgen.cli", "site", "build", "examples/issue"),
        *("--root", ".", "--quiet", "--out", site),
    ]
    subprocess.run(command, cwd=ROOT, check=True)
    return site


def _documents() -> list[list[Path]]:
    """The outputs of every document, each document in a folder of its own."""
    out = []
    for theme in themes.names():
        project = OUT / "sources" / theme
        shutil.copytree(ROOT / "manuscript", project / "manuscript")
        shutil.copy(ROOT / "bibliography.bib", project)
        front = project / "manuscript" / "metadata.yaml"
        settings = f"\ntheme: {theme}\nattach-sources: true\n"
        front.write_text(front.read_text(encoding="utf-8") + settings, encoding="utf-8")
        (project / "reviews").mkdir()
        (project / "reviews" / "round-1.yaml").write_text(ROUND, encoding="utf-8")
        out.append(_built(project, OUT / theme, "article", "brief", "review", "response"))
    for sample in sorted((ROOT / "tests" / "word").glob("*.md")):
        out.append(_built(sample, OUT / sample.stem))
    return out


def _built(source: Path, folder: Path, *editions: str) -> list[Path]:
    built = build(source, out=folder, edition=editions)
    for diagnostic in built.bag:
        if diagnostic.severity == "error":
            raise SystemExit(f"{source.name}: {diagnostic.message}")
    # A name that says which document it is.
    return [file.rename(file.with_name(f"{folder.name}-{file.name}")) for file in built.files]


if __name__ == "__main__":
    sys.exit(main())
