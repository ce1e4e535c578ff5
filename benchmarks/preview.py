"""How long after a save the preview has the newer HTML and the newer PDF.

`python -m benchmarks.preview [PROJECT] [TIMES]` works on a copy of the project.
"""

import http.client
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit


def measure(project: Path, times: int = 7) -> dict[str, float]:
    """Medians of seconds: `html` and `pdf` after a save of a chapter."""
    with tempfile.TemporaryDirectory(prefix="reportgen-preview-") as folder:
        root = Path(folder) / "project"
        root.mkdir()
        for name in ("manuscript", "bibliography.bib", "templates"):
            source = project / name
            if source.is_dir():
                shutil.copytree(source, root / name)
            elif source.is_file():
                shutil.copy(source, root / name)
        command = [sys.executable, "-m", "reportgen.cli", "serve", str(root), "--no-open"]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            return _measure(root, _news(server.stdout.readline().strip()), times)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(20)


def _measure(root: Path, news: Iterator[dict[str, Any]], times: int) -> dict[str, float]:
    versions = _until(news, {})
    chapter = sorted(root.glob("manuscript/[0-9]*.md"))[-1]
    text = chapter.read_text(encoding="utf-8")
    html, pdf = [], []
    for i in range(times):
        began = time.perf_counter()
        chapter.write_text(f"{text}\n\nOne more sentence, number {i}.\n", encoding="utf-8")
        for state in news:
            fresh = _versions(state)
            if fresh["html"] != versions["html"]:
                html.append(time.perf_counter() - began)
                break
        versions = _until(news, versions)
        pdf.append(time.perf_counter() - began)
    return {"html": median(html), "pdf": median(pdf)}


def _until(news: Iterator[dict[str, Any]], before: dict[str, str]) -> dict[str, str]:
    """Wait until the article's PDF is another one."""
    for state in news:
        found = _versions(state)
        if found.get("pdf") and found["pdf"] != before.get("pdf"):
            return found
    raise OSError("the preview ended")


def _versions(state: dict[str, Any]) -> dict[str, str]:
    outputs = state["editions"].get("article", {})
    return {kind: output["version"] for kind, output in outputs.items()}


def _news(address: str) -> Iterator[dict[str, Any]]:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc)
    connection.request("GET", f"{parts.path}events")
    answer = connection.getresponse()
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


if __name__ == "__main__":
    project = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    for name, seconds in measure(project, int(sys.argv[2]) if len(sys.argv) > 2 else 7).items():
        print(f"{name:5} {seconds:.3f} s")
