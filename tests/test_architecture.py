"""The code is where and as docs/architecture.md says."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reportgen import editions, formats

SRC = Path(__file__).parents[1] / "src" / "reportgen"
MOST_LINES = 250
GENERATED = {"weasy/speed/declarations.py"}
ELSEWHERE = {
    "article": {"bibliography", "checks", "editions", "formats", "metadata", "parse", "registries"}
    | {"deposits", "issues", "jats", "pipeline", "weasy"},
    "brief": {"editions", "formats", "parse", "resolve", "website"},
    "bib": {"cli"},
    "html": {"deposits", "epub", "metadata", "markup", "pandoc", "sanitize", "themes", "tree"}
    | {"jats", "weasy"},
    "pdf": {"metadata", "weasy"},
    "docx": {"word"},
    "epub": {"epub"},
    "matter": {"issues"},
    "review": {"bibliography", "editions", "jats", "parse", "registries"},
    "crossref": {"bibliography", "checks"},
    "jats": {"deposits", "jats"},
}
"""The folders in which a name of an edition or format is something else: an HTML element, a BibTeX
type, a type of Open Graph, a word that pages say, a field of the front matter, a kind of pandoc's
raw markup or its writer, a namespace of XML or XMP, the templates that another edition uses too, a
command, the edition that a format serves, a file that the metadata link."""


def modules() -> Iterator[tuple[str, str]]:
    """The path and the text of every module."""
    for path in sorted(SRC.rglob("*.py")):
        yield path.relative_to(SRC).as_posix(), path.read_text(encoding="utf-8")


def test_at_most_four_modules_stand_beside_the_folders() -> None:
    assert len(list(SRC.glob("*.py"))) <= 4


def test_no_module_is_named_like_one_of_pythons() -> None:
    found = {path for path, _ in modules() if Path(path).stem in sys.stdlib_module_names}
    # A format's file has the name that `--to` takes, a command's the name of the command.
    assert found <= {"formats/html.py", "cli/site.py"}
    assert not {p.name for p in SRC.rglob("*") if p.is_dir()} & sys.stdlib_module_names


def test_modules_are_short() -> None:
    lengths = {path: text.count("\n") for path, text in modules() if path not in GENERATED}
    assert not {path: n for path, n in lengths.items() if n > MOST_LINES}
    assert sorted(lengths.values())[len(lengths) // 2] < 95


def test_nothing_but_its_own_file_names_an_edition_or_a_format() -> None:
    names = {*editions.names(), *formats.names()}
    for path, text in modules():
        folder = path.partition("/")[0]
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Constant) and node.value in names:
                own = path in (f"editions/{node.value}.py", f"formats/{node.value}.py")
                assert own or folder in ELSEWHERE.get(node.value, ()), (
                    f"{path}:{node.lineno} {node.value}"
                )


def test_the_architectures_page_names_every_folder() -> None:
    page = (SRC.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    folders = {path.name for path in SRC.iterdir() if path.is_dir() and path.name[0] != "_"}
    named = set(re.findall(r"`(\w+)/`", page))
    assert folders <= named
    assert {name for name in named if not (SRC / name).is_dir()} <= {"templates"}


def test_the_layers_of_the_contract_are_those_of_the_page() -> None:
    page = (SRC.parents[1] / "docs" / "architecture.md").read_text(encoding="utf-8")
    contract = (SRC.parents[1] / ".importlinter").read_text(encoding="utf-8")
    layers = re.search(r"^layers =\n((?:    .*\n)+)", contract, re.M)
    assert layers
    order = [re.findall(r"\w+", line) for line in layers[1].splitlines()]
    rows = re.findall(r"^\| ((?:`\w+/?`(?:, )?)+) \|", page, re.M)
    assert [sorted(re.findall(r"\w+", row)) for row in rows] == [sorted(line) for line in order]
