"""What is no Word document, or takes too much, is refused with its reason and a remedy.

Nothing hangs, nothing is fetched, and no file outside is read.
"""

import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from io import BytesIO
from pathlib import Path

import pytest

from ooxml_package import SPACES, docx, para, run
from reportgen import ooxml
from reportgen.limits import LIMITS, Limits
from reportgen.ooxml import Unreadable

GOOD = docx(para("a"))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(data: bytes, limits: Limits = LIMITS) -> Unreadable:
    """The refusal of a file, which comes within ten seconds."""
    start = time.monotonic()
    with pytest.raises(Unreadable) as caught:
        ooxml.read(data, limits=limits)
    assert time.monotonic() - start < 10 * 3  # a busy machine's seconds
    assert caught.value.remedy
    return caught.value


def packed(files: dict[str, str | bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", kind) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return out.getvalue()


def unpacked(data: bytes = GOOD) -> dict[str, str | bytes]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def encrypted() -> bytes:
    """A zip whose entries say that they are encrypted (APPNOTE.TXT, 4.4.4)."""
    return GOOD.replace(b"PK\x01\x02\x14\x03\x14\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01")


OTHERS: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is empty"),
    "old": (OLE + "WordDocument".encode("utf-16-le"), "is in Word's old format (.doc)"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "is encrypted"),
    "zipped": (encrypted(), "is encrypted"),
    "odt": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "is an OpenDocument file, not a Word document (.docx)",
    ),
    "pdf": (b"%PDF-1.7\n", "is a PDF, not a Word document"),
    "rtf": (b"{\\rtf1 a}", "is an RTF file, not a Word document (.docx)"),
    "page": (b"\n<!DOCTYPE html><p>a", "is a web page, not a Word document (.docx)"),
    "flat": (b'<?xml version="1.0"?><pkg:package/>', "is an XML file, not a Word document (.docx)"),
    "text": (b"Dear all,", "is no Word document"),
    "zip": (packed({"a.txt": "a"}), "is no Word document"),
    "cut": (GOOD[: len(GOOD) // 2], "is cut off or damaged"),
    "sheet": (
        packed({
            n.replace("word/document", "xl/workbook"): d.replace(b"word/document", b"xl/workbook")
            .replace(b"wordprocessingml.document", b"spreadsheetml.sheet")
            for n, d in unpacked().items() if isinstance(d, bytes)
        }),
        "is a table, not a Word document",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_word_document_is_named(name: str) -> None:
    data, reason = OTHERS[name]
    assert refused(data).reason == reason


def test_a_document_cut_off_anywhere_is_refused_or_read_whole() -> None:
    for end in range(0, len(GOOD), 97):
        with suppress(Unreadable):
            assert ooxml.read(GOOD[:end]).blocks[0].text == "a"


def test_one_flipped_byte_never_raises_anything_else() -> None:
    from reportgen.ooxml.reader import document

    for at in range(0, len(GOOD), 11):
        data = bytearray(GOOD)
        data[at] ^= 0x55
        with suppress(Unreadable):
            document(bytes(data), "all", LIMITS)


BODY = "word/document.xml"


def with_document(xml: str | bytes) -> bytes:
    return packed({**unpacked(), BODY: xml})


DEEP = "<w:smartTag>" * 1_000_000
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))


def entities(declared: str, used: str) -> bytes:
    body = f"<w:document {SPACES}><w:body>{para(used)}</w:body></w:document>"
    return with_document(f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{declared}]>{body}')


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (lambda: with_document("<w:p/>" * 10_000_000), "holds more than 40 MB of text"),
    "deep": (lambda: with_document(f"<w:document {SPACES}>{DEEP}</w:document>"), "nests too deep"),
    "long": (
        lambda: with_document(f"<w:t {SPACES}>{'word ' * 3_000_000}"),
        "has a text of `word/document.xml` in one piece that is too long",
    ),
    "laughs": (lambda: entities(LAUGHS, "&e11;"), "document.xml"),
    "outside": (
        lambda: entities('<!ENTITY f SYSTEM "file:///etc/passwd">', "&f;"),
        "declares a document type in `word/document.xml`",
    ),
    "dtd": (
        lambda: with_document(f'<!DOCTYPE a SYSTEM "http://192.0.2.1/a"><w:a {SPACES}/>'),
        "declares a document type",
    ),
    "path": (lambda: packed({**unpacked(), "../../a.xml": "a"}), "holds `../../a.xml`, which"),
    "drive": (lambda: packed({**unpacked(), "C:\\a.xml": "a"}), "which leads out of it"),
    "twice": (lambda: packed({**unpacked(), "WORD/Document.xml": "a"}), "twice"),
    "many": (
        lambda: packed({**unpacked(), **{f"a{n}": "" for n in range(5_001)}}),
        "holds more than 5,000 files",
    ),
    "packing": (
        lambda: packed({**unpacked(), BODY: "<a/>"}, zipfile.ZIP_LZMA).replace(
            b"\x0e\x00", b"\x0f\x00"
        ),
        "",
    ),
    "no-body": (lambda: with_document(f"<w:document {SPACES}/>"), "holds no text"),
    "not-xml": (lambda: with_document("<w:document"), "is damaged: `word/document.xml`"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_made_to_harm_is_refused(name: str) -> None:
    make, reason = HOSTILE[name]
    assert reason in refused(make()).reason


def test_a_large_document_is_read_or_refused_in_time() -> None:
    data = docx("<w:p>" + run("a") * 100_000 + "</w:p>")
    start = time.monotonic()
    with suppress(Unreadable):
        assert len(ooxml.read(data).blocks[0].text) == 100_000
    assert time.monotonic() - start < 10 * 3


def test_parts_related_from_outside_are_neither_fetched_nor_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<w:styles {SPACES}/>")
    relations = "".join(
        f'<Relationship Id="x{n}" Type="x/{kind}" TargetMode="{mode}" Target="{target}"/>'
        for n, (kind, mode, target) in enumerate([
            ("styles", "External", "http://192.0.2.1/styles.xml"),
            ("footnotes", "Internal", f"../../../../..{secret}"),
            ("comments", "Internal", secret.as_uri()),
        ])
    )  # fmt: skip
    assert ooxml.read(docx(para("a"), relations=relations)).blocks[0].text == "a"


def test_macros_are_named_and_left() -> None:
    relations = '<Relationship Id="v" Type="x/vbaProject" Target="vbaProject.bin"/>'
    data = docx(para("a"), relations=relations, **{"word/vbaProject.bin": b"\0"})
    found = ooxml.read(data.replace(b"openxmlformats-officedocument", b"x" * 29))
    assert found.problems == ("its macros are not read",)


CASES: dict[str, tuple[Limits, str]] = {
    "docx_bytes": (replace(LIMITS, docx_bytes=900), "holds more than 0.0009 MB of"),
    "docx_xml_bytes": (replace(LIMITS, docx_xml_bytes=900), "holds more than 0.0009 MB of text"),
    "docx_parts": (replace(LIMITS, docx_parts=3), "holds more than 3 files"),
    "docx_seconds": (replace(LIMITS, docx_seconds=0.0), "takes too much time to read"),
    "docx_megabytes": (replace(LIMITS, docx_megabytes=60), "takes too much memory to read"),
}
"""Every bound of reading a Word document, made small, and the refusal of one that is larger."""


def test_every_bound_of_a_word_document_has_a_case() -> None:
    assert list(CASES) == [b.name for b in fields(Limits) if b.name.startswith("docx_")]


@pytest.mark.parametrize("name", CASES)
def test_what_passes_a_bound_is_refused_and_what_does_not_is_read(name: str) -> None:
    limits, reason = CASES[name]
    runs = {"docx_seconds": 200_000, "docx_megabytes": 300_000}.get(name, 0)
    data = docx(para(*(run(f"word {n} ", "<w:b/>" * (n % 2)) for n in range(runs)), "."))
    assert reason in refused(data, limits).reason
    assert ooxml.read(GOOD).blocks[0].text == "a"
