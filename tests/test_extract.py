"""What a PDF carries comes out as it went in, and goes nowhere else."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from reportgen.extract import extract, put, safe
from reportgen.weasy import File, Record
from tagged import render

FILES = (
    File("manuscript/02-Ergebnisse.md", "# Größe\n".encode(), "text/markdown"),
    File("manuscript/서론.md", "# 서론\r".encode(), "text/markdown"),
    File("bibliography.bib", b"@misc{a}\r\n" * 999, "application/x-bibtex", "The bibliography"),
)
RECORD = Record(title="T", date=datetime(2025, 3, 4, tzinfo=UTC))


@pytest.fixture(scope="module")
def carrier() -> bytes:
    return render("<body><p>a</p></body>", record=RECORD, attachments=FILES)


def test_attachments_come_out_as_they_went_in(carrier: bytes) -> None:
    assert extract(carrier) == {file.name: file.data for file in FILES}


def test_attachments_are_associated_sources_with_dates(carrier: bytes) -> None:
    with pikepdf.open(BytesIO(carrier)) as pdf:
        specs = list(pdf.Root.AF)
        assert [str(spec.AFRelationship) for spec in specs] == ["/Source"] * 3
        for spec in specs:
            assert str(spec.EF.F.Params.ModDate) == "D:20250304000000Z"
            assert len(bytes(spec.EF.F.Params.CheckSum)) == 16
        names = pdf.Root.Names.EmbeddedFiles.Names
        keys = [bytes(names[i]) for i in range(0, len(names), 2)]
        assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Windows\\system.ini", "C_/Windows/system.ini"),
        ("a/./b//c.md", "a/b/c.md"),
        ("..hidden", "hidden"),
        (".bashrc", ".bashrc"),
        ("con.md", "_con.md"),
        ("a\x00b\u202egnp.md", "a_b_gnp.md"),
        ("..", "attachment"),
        ("", "attachment"),
        ("a. ", "a"),
    ],
)
def test_names_lead_nowhere_else(given: str, kept: str) -> None:
    assert safe(given) == kept


def hostile(**files: bytes) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    for name, data in files.items():
        pdf.attachments[name] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def test_two_names_that_a_file_system_takes_for_one_are_two() -> None:
    found = extract(hostile(**{"a.md": b"1", "A.md": b"2", "a.md/b": b"3"}))
    assert sorted(found.values()) == [b"1", b"2", b"3"]
    assert len({name.casefold() for name in found}) == 3
    assert not any(f"{a}/".casefold() in b.casefold() for a in found for b in found)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.extract.LARGEST", 1000)
    with pytest.raises(ValueError, match="attachments of more than"):
        extract(hostile(a=b"0" * 5000))


def test_what_is_no_pdf_is_said_to_be_none() -> None:
    with pytest.raises(ValueError, match="is not a PDF"):
        extract(b"# Markdown")


def test_files_are_put_into_the_folder(tmp_path: Path) -> None:
    put({"a/b.md": b"1", "c.bib": b"2"}, tmp_path / "out")
    assert (tmp_path / "out/a/b.md").read_bytes() == b"1"
    assert sorted(p.name for p in (tmp_path / "out").iterdir()) == ["a", "c.bib"]


def test_a_link_in_the_folder_leads_no_file_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/a").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="leads out of out"):
        put({"c.bib": b"2", "a/b.md": b"1"}, tmp_path / "out")
    assert not (tmp_path / "out/c.bib").exists()
    assert not (tmp_path / "b.md").exists()
