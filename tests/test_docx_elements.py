"""Word documents as trees of elements: columns, sections, tables in tables, raw XML, text."""

from dataclasses import replace
from pathlib import Path

import docx_integrity
import pytest
from lxml import etree

from package import KINDS, NAMES, Package, W, report, write
from reportgen import editions, formats
from reportgen.diagnostics import Bag
from reportgen.pipeline import build
from reportgen.resolve import Report
from reportgen.word.elements import NAMESPACES, root, serialized, w
from reportgen.word.measure import sections
from reportgen.word.reference_yaml import read
from reportgen.word.sections import begin_columns, end_section


def trusted(text: str, folder: Path) -> Report:
    """The report of a text whose raw OpenXML is kept."""
    (folder / "a.md").write_text(f"---\ntitle: Raw\n---\n\n{text}\n")
    manuscript = build.examine(folder / "a.md", Bag(), ("raw",))
    assert manuscript is not None
    return replace(report(folder / "a.md"), blocks=manuscript.chapters[0].blocks, raw=True)


def test_a_column_begins_before_a_table_in_a_cell_never_inside_it() -> None:
    data = write(report(KINDS / "nested.md"), "brief")
    assert data is not None
    package = Package.of(data)
    assert package.find("//w:tc//w:tbl")
    starts = package.find("//w:p[w:r/w:br/@w:type='column']")
    assert [p.getparent().tag for p in starts] == [f"{W}body"]
    assert ["".join(p.itertext()) for p in starts] == ["Recommendations"]


def test_tables_in_cells_are_sound(tmp_path: Path) -> None:
    for edition in ("article", "brief"):
        data = write(report(KINDS / "nested.md"), edition)
        assert data is not None
        (tmp_path / "a.docx").write_bytes(data)
        assert docx_integrity.check(tmp_path / "a.docx") == []


def test_a_table_in_a_cell_is_measured_once() -> None:
    found = report(KINDS / "nested.md")
    design = read(found.root, "brief", found.front, Bag())
    assert design is not None

    def table(*contents: etree._Element) -> etree._Element:
        return w("tbl", w("tr", w("tc", w("tcPr", w("tcW", w=4000)), *contents)))

    def height(*contents: etree._Element) -> float:
        (section,) = sections(w("body", table(*contents), w("sectPr")), design)
        return section.height

    line = height(w("p"))
    assert height(table(w("p")), w("p")) == pytest.approx(2 * line)


def test_what_begins_a_column_has_no_space_before_it_and_keeps_nothing() -> None:
    first, second = (w("p", w("pPr", w("keepNext"), w("jc", val="left"))) for _ in "ab")
    blocks = [first, w("bookmarkStart", id=1), w("tbl"), second]
    begin_columns(blocks, (2,))
    assert [child.tag for child in first[0]] == [f"{W}spacing", f"{W}jc"]
    assert [child.tag for child in second] == [f"{W}pPr", f"{W}r"]
    assert second.find(f"{W}r/{W}br").get(f"{W}type") == "column"


def test_a_table_that_begins_a_column_has_the_break_before_it() -> None:
    blocks = [w("p"), w("tbl", w("tr", w("tc", w("p"))))]
    begin_columns(blocks, (1,))
    assert [block.tag for block in blocks] == [f"{W}p", f"{W}p", f"{W}tbl"]
    assert blocks[1].find(f".//{W}br") is not None
    assert blocks[2].find(f".//{W}br") is None


def test_a_section_ends_in_its_last_paragraph_or_behind_its_last_table() -> None:
    for blocks in ([w("p"), w("bookmarkEnd", id=1)], [w("p"), w("tbl")], []):
        end_section(blocks, w("sectPr"))
        last = [block for block in blocks if block.tag == f"{W}p"][-1]
        assert last.find(f"{W}pPr/{W}sectPr") is not None
        assert last is blocks[-1] or blocks[-1].tag == f"{W}bookmarkEnd"


def test_text_that_xml_cannot_hold_is_left_out_and_ends_of_lines_are_spaces() -> None:
    part = root("document", [w("t", 'a\x0bb\tc\nd & <e> "f"\ufffe', val="x\x00y\n")])
    found = etree.fromstring(serialized(part))[0]
    assert found.text == 'ab c d & <e> "f"'
    assert found.get(f"{W}val") == "xy "


def test_a_part_declares_each_namespace_once() -> None:
    part = serialized(root("document", [w("p", w("r", w("t", "x")))]))
    assert all(part.count(uri.encode()) == 1 for uri in NAMESPACES.values())


def test_raw_openxml_of_a_trusted_manuscript_is_kept(tmp_path: Path) -> None:
    text = (
        "Before `<w:r><w:t>inline &amp; raw</w:t></w:r>`{=openxml} after.\n\n"
        "```{=openxml}\n<w:p><w:r><w:t>first</w:t></w:r></w:p>\n<!-- note -->\n"
        "<w:p><w:r><w:t>second</w:t></w:r></w:p>\n```\n"
    )
    data = write(trusted(text, tmp_path))
    assert data is not None
    package = Package.of(data)
    words = ["".join(p.xpath(".//w:t/text()", namespaces=NAMES)) for p in package.find("//w:p")]
    assert words[-3:] == ["Before inline & raw after.", "first", "second"]
    assert package.find("//w:body/w:sectPr")


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<w:p><w:r></w:p>", "mismatch"),
        ('<x:p xmlns="y"/>', "prefix"),
        ("<w:p>&nbsp;</w:p>", "nbsp"),
        ("<w:p/> words", "outside"),
    ],
)
def test_raw_openxml_that_cannot_be_read_is_a_fault_with_its_place(
    markup: str, said: str, tmp_path: Path
) -> None:
    bag = Bag()
    assert write(trusted(f"Text.\n\n```{{=openxml}}\n{markup}\n```\n", tmp_path), bag=bag) is None
    (fault,) = bag.found
    assert fault.code == "raw-fault"
    assert said in fault.message
    assert fault.span is not None
    assert fault.span.line == 8
    assert fault.span.text == markup


def test_raw_openxml_of_others_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\n\n```{=openxml}\n<w:p>\n```\n\nText.\n")
    bag = Bag()
    made = editions.make("article", report(tmp_path / "a.md"), bag)
    assert made is not None
    assert formats.render("docx", made, bag)
    assert not bag.found
