"""The reference article's notes come out as printed, from BibTeX as an author types it."""

import csv
import json
import re
import subprocess
from pathlib import Path

import pypandoc
import pytest

from reportgen import bibliography
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.tree import nodes

HERE = Path(__file__).parent
ROOT = HERE.parent
CSL = ROOT / "templates" / "csl"
NOTES = tuple(csv.DictReader((HERE / "bibliography" / "notes.tsv").open(), delimiter="\t"))


def library(path: Path) -> bibliography.Library:
    bag = Bag()
    read = bibliography.read((Source(path.name, path.read_text(encoding="utf-8")),), bag)
    assert list(bag) == []
    return read


def printed(lib: bibliography.Library, notes: list[str], style: Path, folder: Path) -> list[str]:
    """Each note's text, in one document; italics stand between asterisks."""
    file = folder / "items.json"
    file.write_text(json.dumps([bibliography.item(entry, lib) for entry in lib]), encoding="utf-8")
    body = "\n\n".join(f"x [{note}]" for note in notes)
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json"]
    command += ["--citeproc", f"--csl={style}", f"--bibliography={file}"]
    done = subprocess.run(command, input=body, capture_output=True, text=True, check=True)
    assert not done.stderr
    found = [
        node["c"] for node in nodes.walk(json.loads(done.stdout)["blocks"]) if node["t"] == "Note"
    ]
    assert len(found) == len(notes)
    return [nodes.text(nodes.edit(blocks, _starred)).strip() for blocks in found]


def _starred(node: nodes.Node) -> nodes.Node | list[nodes.Node]:
    star = {"t": "Str", "c": "*"}
    return [star, *node["c"], star] if node["t"] == "Emph" else node


def citation(cited: str) -> str:
    parts = (work.partition(":") for work in cited.split())
    return "; ".join(f"@{key}, {pages}" if pages else f"@{key}" for key, _, pages in parts)


def forgiven(text: str) -> str:
    """The text without what the printed article is not consistent in: the shape of quotes and
    dashes, and brackets round addresses."""
    text = re.sub(r"[‘’]", "'", re.sub(r"[“”]", '"', text))
    return re.sub(r"[<>]", "", re.sub(r"[–—]", "-", text))


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    lib = library(HERE / "bibliography" / "seed.bib")
    texts = printed(
        lib,
        [citation(row["cited"]) for row in NOTES],
        CSL / "house.csl",
        tmp_path_factory.mktemp("seed"),
    )
    return dict(zip((row["note"] for row in NOTES), texts, strict=True))


@pytest.mark.parametrize("row", NOTES, ids=lambda row: f"note-{row['note']}")
def test_a_note_is_printed_as_in_the_journal(row: dict[str, str], notes: dict[str, str]) -> None:
    assert forgiven(notes[row["note"]]) == forgiven(row["printed"])


def test_the_projects_own_bibliography_prints_the_same_works(tmp_path: Path) -> None:
    lib = library(ROOT / "bibliography.bib")
    texts = printed(lib, [f"@{entry.key}" for entry in lib], CSL / "house.csl", tmp_path)
    journal = forgiven(" ".join(row["printed"] for row in NOTES))
    second = "machine-learning/flow-of-human-talent"  # the journal prints it behind the first
    missing = [t for t in texts if forgiven(t).rstrip(".") not in journal and second not in t]
    assert missing == []
