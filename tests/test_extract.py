"""What a PDF carries comes out as it went in, and goes nowhere else."""

import os
import re
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, String

from reportgen.reports.extract import ExtractError, extract, put, safe
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
        ("con.md", "_con.md"),
        ("a\x00b\u202egnp.md", "a_b_gnp.md"),
        ("..", "attachment"),
        ("//etc/passwd", "etc/passwd"),
        ("\\\\host\\share\\a.md", "host/share/a.md"),
        ("\\\\", "attachment"),
        ("", "attachment"),
        ("a. ", "a"),
    ],
)
def test_names_lead_nowhere_else(given: str, kept: str) -> None:
    assert safe(given) == kept


@pytest.mark.parametrize(
    "given",
    [
        ".bashrc", ".git/config", "a/.git/hooks/pre-commit", "/.ssh/authorized_keys", "..\\.env",
        " .bashrc", "a/ .x", "GIT~1/config", "..a/.b", ".",
    ],
)  # fmt: skip
def test_hidden_names_are_refused(given: str) -> None:
    if given == ".":
        assert safe(given) == "attachment"
        return
    with pytest.raises(ValueError, match="holds a hidden file"):
        safe(given)
    with pytest.raises(ValueError, match="holds a hidden file"):
        extract(hostile(**{"a.md": b"1", given: b"2"}))


@pytest.mark.parametrize("given", ["a/" * 30 + "b", "/".join(["a" * 199] * 9)])
def test_names_longer_than_any_projects_are_refused(given: str) -> None:
    with pytest.raises(ValueError, match="too long"):
        safe(given)


@given(st.text(max_size=400) | st.text("./\\~ a:g", max_size=40))
def test_any_name_becomes_a_path_inside_or_is_refused(name: str) -> None:
    try:
        path = safe(name)
    except ValueError:
        return
    parts = path.split("/")
    assert all(part and not part.startswith(".") and part == part.strip() for part in parts)
    assert all(len(part.encode()) < 256 for part in parts)


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
    monkeypatch.setattr("reportgen.reports.extract.LARGEST", 1000)
    with pytest.raises(ValueError, match="attachments of more than"):
        extract(hostile(a=b"0" * 5000))


def _without(*keys: str) -> Callable[[pikepdf.Pdf, Any], None]:
    def change(pdf: pikepdf.Pdf, spec: Any) -> None:
        for key in keys:
            del spec[key]

    return change


def _having(value: Any) -> Callable[[pikepdf.Pdf, Any], None]:
    def change(pdf: pikepdf.Pdf, spec: Any) -> None:
        spec.EF = value

    return change


def _packed(data: bytes, kind: Any, **parms: Any) -> Callable[[pikepdf.Pdf, Any], None]:
    def change(pdf: pikepdf.Pdf, spec: Any) -> None:
        more = {"decode_parms": Dictionary(**parms)} if parms else {}
        spec.EF.F.write(data, filter=kind, **more)

    return change


def _elsewhere(pdf: pikepdf.Pdf, spec: Any) -> None:
    spec.EF.F.F = String("/etc/passwd")


