"""`python -m benchmarks [--times N] [--sizes 1,4,20] [--date D] [--out FILE]`."""

import argparse
import datetime
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import corpus, measure, preview, sheet, ways

ROOT = Path(__file__).parents[1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--times", type=int, default=5, help="how often each way runs at size 1")
    parser.add_argument("--sizes", default="1,4,20", help="sizes of the corpora, the first is 1")
    parser.add_argument("--many", type=int, default=40, help="how many articles side by side")
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument("--peers", type=Path, default=ROOT / "build" / "benchmarks")
    wanted = parser.parse_args()
    sizes = [int(size) for size in wanted.sizes.split(",")]
    wanted.peers.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as folder:
        page = _measure(Path(folder), sizes, wanted.times, wanted.many, wanted.peers, wanted.date)
    wanted.out.write_text(page, encoding="utf-8")
    _say(f"wrote {wanted.out}")


def _measure(folder: Path, sizes: list[int], times: int, many: int, peers: Path, date: str) -> str:
    out = folder / "out"
    out.mkdir()
    made = {size: corpus.make(folder, size) for size in sizes}
    first = made[sizes[0]]
    found = [
        ways.ours(first, out), ways.pandoc(first, out), ways.typst(first, out, peers),
        ways.quarto(first, out), ways.xelatex(first, out),
    ]  # fmt: skip
    results = sheet.Results(date, ways.versions(peers), sizes)
    _say("six outputs")
    results.six = measure.in_turn([way for way in found if way], first.root, times)
    _say("one PDF")
    results.one = measure.in_turn(ways.one_pdf(first, out), first.root, times)
    _say("nothing changed")
    idle = ways.unchanged(first, folder / "kept", folder / "home")
    measure.run(idle, first.root)
    results.idle = measure.in_turn([idle], first.root, times)[idle.name]
    for size in sizes:
        _say(f"growth: size {size}")
        runs = max(1, times // size)
        results.growth[size] = measure.in_turn([ways.ours(made[size], out)], folder, runs)[
            "reportgen"
        ]
        results.words[size] = made[size].words
        results.pages[size] = _pages(out / "article.pdf") + _pages(out / "brief.pdf")
    _say("a bibliography of 10,000 entries")
    large = corpus.make(folder, 1, 10_000)
    pair = [
        ways.ours(first, out, "--to", "html", name="small"),
        ways.ours(large, out, "--to", "html", name="large"),
    ]
    results.entries = measure.in_turn(pair, folder, max(3, times))
    if many:
        _say(f"{many} articles")
        results.many = _many(folder, many)
    _say("the preview")
    results.preview = preview.measure(ROOT, times)
    _say("stages")
    command = [sys.executable, "-m", "benchmarks.stages", str(first.root)]
    results.stages = json.loads(
        subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    )
    return sheet.page(results)


def _many(folder: Path, many: int) -> tuple[int, measure.Cost, measure.Cost]:
    """Many articles one after the other, in one process at a time, and side by side."""
    import shutil

    archive = folder / "archive"
    whole = corpus.make(folder / "seed", 1)
    for i in range(many):
        shutil.copytree(whole.root, archive / f"article-{i:02}")
    base = (sys.executable, "-m", "reportgen.cli", "build", "--no-cache")
    alone = tuple((*base, str(path), "--jobs", "1") for path in sorted(archive.iterdir()))
    one = measure.run(measure.Way("one after the other", alone), folder)
    both = measure.run(measure.Way("side by side", ((*base, str(archive)),)), folder)
    return many, one, both


def _pages(path: Path) -> int:
    import pikepdf

    with pikepdf.open(path) as pdf:
        return len(pdf.pages)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")


if __name__ == "__main__":
    main()
