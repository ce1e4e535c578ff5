"""Formats, editions and checks that another package brings, as docs/plugins.md shows them."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[1] / "docs" / "plugins.md"
PAPER = """---
title: A paper
author: A. Writer
---

# A heading that goes on and on and on, far beyond the end of any line that a page has room for

Text of the article.

::: {.key-finding}
A finding.
:::
"""


@pytest.fixture(scope="module")
def extras(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds the manual's, as an installer lays it out."""
    folder = tmp_path_factory.mktemp("site")
    manual = DOCS.read_text(encoding="utf-8")
    (toml,) = re.findall(r"```toml\n(.*?)```", manual, re.S)
    modules = re.findall(r"`journal_extras/(\w+\.py)`.*?```python\n(.*?)```", manual, re.S)
    (folder / "journal_extras").mkdir()
    (folder / "journal_extras" / "__init__.py").touch()
    assert len(modules) == 3
    for name, code in modules:
        (folder / "journal_extras" / name).write_text(code, encoding="utf-8")
    info = folder / "journal_extras-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: journal-extras\nVersion: 1.0\n")
    points = re.findall(
        r'^\[project\.entry-points\."([\w.]+)"\]\n([\w-]+) = "([\w.]+)"', toml, re.M
    )
    (info / "entry_points.txt").write_text("".join(f"[{g}]\n{n} = {m}\n" for g, n, m in points))
    return folder


def run(extras: Path, folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    (folder / "paper.md").write_text(PAPER, encoding="utf-8")
    path = os.pathsep.join((str(extras), *sys.path))
    return subprocess.run(
        [sys.executable, "-m", "reportgen.cli", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True,
    )  # fmt: skip


def test_a_format_of_another_package_is_built_by_name(extras: Path, tmp_path: Path) -> None:
    done = run(extras, tmp_path, "build", "--to", "txt", "paper.md")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "build" / "paper.txt").read_text(encoding="utf-8")
    assert text.startswith("A paper\n")
    assert "Text of the article." in text


def test_what_is_not_default_is_built_on_request_alone(extras: Path, tmp_path: Path) -> None:
    done = run(extras, tmp_path, "build", "paper.md")
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (tmp_path / "build").iterdir()}
    assert "paper.pdf" in names
    assert not {name for name in names if "summary" in name or name.endswith(".txt")}


def test_an_edition_of_another_package_is_built_by_name(extras: Path, tmp_path: Path) -> None:
    done = run(extras, tmp_path, "build", "--edition", "summary", "--to", "html,txt", "paper.md")
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "build" / "paper-summary.txt").read_text(encoding="utf-8")
    assert "A finding." in text
    assert "Text of the article." not in text
    assert "A finding." in (tmp_path / "build" / "paper-summary.html").read_text(encoding="utf-8")


def test_a_check_of_another_package_reports(extras: Path, tmp_path: Path) -> None:
    done = run(extras, tmp_path, "check", "--format", "short", "paper.md")
    assert re.search(
        r"paper\.md:6:\d+: warning\[heading-long\] a heading of 9\d", done.stdout + done.stderr
    )


def test_nothing_of_it_is_there_without_the_package(tmp_path: Path) -> None:
    done = run(tmp_path, tmp_path, "build", "--to", "txt", "paper.md")
    assert done.returncode == 2
    assert "'txt' is not one of: " in done.stderr
