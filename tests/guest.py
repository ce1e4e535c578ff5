"""What the tests of other tools' manuscripts share: a project of a few files, checked and built."""

from pathlib import Path
from typing import Any

import pytest

from reportgen.diagnostics import Bag, Diagnostic
from reportgen.parse import Manuscript
from reportgen.pipeline.build import examine
from reportgen.tree.nodes import Node, text, walk

BIB = "@book{smith, author = {Jane Smith}, title = {A Book}, publisher = {Press}, year = 2020}\n"
SVG = "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='10'/>"


class Guest:
    """A manuscript's folder; `read` examines a text in it, the last faults are in `bag`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bag = Bag()
        self.write("refs.bib", BIB)
        self.write("f.svg", SVG)

    def write(self, name: str, content: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        return path

    def read(
        self, body: str, name: str = "paper.qmd", front: str = "bibliography: refs.bib\n"
    ) -> list[Node]:
        """The blocks of a body under front matter of three lines and `front`."""
        return self.manuscript(body, name, front).chapters[0].blocks

    def manuscript(
        self, body: str, name: str = "paper.qmd", front: str = "bibliography: refs.bib\n"
    ) -> Manuscript:
        self.bag = Bag()
        path = self.write(name, f"---\ntitle: A title\n{front}---\n\n{body}")
        found = examine(path, self.bag)
        assert found is not None, [d.message for d in self.bag]
        return found

    def found(self, code: str) -> list[Diagnostic]:
        return [d for d in self.bag if d.code == code]

    def places(self, code: str) -> list[tuple[str, int, int]]:
        """The file, line and column of each fault of a code."""
        spans = [d.span for d in self.found(code)]
        return [(s.source.name, s.line, s.column) for s in spans if s]


@pytest.fixture
def guest(tmp_path: Path) -> Guest:
    return Guest(tmp_path)


def kinds(blocks: list[Node]) -> list[str]:
    return [node["t"] for node in blocks]


def nodes(tree: Any, kind: str) -> list[Node]:
    return [node for node in walk(tree) if node["t"] == kind]


def words(tree: Any) -> str:
    return " ".join(text(tree).split())
