"""Build documents of every kind, and hold each output to the validators of its format.

Prints one line a file and validator; exit status 1 where anything is found. The documents are the
manuscript and the reference issue in every theme, the site of its journal, the samples in
`tests/word/` and one in Arabic; the outputs stay in `build/conformance/`. `make conformance`
installs what this needs first.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from reportgen import build, themes
from reportgen.issues import build as issues
from reportgen.pipeline.batch import LocalBackend
from reportgen.project.request import Request

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
LAST_PAGE = re.compile(r",? *last-page: *\d+")
"""The last page of a sample, which is where it ends whatever was typed."""
PUBLISHED = """
url: https://example.org/articles/chips/
doi: 10.5555/ppta.2026.1.1
type: research-article
section: Articles
access: free
license: CC BY 4.0
copyright: {holder: The editors, year: 2026}
received: 2026-03-01
accepted: 2026-09-30
published-online: 2026-11-24
"""
JOURNAL = """\
  abbreviation: Pol. Pap. Technol. Alliances
  eissn: 1234-5679
  doi: 10.5555/ppta
  url: https://example.org/
  publisher: Example Press
  publisher-place: Seoul
  language: en
  registrant: Example Press
  depositor: {name: Example Press, email: deposits@example.org}
"""
"""What an article says beside its text when a journal publishes it, and what its journal does."""


def main() -> int:
    shutil.rmtree(OUT, ignore_errors=True)
    files = [file for folder in _documents() for file in folder]
    if not (TOOLS / "node_modules").is_dir():
        install = ["npm", "ci", "--silent", "--no-audit", "--no-fund"]
        own = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}  # Chromium is Debian's
        subprocess.run(install, cwd=TOOLS, check=True, env=own)
    commands = {
        ("pdf",): [sys.executable, "pdf.py"],
        ("docx",): [sys.executable, "docx.py"],
        ("html",): ["node", "html.mjs"],
        ("epub",): [sys.executable, "epub.py"],
        ("xml", "json", "cff", "ris", "bib"): [sys.executable, "records.py"],
    }
    failed = False
    for suffixes, command in commands.items():
        ours = [str(file) for file in files if file.suffix[1:] in suffixes]
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
        text = front.read_text(encoding="utf-8").replace("journal:\n", f"journal:\n{JOURNAL}", 1)
        settings = f"\ntheme: {theme}\nattach-sources: true\n{PUBLISHED}"
        front.write_text(text + settings, encoding="utf-8")
        (project / "reviews").mkdir()
        (project / "reviews" / "round-1.yaml").write_text(ROUND, encoding="utf-8")
        out.append(_built(project, OUT / theme, "article", "brief", "review", "response"))
        out.append(_issue(project, theme))
    samples = OUT / "sources" / "samples"
    for folder in (ROOT / "tests" / "word", TOOLS / "samples"):
        shutil.copytree(folder, samples, dirs_exist_ok=True)
    for sample in sorted(samples.glob("*.md")):
        text = LAST_PAGE.sub("", sample.read_text(encoding="utf-8"))
        sample.write_text(text, encoding="utf-8")
        out.append(_built(sample, OUT / sample.stem))
    return out


def _issue(project: Path, theme: str) -> list[Path]:
    """The bound file of the reference issue, whose first article is the manuscript."""
    project = project.with_name(f"{theme}-issue")
    for name in ("manuscript", "examples/issue"):
        shutil.copytree(ROOT / name, project / name)
    shutil.copy(ROOT / "bibliography.bib", project)
    issue = project / "examples" / "issue"
    with (issue / "issue.yaml").open("a", encoding="utf-8") as file:
        file.write(f"theme: {theme}\n")
    with LocalBackend(1) as cores:
        like, out = Request(issue, ("pdf",)), OUT / f"{theme}-issue"
        built = issues.build(issue, like, cores.way(None), base=project, out=out)
    if not built.bound:
        raise SystemExit(f"{issue.name}: {[d.message for d in built.bag.errors]}")
    return [file.rename(out / f"{out.name}.pdf") for file in built.files if file.suffix == ".pdf"]


def _built(source: Path, folder: Path, *editions: str) -> list[Path]:
    built = build(source, out=folder, edition=editions, to=("publish",))
    for diagnostic in built.bag:
        if diagnostic.severity == "error":
            raise SystemExit(f"{source.name}: {diagnostic.message}")
    # A name that says which document it is.
    return [file.rename(file.with_name(f"{folder.name}-{file.name}")) for file in built.files]


if __name__ == "__main__":
    sys.exit(main())
