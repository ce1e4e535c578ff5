"""The manual of blocks shows nothing that does not build without a warning."""

import re
from pathlib import Path

import pytest

from guest import SVG
from reportgen import build

MANUAL = (Path(__file__).parent.parent / "docs" / "blocks.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```md\n(.*?)^```", MANUAL, re.M | re.S)
FRONT = re.findall(r"^```yaml\n(.*?)^```", MANUAL, re.M | re.S)


@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_of_the_manual_builds_without_a_warning(tmp_path: Path, example: str) -> None:
    (tmp_path / "talent.svg").write_text(SVG)
    (tmp_path / "p.md").write_text(f"---\ntitle: T\n---\n\n{example}", encoding="utf-8")
    built = build(tmp_path / "p.md", to=["html", "docx"], edition=["article"])
    assert {d.code for d in built.bag} <= {"image-alt", "label-unused"}


@pytest.mark.parametrize("front", FRONT)
def test_front_matter_of_the_manual_builds_without_a_warning(tmp_path: Path, front: str) -> None:
    (tmp_path / "p.md").write_text(f"---\ntitle: T\n{front}---\n\nText.\n", encoding="utf-8")
    assert not list(build(tmp_path / "p.md", to=["html"], edition=["article"]).bag)
