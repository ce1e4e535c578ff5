"""Manuscripts that try to get something out or in: none of it reaches an output.

Each file of `tests/hostile/` says at its end what it tries, and what no output may hold.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from reportgen import build

HOSTILE = Path(__file__).parent / "hostile"
FORBIDS = re.compile(r"<!-- tries:.*?forbids: (.*?)\s*-->\s*\Z", re.S)
SECONDS, MEGABYTES = 20, 1200
"""Ten seconds and a gigabyte are what is promised; a busy machine may take twice as long."""


def content(file: Path) -> str:
    """All that an output holds, unpacked."""
    if file.suffix == ".docx":
        with zipfile.ZipFile(file) as packed:
            return "\n".join(packed.read(n).decode("utf-8", "replace") for n in packed.namelist())
    return file.read_text("utf-8")


@pytest.mark.parametrize("name", sorted(p.name for p in HOSTILE.glob("*.md")))
def test_no_output_holds_what_a_manuscript_tries(name: str, tmp_path: Path) -> None:
    inner = tmp_path / "project"
    shutil.copytree(HOSTILE, inner)
    (tmp_path / "secret.png").write_bytes(b"secret words")
    (inner / "outside.png").symlink_to(tmp_path / "secret.png")
    text = (inner / name).read_text("utf-8")
    found = FORBIDS.search(text)
    assert found
    built = build(inner / name)
    if name == "files.md":  # every one of them is refused
        assert {d.code for d in built.bag} >= {"image-missing", "image-remote"}
        assert built.files == ()
        return
    assert not built.bag.failed, [d.message for d in built.bag]
    for file in built.files:
        if file.suffix == ".pdf":  # its text runs nothing; its actions are looked at below
            continue
        held = content(file)
        for forbidden in found[1].split(" | "):
            assert forbidden not in held, (file.name, forbidden)


def test_pdfs_hold_no_action_but_links(tmp_path: Path) -> None:
    shutil.copytree(HOSTILE, tmp_path / "h")
    for name in ("script.md", "bibliography.md", "drawing.md"):
        (file,) = build(tmp_path / "h" / name, to=["pdf"]).files
        with pikepdf.open(file) as document:
            actions = {
                str(thing.S)
                for thing in document.objects
                if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and "/URI" in thing
            }
            addresses = [
                str(thing.URI)
                for thing in document.objects
                if isinstance(thing, pikepdf.Dictionary) and "/URI" in thing
            ]
        assert actions <= {"/URI"}
        assert all(re.match(r"https?:|mailto:", address) for address in addresses)


def _quotes(folder: Path) -> str:
    return ">" * 20_000 + " deep"


def _brackets(folder: Path) -> str:
    return "[" * 20_000


def _stars(folder: Path) -> str:
    return "*a_" * 50_000


def _line(folder: Path) -> str:
    return "word " * 2_000_000


def _table(folder: Path) -> str:
    rows = "\n".join("|" + "|".join(str(i) for i in range(10)) + "|" for _ in range(10_000))
    return "|" + "a|" * 10 + "\n|" + "---|" * 10 + "\n" + rows


def _lists(folder: Path) -> str:
    return "\n".join("  " * i + "- a" for i in range(3_000))


def _strings(folder: Path) -> str:
    lines = ['@string{s0 = "0123456789"}']
    lines += [f"@string{{s{i} = s{i - 1} # s{i - 1}}}" for i in range(1, 40)]
    (folder / "refs.bib").write_text("\n".join([*lines, "@book{b, title = s39}"]), encoding="utf-8")
    return "[@b]"


def _pixels(folder: Path) -> str:
    def chunk(name: bytes, data: bytes) -> bytes:
        total = len(data).to_bytes(4, "big") + name + data
        return total + zlib.crc32(name + data).to_bytes(4, "big")

    head = (50_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    data = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 10_000_000))
    (folder / "big.png").write_bytes(b"\x89PNG\r\n\x1a\n" + data + chunk(b"IEND", b""))
    return "![A big one.](big.png)"


def _entities(folder: Path) -> str:
    lines = ["<!DOCTYPE svg [", '<!ENTITY a0 "aaaaaaaaaa">']
    lines += [f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)]
    body = '<svg xmlns="http://www.w3.org/2000/svg"><text>&a11;</text></svg>'
    (folder / "bomb.svg").write_text("\n".join([*lines, "]>", body]), encoding="utf-8")
    return "![A bomb.](bomb.svg)"


def _cites(folder: Path) -> str:
    (folder / "refs.bib").write_text("@book{b, title={T}, publisher={P}, year=2020}", "utf-8")
    return "Text [@b]. " * 100_000


BOMBS = (_quotes, _brackets, _stars, _line, _table, _lists, _strings, _pixels, _entities, _cites)


@pytest.mark.parametrize("bomb", BOMBS, ids=lambda bomb: bomb.__name__[1:])
def test_a_bomb_ends_in_words(bomb: Callable[[Path], str], tmp_path: Path) -> None:
    body = bomb(tmp_path)
    (tmp_path / "p.md").write_text(
        f"---\ntitle: T\nbibliography: refs.bib\n---\n\n{body}\n", encoding="utf-8"
    )
    if not (tmp_path / "refs.bib").exists():
        (tmp_path / "refs.bib").write_text("", encoding="utf-8")
    _ends_in_words(tmp_path / "p.md")


def test_an_alias_bomb_ends_in_words(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 30)]
    front = "\n".join(lines)
    (tmp_path / "p.md").write_text(f"---\ntitle: T\n{front}\n---\n\nText.\n", encoding="utf-8")
    _ends_in_words(tmp_path / "p.md")


def _ends_in_words(paper: Path) -> None:
    """Build within time and memory, to an output or to a diagnostic, and no traceback."""
    command = [sys.executable, "-m", "reportgen.cli", "build", str(paper), "--no-cache"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, env=os.environ
    )
    took = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
    assert done.returncode in (0, 1), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    if done.returncode:
        assert re.search(r"^\S+:\d+:\d+: error\[", done.stderr, re.M), done.stderr[-2000:]
        assert not re.search(r"^error\[", done.stderr, re.M), done.stderr[-2000:]
    assert took < SECONDS
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss < MEGABYTES * 1024


def test_the_manual_names_every_bound() -> None:
    from dataclasses import fields

    from reportgen.limits import Limits

    page = (Path(__file__).parents[1] / "docs" / "limits.md").read_text("utf-8")
    for field in fields(Limits):
        assert field.default is not None
        value = f"{field.default:,.0f}" if float(field.default).is_integer() else field.default
        assert f"| {field.name.replace('_', ' ')} | {value} |" in page
