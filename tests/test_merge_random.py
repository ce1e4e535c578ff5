"""Random edits of random manuscripts: it is never said that all is brought back where it is not."""

import io
import random
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from package import W
from reportgen.diagnostics import Bag
from reportgen.merge import merging
from reportgen.merge.guards import MergeError
from reportgen.merge.workspace import Project, document
from surgery import Surgery, manuscript

SIGNS = str.maketrans({0xA0: " ", 0x202F: " ", 0x2011: "-", "’": "'", "‘": "'", "“": '"', "”": '"'})


def reads(data: bytes) -> list[str]:
    """The paragraphs of a document and of its notes, read by nothing of ours."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        trees = {
            name: etree.fromstring(package.read(name))
            for name in ("word/document.xml", "word/endnotes.xml")
            if name in package.namelist()
        }
    body, *rest = trees.values()
    order = [reference.get(f"{W}id") for reference in body.iter(f"{W}endnoteReference")]
    notes = {n.get(f"{W}id"): n for part in rest for n in part.findall(f"{W}endnote")}
    found = []
    for top in (body, *(notes[i] for i in order)):
        for paragraph in top.iter(f"{W}p"):
            kinds = paragraph.iter(f"{W}t", f"{W}endnoteReference")
            text = "".join(t.text or "" if t.tag == f"{W}t" else "¤" for t in kinds)
            found.append(" ".join(text.translate(SIGNS).replace("...", "…").split()))
    return [text for text in found if text]


@pytest.mark.parametrize("seed", range(6))
def test_all_is_brought_back_or_what_is_not_is_told(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    text, bibliography = manuscript(chance)
    (tmp_path / "a.md").write_text(text)
    (tmp_path / "a.bib").write_text(bibliography)
    project = Project.of(tmp_path / "a.md", None)
    sent = document(project, "article", Bag())
    assert sent is not None
    surgery = Surgery(sent, chance, tracked=seed % 2 == 0)
    for _ in range(6):
        surgery.edit()
    edited = surgery.data()
    try:
        merged = merging.merged(edited, "e.docx", project, merging.Options(), Bag())
    except MergeError as refused:
        if "are gone" in refused.reason:
            return
        raise
    for name, (_, data) in merged.files.items():
        (tmp_path / name).write_bytes(data)
    made = document(project, "article", Bag())
    assert made is not None
    if merged.whole:
        assert reads(made) == reads(edited), surgery.done
    else:
        assert all(refusal.words and refusal.reason for refusal in merged.refusals)
