"""docs/api.md: generated from docstrings, and its examples run."""

import inspect
import re
import textwrap
from pathlib import Path

import pytest

import reportgen

PAGE = Path(__file__).parents[1] / "docs" / "api.md"
START = """# Python API

Everything here is imported from `reportgen`; what is not named here may change. Importing costs
nothing: names are loaded when they are first asked for.

```python
from reportgen import build, check

for diagnostic in check("paper.md"):
    print(diagnostic.severity.value, diagnostic.code, diagnostic.message)

made = build("paper.md", to=["html", "docx"], out="build")
print([path.name for path in made.files], made.bag.failed)
```

Other bounds, other values than the front matter's, and the date of the files:

```python
from dataclasses import replace

from reportgen import Limits, build

build(
    "paper.md",
    to=["html"],
    limits=replace(Limits(), pictures=20),
    given={"journal.first-page": "17"},
    epoch=1_700_000_000,
)
```

Many documents on any `concurrent.futures.Executor`:

```python
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from reportgen import Request, build_many

requests = [Request(path, to=("html",)) for path in sorted(Path(".").glob("*.md"))]
with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
    for outcome in build_many(requests, pool):
        print(outcome.request.path.name, outcome.fine)
```
"""


def page() -> str:
    """The page as the code has it."""
    parts = [START]
    for name in reportgen.__all__:
        thing = getattr(reportgen, name)
        words = inspect.getdoc(thing) or ""
        kind = "" if inspect.isclass(thing) else str(inspect.signature(thing))
        shown = textwrap.fill(re.sub(r"<function .*? at 0x\w+>", "...", kind), 96)
        heading = f"## `{name}`\n\n"
        parts.append(heading + (f"```text\n{name}{shown}\n```\n\n" if kind else "") + words + "\n")
    return "\n".join(parts)


def test_the_page_is_what_the_docstrings_say(golden: bool) -> None:
    if golden:
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page(), "run `make golden`"


def test_every_public_name_is_described() -> None:
    assert [
        name for name in reportgen.__all__ if not inspect.getdoc(getattr(reportgen, name))
    ] == []


@pytest.mark.parametrize("number", [0, 1])
def test_the_examples_run(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("paper.md").write_text("---\ntitle: A paper\n---\n\nText.\n", encoding="utf-8")
    example = re.findall(r"```python\n(.*?)```", page(), re.S)[number]
    exec(compile(example, f"example {number}", "exec"), {"__name__": "__main__"})
    assert Path("build/paper.html").exists()
    if number == 0:
        assert "['paper.html', 'paper.docx'] False" in capsys.readouterr().out


def test_the_example_of_many_documents_runs(tmp_path: Path) -> None:
    import subprocess
    import sys

    for name in ("one.md", "two.md"):
        (tmp_path / name).write_text("---\ntitle: A paper\n---\n\nText.\n", encoding="utf-8")
    example = re.findall(r"```python\n(.*?)```", page(), re.S)[2]
    body = textwrap.indent(example, "    ")
    (tmp_path / "many.py").write_text(f"if __name__ == '__main__':\n{body}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "many.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.stdout == "one.md True\ntwo.md True\n", done.stderr
