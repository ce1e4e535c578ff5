"""What was sent is kept, within bounds, and a stranger's archive does no harm."""

import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from reportgen.pipeline import build
from reportgen.project import sent
from reportgen.project.sent import Origin, Sent, UnsoundArchiveError

TEXT = """---
title: A title
bibliography: a.bib
---

# Heading

Words.[@one]
"""
BIB = "@book{one, author={Author, Bob}, title={A Book}, publisher={House}, year={2001}}\n"


def one(n: int = 0, document: bytes = b"document") -> Sent:
    origin = Origin(f"{n:040}", "1.0", "article")
    return Sent(origin, "a.docx", "a.md", document, {"a.md": b"# One\n", "b/c.bib": b"@"})


def archive(files: dict[str, bytes]) -> bytes:
    known = {"source": "s", "version": "v", "edition": "e", "name": "n", "path": ""}
    whole = {"sent.json": json.dumps(known).encode(), "document.docx": b"d", **files}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in whole.items():
            package.writestr(name, data)
    return out.getvalue()


def test_a_build_keeps_each_word_document_with_its_sources(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT)
    (tmp_path / "a.bib").write_text(BIB)
    built = build.build(tmp_path / "a.md", to=["docx", "html"], workers=1)
    assert not built.bag.failed
    (file,) = (tmp_path / "build" / "sent").iterdir()
    found = sent.unpack(file.read_bytes())
    assert found.document == (tmp_path / "build" / "a.docx").read_bytes()
    assert found.texts == {"a.md": TEXT.encode(), "a.bib": BIB.encode()}
    assert (found.name, found.path, found.origin.archive) == ("a.docx", "a.md", file.name)
    assert "sent" not in (tmp_path / "build" / "manifest.json").read_text()
    before = file.read_bytes()
    build.build(tmp_path / "a.md", to=["docx"], workers=1)
    assert [p.read_bytes() for p in (tmp_path / "build" / "sent").iterdir()] == [before]
    (tmp_path / "a.md").write_text(TEXT.replace("Words.", "Other words."))
    build.build(tmp_path / "a.md", to=["docx"], workers=1)
    assert len(list((tmp_path / "build" / "sent").iterdir())) == 2
    assert sent.find(found.origin, tmp_path / "build") == found


def test_an_archive_gives_back_what_went_in_and_has_the_same_bytes() -> None:
    assert sent.unpack(sent.pack(one())) == one()
    assert sent.pack(one()) == sent.pack(one())


def test_the_last_ones_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent, "MOST", 3)
    for n in range(5):
        sent.keep([one(n)], tmp_path)
        os.utime(tmp_path / "sent" / one(n).origin.archive, (n, n))
    there = {path.name for path in (tmp_path / "sent").iterdir()}
    assert there == {one(n).origin.archive for n in (2, 3, 4)}


def test_all_together_have_no_more_bytes_than_the_bound(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sent, "MOST_BYTES", 6_000)
    other = tmp_path / "sent" / "mine.zip"
    for n in range(4):
        sent.keep([one(n, os.urandom(2_000))], tmp_path)
        other.write_bytes(b"not ours")
        os.utime(tmp_path / "sent" / one(n).origin.archive, (n, n))
    there = {path.name for path in (tmp_path / "sent").iterdir()}
    assert there == {other.name, *(one(n).origin.archive for n in (2, 3))}


def test_a_link_in_the_folders_place_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "build").mkdir()
    (tmp_path / "build" / "sent").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="sent"):
        sent.keep([one()], tmp_path / "build")
    assert not list((tmp_path / "elsewhere").iterdir())
    sent.keep([one()], tmp_path / "elsewhere")
    (tmp_path / "build" / "sent").unlink()
    (tmp_path / "build" / "sent").symlink_to(tmp_path / "elsewhere" / "sent")
    assert sent.find(one().origin, tmp_path / "build") is None
    assert sent.last(tmp_path / "build", 3) == []


def test_a_link_in_an_archives_place_is_not_read(tmp_path: Path) -> None:
    sent.keep([one()], tmp_path / "other")
    (tmp_path / "sent").mkdir()
    name = one().origin.archive
    (tmp_path / "sent" / name).symlink_to(tmp_path / "other" / "sent" / name)
    assert sent.find(one().origin, tmp_path) is None


@pytest.mark.parametrize(
    "name",
    ["sources/../a", "sources//a", "/a", "../a", "other", "sources/.git/config", "sources/a\\b",
     "sources/C:a", "sources/a\nb", "sources/"],
)  # fmt: skip
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert sent.unpack(archive({"sources/a.md": b""})).texts == {"a.md": b""}
    with pytest.raises(UnsoundArchiveError):
        sent.unpack(archive({name: b"x"}))


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent, "LARGEST", 100_000)
    with pytest.raises(UnsoundArchiveError, match="more than"):
        sent.unpack(archive({"sources/a": bytes(1_000_000)}))
    with pytest.raises(UnsoundArchiveError, match="more than"):
        sent.unpack(bytes(100_001))
    monkeypatch.setattr(sent, "FILES", 5)
    with pytest.raises(UnsoundArchiveError, match="more than"):
        sent.unpack(archive({f"sources/{n}": b"" for n in range(6)}))


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip", archive({})[:-9]])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(UnsoundArchiveError):
        sent.unpack(data)


@pytest.mark.parametrize(
    "known",
    [b"", b"{}", b"[]", b"null", b'{"source": 1}', b"[" * 100_000,
     json.dumps(dict.fromkeys(["source", "version", "edition", "name"], "x")
                | {"path": "../../etc"}).encode()],
)  # fmt: skip
def test_what_is_not_known_as_a_build_writes_it_is_refused(known: bytes) -> None:
    with pytest.raises(UnsoundArchiveError):
        sent.unpack(archive({"sent.json": known}))


def test_an_archive_under_anothers_name_is_refused(tmp_path: Path) -> None:
    sent.keep([one(1)], tmp_path)
    (tmp_path / "sent" / one(2).origin.archive).write_bytes(sent.pack(one(1)))
    with pytest.raises(UnsoundArchiveError, match="another"):
        sent.find(one(2).origin, tmp_path)
