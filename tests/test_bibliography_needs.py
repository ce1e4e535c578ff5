"""Sources as people type them print what a reader needs to find each, in several styles."""

import re
import unicodedata
from pathlib import Path

import pytest

from package import report
from reportgen import bibliography
from reportgen.checks.source_incomplete import lacking
from reportgen.diagnostics import Bag
from reportgen.diagnostics.source import Source
from reportgen.tree.nodes import text, walk

BIB = Path(__file__).parent / "bibliography" / "sources.bib"
ENTRY = re.compile(r"^% needs: (.+)\n@\w+\{([^,\s]+),", re.MULTILINE)
ENTRIES = ENTRY.findall(BIB.read_text(encoding="utf-8"))
OWN = {"house": set(), "house-short": set()}
CHICAGO = {
    "chicago-notes": {"longtelegram", "keohane", "march"},  # 18th ed.: no pages of chapters
    "chicago-notes-bibliography-17th-edition": set(),
}


def plain(shown: str) -> str:
    shown = unicodedata.normalize("NFC", shown).replace("--", "-")
    for pattern, character in (("[‐‑–—]", "-"), ("[“”]", '"'), ("[‘’]", "'"), ("\u2060", "")):
        shown = re.sub(pattern, character, shown)
    return re.sub(r"\s+", " ", shown).lower()


@pytest.mark.parametrize(("style", "less"), (OWN | CHICAGO).items(), ids=[*OWN, *CHICAGO])
def test_every_source_prints_what_finds_it(style: str, less: set[str], tmp_path: Path) -> None:
    (tmp_path / "sources.bib").write_bytes(BIB.read_bytes())
    cited = "\n\n".join(f"x.[@{key}]" for _, key in ENTRIES)
    front = (
        f"---\ntitle: T\ndate: 2026-01-02\nlang: en-US\nbibliography: sources.bib\ncsl: {style}\n"
    )
    (tmp_path / "paper.md").write_text(f"{front}---\n\n{cited}\n", encoding="utf-8")
    bag = Bag()
    notes = [
        text(n["c"])
        for n in walk(report(tmp_path / "paper.md", bag=bag).blocks)
        if n["t"] == "Note"
    ]
    assert len(notes) == len(ENTRIES) == 220
    lost, faulty = {}, {}
    for (needs, key), note in zip(ENTRIES, notes, strict=True):
        shown = plain(note)
        missing = [
            need
            for need in needs.split(" | ")
            if not any(plain(form).strip() in shown for form in need.split("||"))
        ]
        if missing and key not in less:
            lost[key] = (missing, note)
        if re.search(r"[{}\\\u2011]|\bn\.d\.", note) or f"@{key}" in note:
            faulty[key] = note
    assert lost == {}
    assert faulty == {}
    if style in OWN:
        assert [d.message for d in bag if d.code == "field-unprinted"] == []


@pytest.mark.parametrize("name", ["sources.bib", "gold.bib", "seed.bib"])
def test_no_good_entry_is_called_incomplete(name: str) -> None:
    bag = Bag()
    source = Source(name, (BIB.parent / name).read_text(encoding="utf-8"))
    library = bibliography.read((source,), bag)
    items = [bibliography.item(entry, library) for entry in library.entries.values()]
    assert len(items) > 50
    assert [(item["id"], lacking(item)) for item in items if lacking(item)] == []
    assert len(bag) == 0
