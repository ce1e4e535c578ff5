"""Examples of the manuals' public quick guides are printed as the manuals print them."""

import re
from pathlib import Path

import pytest

from package import report
from reportgen.bibliography import entry_types, fields
from reportgen.tree.nodes import Node, attr, edit, text, walk

BIB = Path(__file__).parent / "bibliography" / "manuals.bib"
EXAMPLE = re.compile(r"^% ([\w-]+)(?: \[([^\]]+)\])? => (.+)$")
STYLES = {"chicago-notes": 11, "chicago-author-date": 8, "apa": 10, "oscola": 8}


def examples() -> list[tuple[str, str, str, str]]:
    """Style, locator, what the manual prints, and key."""
    found, waiting = [], []
    for line in BIB.read_text("utf-8").splitlines():
        if example := EXAMPLE.match(line):
            waiting.append((example[1], example[2] or "", example[3]))
        elif key := re.match(r"@\w+\{([^,]+),", line):
            found += [(*example, key[1]) for example in waiting]
            waiting = []
    return found


def starred(node: Node) -> Node | list[Node]:
    star = {"t": "Str", "c": "*"}
    return [star, *node["c"], star] if node["t"] == "Emph" else node


def plain(nodes: list[Node]) -> str:
    shown = text(edit(nodes, starred)).strip()
    return shown.replace("\u2060", "").replace("\u00a0", " ")


@pytest.mark.parametrize("style", STYLES)
def test_a_style_prints_its_manuals_examples(style: str, tmp_path: Path) -> None:
    mine = [example for example in examples() if example[0] == style]
    assert len(mine) == STYLES[style]
    (tmp_path / "manuals.bib").write_bytes(BIB.read_bytes())
    lang = "en-GB" if style == "oscola" else "en-US"
    front = f"title: T\ndate: 2026-01-02\nlang: {lang}\nbibliography: manuals.bib\ncsl: {style}"
    cited = "\n\n".join(f"x.[@{key}{', ' + where if where else ''}]" for _, where, _, key in mine)
    (tmp_path / "paper.md").write_text(f"---\n{front}\n---\n\n{cited}\n", encoding="utf-8")
    made = report(tmp_path / "paper.md")
    notes = [plain(node["c"]) for node in walk(made.blocks) if node["t"] == "Note"]
    if not notes:
        listed = {
            attr(node)[0].removeprefix("ref-"): plain(node["c"][1])
            for node in walk(list(made.bibliography))
            if node["t"] == "Div" and attr(node)[0].startswith("ref-")
        }
        notes = [listed[key] for *_, key in mine]
    differing = [(n, want) for n, (_, _, want, _) in zip(notes, mine, strict=True) if n != want]
    assert differing == []


def test_the_table_of_kinds_names_known_types_and_fields() -> None:
    manual = (Path(__file__).parents[1] / "docs" / "bibliography.md").read_text("utf-8")
    table = manual.partition("<!-- kinds -->")[2].partition("\n\n")[0]
    rows = [line.split("|") for line in table.strip().splitlines()[2:]]
    assert len(rows) > 30
    for _, source, types, named, *_ in rows:
        for kind in re.findall(r"`@(\w+)`", types):
            assert entry_types.known(kind), source
        for name in re.findall(r"`(\w+)`", re.sub(r"\([^()]*\)", "", named)):
            assert fields.known(name), (source, name)
