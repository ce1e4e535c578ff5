"""Entries as people type them print the notes that the manuals ask for, and lose no field."""

import re
from pathlib import Path

import pytest

from package import report
from reportgen.diagnostics import Bag
from reportgen.tree.nodes import Node, edit, text, walk

GOLD = Path(__file__).parent / "bibliography" / "gold.bib"
ENTRY = re.compile(r"^% (.+)\n% => (.+)\n@\w+\{([^,\s]+),", re.MULTILINE)
ENTRIES = ENTRY.findall(GOLD.read_text(encoding="utf-8"))


def starred(node: Node) -> Node | list[Node]:
    star = {"t": "Str", "c": "*"}
    return [star, *node["c"], star] if node["t"] == "Emph" else node


@pytest.fixture(scope="module")
def bag() -> Bag:
    return Bag()


@pytest.fixture(scope="module")
def notes(tmp_path_factory: pytest.TempPathFactory, bag: Bag) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("gold")
    (folder / "gold.bib").write_bytes(GOLD.read_bytes())
    cited = "\n\n".join(f"x.[@{key}]" for _, _, key in ENTRIES)
    front = "---\ntitle: Gold\ndate: 2026-01-02\nlang: en-US\nbibliography: gold.bib\n---\n\n"
    (folder / "paper.md").write_text(front + cited, encoding="utf-8")
    blocks = report(folder / "paper.md", bag=bag).blocks
    found = [edit(node["c"], starred) for node in walk(blocks) if node["t"] == "Note"]
    printed = [text(note).strip().replace("\u2060", "") for note in found]
    return dict(zip((key for _, _, key in ENTRIES), printed, strict=True))


def test_every_entry_has_its_rule_and_its_note() -> None:
    keys = re.findall(r"^@(?!comment)\w+\{([^,\s]+),", GOLD.read_text("utf-8"), re.MULTILINE)
    assert [key for _, _, key in ENTRIES] == keys
    assert len(keys) == len(set(keys)) > 200


@pytest.mark.parametrize(("rule", "note", "key"), ENTRIES, ids=[key for _, _, key in ENTRIES])
def test_an_entry_prints_its_note(rule: str, note: str, key: str, notes: dict[str, str]) -> None:
    assert notes[key] == note, rule


def test_no_field_that_is_printed_is_told_as_lost(notes: dict[str, str], bag: Bag) -> None:
    assert notes
    assert [d.message for d in bag if d.code == "field-unprinted"] == []


def test_a_short_note_sets_the_title_as_the_full_one_does(tmp_path: Path) -> None:
    (tmp_path / "gold.bib").write_bytes(GOLD.read_bytes())
    cited = "\n\n".join(f"x.[@{key}]" for _, _, key in ENTRIES)
    front = "---\ntitle: Gold\ndate: 2026-01-02\nlang: en-US\nbibliography: gold.bib\n"
    text_twice = f"{front}csl: house-short\n---\n\n{cited}\n\n{cited}\n"
    (tmp_path / "paper.md").write_text(text_twice, encoding="utf-8")
    blocks = report(tmp_path / "paper.md").blocks
    found = [edit(node["c"], starred) for node in walk(blocks) if node["t"] == "Note"]
    short = [text(note).strip().replace("\u2060", "") for note in found[len(ENTRIES) :]]
    assert len(short) == len(ENTRIES)
    differing = []
    for (_, full, key), note in zip(ENTRIES, short, strict=True):
        marked = re.search(r"\*[^*]+\*|“.+", note.rstrip(".").removesuffix(".”"))
        title = marked[0] if marked else note.rstrip(".").split(", ")[-1]
        letter = not marked and all(word in full for word in title.split())
        if title.rstrip("”*") not in full and not letter:
            differing.append(f"{key}: {note}")
    assert differing == []