FLATE = zlib.compress(b"words " * 999)
ODD: dict[str, tuple[Callable[[pikepdf.Pdf, Any], None], str]] = {
    "no-files": (_without("/EF"), "holds no such file"),
    "files-array": (_having(Array([1])), "holds no such file"),
    "files-empty": (_having(Dictionary()), "holds no such file"),
    "file-null": (_having(Dictionary(F=None)), "holds no such file"),
    "file-number": (_having(Dictionary(F=5)), "holds no such file"),
    "file-dictionary": (_having(Dictionary(F=Dictionary(A=1))), "holds no such file"),
    "file-elsewhere": (_elsewhere, "holds no such file"),
    "lzw": (_packed(b"abc", Name.LZWDecode), "packed in an unusual way"),
    "two-filters": (_packed(FLATE, Array([Name.FlateDecode] * 2)), "packed in an unusual way"),
    "predictor": (_packed(FLATE, Name.FlateDecode, Predictor=12), "packed in an unusual way"),
    "no-flate": (_packed(b"abc", Name.FlateDecode), "is damaged"),
    "cut-off": (_packed(FLATE[:-9], Name.FlateDecode), "is damaged"),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_attachment_without_content_or_with_odd_content_ends_in_words(kind: str) -> None:
    change, words = ODD[kind]
    with pytest.raises(ExtractError, match=words):
        extract(changed(lambda pdf: change(pdf, pdf.Root.Names.EmbeddedFiles.Names[1])))


def changed(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF with an attachment, and something wrong with it."""
    with pikepdf.open(BytesIO(hostile(**{"a.md": b"words"}))) as pdf:
        change(pdf)
        out = BytesIO()
        pdf.save(out, compress_streams=False)
    return out.getvalue()


def _loop(pdf: pikepdf.Pdf) -> None:
    one, two = pdf.make_indirect(Dictionary()), pdf.make_indirect(Dictionary())
    one.Kids, two.Kids = Array([two, one]), Array([one, two])
    one.Limits = two.Limits = Array([String("a"), String("z")])
    pdf.Root.Names.EmbeddedFiles = one


def _deep(pdf: pikepdf.Pdf) -> None:
    _wrapped(pdf, 3000, 1)


def _wide(pdf: pikepdf.Pdf) -> None:
    _wrapped(pdf, 30, 2)


def _wrapped(pdf: pikepdf.Pdf, levels: int, kids: int) -> None:
    tree = pdf.make_indirect(pdf.Root.Names.EmbeddedFiles)
    for _ in range(levels):
        tree.Limits = Array([String("a"), String("z")])
        tree = pdf.make_indirect(Dictionary(Kids=Array([tree] * kids)))
    pdf.Root.Names.EmbeddedFiles = tree


def _odd_tree(value: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Names.EmbeddedFiles = value

    return change


@pytest.mark.parametrize(
    "change",
    [
        _loop, _deep, _wide, _odd_tree(5), _odd_tree(Array([1])), _odd_tree(Dictionary(Names=7)),
        _odd_tree(Dictionary(Names=Array([String("a"), 5]))),
        _odd_tree(Dictionary(Names=Array([String("a")]))),
    ],
)  # fmt: skip
def test_a_name_tree_with_loops_or_without_sense_ends_in_words(
    change: Callable[[pikepdf.Pdf], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.reports.extract.SECONDS", 1)
    try:
        words = str(extract(changed(change)))
    except ExtractError as error:
        words = str(error)
    assert re.search("^{}$|a.md|takes too much time or memory|that can be read", words)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_damage_of_any_kind_ends_in_words(carrier: bytes, data: st.DataObject) -> None:
    damaged = bytearray(carrier)
    for _ in range(data.draw(st.integers(1, 20))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        damaged[at : at + data.draw(st.integers(0, 9))] = data.draw(st.binary(max_size=9))
    with suppress(ExtractError):
        extract(bytes(damaged))


def test_more_files_than_a_project_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.reports.extract.MOST", 3)
    with pytest.raises(ExtractError, match="more than 3 files"):
        extract(hostile(**{f"{i}.md": b"1" for i in range(4)}))


def test_a_pdf_that_takes_too_much_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.reports.extract.MEGABYTES", 1)
    with pytest.raises(ExtractError, match="takes too much"):
        extract(hostile(**{"a.md": b"0" * 30_000_000}))


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


@pytest.mark.parametrize("kind", ["file", "link", "dangling", "pipe"])
def test_what_is_there_is_overwritten_only_by_force(tmp_path: Path, kind: str) -> None:
    mine, there = tmp_path / "mine", tmp_path / "out" / "a" / "b.md"
    mine.write_bytes(b"mine")
    there.parent.mkdir(parents=True)
    make: dict[str, Callable[[], object]] = {
        "file": lambda: there.write_bytes(b"mine"),
        "link": lambda: there.symlink_to(mine),
        "dangling": lambda: there.symlink_to("nowhere"),
        "pipe": lambda: os.mkfifo(there),
    }
    make[kind]()
    before = there.lstat()
    files = {"c.bib": b"1", "a/b.md": b"2"}
    with pytest.raises(ExtractError, match="give `--force`"):
        put(files, tmp_path / "out")
    assert there.lstat() == before
    assert not (tmp_path / "out" / "c.bib").exists()
    put(files, tmp_path / "out", force=True)
    assert stat.S_ISREG(there.lstat().st_mode)
    assert there.read_bytes() == b"2"
    assert mine.read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["/x.md", "//x.md", "../x.md", "a/../../x.md"])
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExtractError, match="leads out of out"):
        put({"a.md": b"1", name: b"2"}, tmp_path / "out")
    assert not list((tmp_path / "out").iterdir())


def test_a_link_to_a_folder_inside_is_not_followed_either(tmp_path: Path) -> None:
    (tmp_path / "out" / ".git").mkdir(parents=True)
    (tmp_path / "out" / "a").symlink_to(".git")
    for force in (False, True):
        with pytest.raises(ExtractError, match="through a link"):
            put({"a/config": b"1"}, tmp_path / "out", force)
    assert not list((tmp_path / "out" / ".git").iterdir())


def test_the_command_says_in_words_what_it_does_not_do(tmp_path: Path, carrier: bytes) -> None:
    (tmp_path / "a.pdf").write_bytes(carrier)
    (tmp_path / "bad.pdf").write_bytes(hostile(**{".bashrc": b"1", "\x1b[2J.md": b"2"}))
    os.mkfifo(tmp_path / "pipe.pdf")

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "reportgen.cli", "extract", *arguments],
            cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert "Traceback" not in done.stderr
        assert "\x1b" not in done.stdout + done.stderr
        return done.returncode, done.stderr

    assert run("a.pdf") == (0, "")
    assert run("a.pdf")[0] == 1
    assert "give `--force`" in run("a.pdf")[1]
    assert run("a.pdf", "--force") == (0, "")
    assert run("bad.pdf", "--out", "bad") == (
        1, "reportgen: bad.pdf holds a hidden file, `.bashrc`\n",
    )  # fmt: skip
    assert not (tmp_path / "bad").exists()
    assert run("pipe.pdf")[0] == 3
    (tmp_path / "sources").rename(tmp_path / "other")
    (tmp_path / "sources").symlink_to("other")
    status, words = run("a.pdf", "--force")
    assert (status, "`sources` is a link" in words) == (1, True)
